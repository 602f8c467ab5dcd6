import { words } from "@/app/_language/page-language";

type Decided = { state: string; outcome: "upheld" | "partly" | "refused" | null; closedBecause: string | null };
const CLOSINGS = ["answered_and_settled", "withdrawn_by_person", "no_reply", "not_ours", "merged"] as const;

/** How a case was decided or why it was closed, with whom one can turn to, before the thread that has the reasons (G3). */
export async function Decision({ found, mayAdd, contact }: { found: Decided; mayAdd: boolean; contact: string }) {
  const t = await words("rights");
  const { state, outcome, closedBecause } = found;
  if (state === "open" || (outcome === null && state !== "closed")) return null;
  const closing = CLOSINGS.find((one) => one === closedBecause) ?? "other";
  return (
    <section aria-label={t("decision.label")} className="mt-6 rounded-md bg-sunken px-4 py-4 text-pretty [overflow-wrap:anywhere]">
      {outcome ? <p className="font-medium">{t(`decision.${outcome}`)}</p> : null}
      {state === "closed" ? <p className={outcome ? "mt-1" : "font-medium"}>{t(`closed.${closing}`)}</p> : null}
      <p className="mt-2 text-soft">{t(mayAdd ? "decision.next" : "decision.nextClosed", { contact })}</p>
    </section>
  );
}
