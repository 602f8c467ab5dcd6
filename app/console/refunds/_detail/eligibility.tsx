"use client";
import { Check, X } from "lucide-react";
import type { RefundDetail } from "@/app/_trpc/answers";
import { instantIn } from "@/app/_ui/instant";
import { rupees } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { declineWords, elsewhereWords, GATEWAY_WORDS } from "@/app/_words/refunds";
import { Panel } from "../../requests/_detail/panel";

type Shown = NonNullable<RefundDetail["eligibility"]>;
type Line = { says: string; clause: string; against: Shown["reasons"][number] | null };

/** Why this can be paid back, or why not: every check with the clause it comes from, what fails first. */
export function Eligibility({ detail }: { detail: RefundDetail }) {
  const { eligibility, refund, decisions, now } = detail;
  if (!eligibility)
    return (
      <Panel
        title={
          refund.state === "requested" ? "Why it is not due" : refund.state === "declined" ? "Why it was declined" : "How it was judged"
        }
      >
        <p className="max-w-prose text-pretty text-soft">
          {refund.state === "requested"
            ? (decisions.propose.because ?? "It cannot be judged any more.")
            : refund.state === "declined"
              ? `${declineWords(refund.declinedBecause ?? "not_eligible")}. ${refund.grantedAt ? "It had been granted, and was declined before anything was paid." : "It was declined before anybody granted it."}`
              : "It was judged when it was granted and once more, under lock, before it was paid out. What was granted stands."}
        </p>
      </Panel>
    );
  const lines = linesOf(eligibility, detail).toSorted((a, b) => Number(b.against !== null) - Number(a.against !== null));
  return (
    <Panel title={eligibility.isEligible ? "Why it is due" : "Why it cannot be paid back"} aside="judged just now">
      <ul>
        {lines.map((line) => (
          <li key={line.says} className="flex gap-3 py-1.5">
            <span
              className={`mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full ${line.against ? "bg-purging-ground text-purging" : "bg-verified-ground text-verified"}`}
            >
              {line.against ? (
                <X aria-hidden className="size-3" strokeWidth={3} />
              ) : (
                <Check aria-hidden className="size-3" strokeWidth={3} />
              )}
              <span className="sr-only">{line.against ? "fails:" : "passes:"}</span>
            </span>
            <p className="min-w-0 grow text-pretty">
              {line.against?.sentence ?? line.says}
              {line.against ? <span className="block text-soft">{line.says}</span> : null}
            </p>
            <span className="shrink-0 font-mono text-faint text-xs leading-5">{line.clause}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 border-line border-t pt-2 text-soft">
        At most <span className="font-medium text-ink tabular-nums">{rupees(eligibility.capPaise)}</span> can be paid back of it now
        {refund.amountPaise > eligibility.capPaise && eligibility.isEligible ? (
          <span className="text-purging">; this asks for more</span>
        ) : null}
        . <span className="sr-only">Judged</span>
        <Time at={now} now={now} relative={false} className="text-xs" />
      </p>
    </Panel>
  );
}

function linesOf(eligibility: Shown, { refund, purchase, now }: RefundDetail): Line[] {
  const against = (...codes: string[]) => eligibility.reasons.find((reason) => codes.includes(reason.code)) ?? null;
  const gone = against("tenant_gone");
  return [
    ...(gone ? [{ says: "The tenant's data is being erased.", clause: gone.clause, against: gone }] : []),
    {
      says: `Asked ${instantIn(refund.requestedAt)}; the 7 × 24 hours ${eligibility.deadline > now ? "run" : "ran"} until ${instantIn(eligibility.deadline)}.`,
      clause: "D§5",
      against: against("asked_too_late", "asked_before_purchase"),
    },
    { says: "Asked while the account was open.", clause: "D§5", against: against("asked_after_deactivation") },
    { says: "It bought credits, and only unused purchased credits are paid back.", clause: "R1", against: against("plan_fee") },
    {
      says:
        eligibility.unconsumedPaise > 0n
          ? `${rupees(eligibility.unconsumedPaise)} of its credits are unused.`
          : "None of its credits are left.",
      clause: "R1",
      against: against("credits_used", "less_than_least"),
    },
    {
      says: `${rupees(eligibility.spokenForPaise)} of ${rupees(eligibility.capturedPaise)} paid is paid back or on its way already.${elsewhereWords(eligibility.elsewherePaise)}`,
      clause: "R3",
      against: against("nothing_left_paid"),
    },
    {
      says: `${purchase ? GATEWAY_WORDS[purchase.gateway] : "The gateway"} takes it back until ${instantIn(eligibility.payableUntil)}.`,
      clause: "R4",
      against: against("purchase_too_old"),
    },
  ];
}
