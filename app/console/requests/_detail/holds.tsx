import { LockKeyhole } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { Panel } from "./panel";

/** Orders of courts and authorities. While one is open nothing is deleted, and nothing is reopened either. */
export function Holds({ holds }: { holds: RequestDetail["holds"] }) {
  return (
    <Panel title="Legal holds">
      <ul className="flex flex-col gap-2">
        {holds.map((hold) => (
          <li key={hold.id} className="flex gap-3">
            <LockKeyhole aria-hidden className={`mt-0.5 size-4 shrink-0 ${hold.releasedAt ? "text-faint" : "text-held"}`} />
            <div className="min-w-0">
              <p className={hold.releasedAt ? "text-soft" : "text-held"}>
                {hold.authority}
                {hold.releasedAt ? ", released" : ""}
              </p>
              <p className="text-soft text-xs">
                placed {instantIn(hold.placedAt)} ·{" "}
                {hold.releasedAt ? `released ${instantIn(hold.releasedAt)}` : `to be reviewed on ${dayIn(hold.reviewOn)}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
