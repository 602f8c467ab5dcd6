import type { RequestDetail } from "@/app/_trpc/answers";
import { ACTS, type ActName } from "./acts";

/** The rule behind every act that is not possible, each said once. */
export function WhyNot({ acts, decisions }: { acts: ActName[]; decisions: RequestDetail["decisions"] }) {
  const forbidden = acts.filter((act) => !decisions[act].allowed);
  const codes = [...new Set(forbidden.map((act) => decisions[act].code))];
  if (codes.length === 0) return null;
  return (
    <ul className="mt-2 text-soft text-xs">
      {codes.map((code) => {
        const of = forbidden.filter((act) => decisions[act].code === code);
        return (
          <li key={code} id={`why-${code}`} className="text-pretty">
            <span className="text-ink">{of.map((act) => ACTS[act].title.replace("…", "")).join(", ")}:</span>{" "}
            {decisions[of[0] as ActName].because}
          </li>
        );
      })}
    </ul>
  );
}
