import type { RefundDetail } from "@/app/_trpc/answers";
import { instantIn } from "@/app/_ui/instant";
import { rupees } from "@/app/_ui/rupees";
import { DECLINE_WORDS, GATEWAY_WORDS, REASON_WORDS, REFUND_MARKS, refundName, TROUBLE_END_WORDS } from "@/app/_words/refunds";
import type { ActName } from "./acts";

export type Question = {
  title: string;
  description: string;
  points?: string[];
  /** What else was asked of the purchase: the same wish twice would be seen here. */
  besides?: string[];
  /** Exactly what is agreed to. */
  facts?: [name: string, value: string][];
  choices?: { label: string; of: [value: string, words: string][] };
  safe: string;
  act: string;
  look: "primary" | "dangerous";
};

/** The question before an act: its consequences in numbers, and what has to be said with it. */
export function questionOf(act: Exclude<ActName, "edit" | "askNow">, seen: RefundDetail): Question {
  const { refund, tenant, bands } = seen;
  const amount = rupees(refund.amountPaise);
  const whose = tenant?.name ?? "the erased tenant";
  const paying = [
    `${rupees(refund.creditsPaise)} of credits leave the balance of ${whose}.`,
    `${amount}, tax included, goes back through ${GATEWAY_WORDS[refund.gateway]} to the card or account that it came from.`,
    "A credit note is written once it has arrived, and sent to the owner.",
  ];
  switch (act) {
    case "propose":
      return bands.needed === 0
        ? {
            title: `Grant ${amount} to ${whose}?`,
            description: "It is small enough for one person to decide. It is paid out at once and cannot be taken back.",
            points: paying,
            besides: siblingsOf(seen),
            safe: "Not now",
            act: "Grant and pay out",
            look: "primary",
          }
        : {
            title: `Propose to grant ${amount} to ${whose}?`,
            description: `${bands.needed === 1 ? "One other person has" : "Two other people have"} to agree to exactly this within 48 hours. You cannot be one of them, nor can whoever wrote it down or changed it.`,
            points: paying,
            besides: siblingsOf(seen),
            safe: "Not now",
            act: "Propose the grant",
            look: "primary",
          };
    case "agree":
      return {
        title: `Agree that ${whose} gets ${amount}?`,
        description: "You agree to exactly what stands here. If anybody changes any of it, your agreement is void.",
        facts: factsOf(seen),
        besides: siblingsOf(seen),
        safe: "Not now",
        act: "Agree to the grant",
        look: "primary",
      };
    case "refuse":
      return {
        title: "Say no to this grant?",
        description: "The proposal ends. The refund waits for a decision again: it can be changed, proposed anew, or declined.",
        safe: "Leave it",
        act: "Say no to the grant",
        look: "dangerous",
      };
    case "decline":
      return {
        title: `Decline ${amount} for ${whose}?`,
        description: "Nothing is paid. The owner is told by mail, with the reason.",
        choices: { label: "Reason", of: Object.entries(DECLINE_WORDS).filter(([code]) => code !== "account_erased") },
        safe: "Leave it open",
        act: "Decline the refund",
        look: "dangerous",
      };
    case "tryAgain":
      return {
        title: `Try to pay ${amount} again?`,
        description:
          "The gateway is asked first whether this one has really failed. Then a new refund is made from it, with a name of its own. It has to be granted like any other; that the owner asked in time stays as it was.",
        points: ["Do this when the reason for the failure is gone: the card is back, the account is open, the gateway's fault is mended."],
        safe: "Not now",
        act: "Try again",
        look: "primary",
      };
    case "endTrouble":
      return {
        title: `Close ${refundName(refund.number)}?`,
        description: "Nobody looks at it any more after this. The credits stay where they are.",
        choices: { label: "Why", of: Object.entries(TROUBLE_END_WORDS) },
        safe: "Leave it open",
        act: "Close it",
        look: "primary",
      };
  }
}

const FACT_WORDS: Record<string, string> = {
  refundId: "Refund",
  tenantId: "Tenant",
  purchaseId: "Purchase",
  amountPaise: "The owner gets",
  creditsPaise: "Credits taken back",
  currency: "Currency",
  gateway: "Paid through",
  reason: "Reason",
  requestedAt: "Asked for",
};

const siblingsOf = ({ siblings }: RefundDetail): string[] =>
  siblings.map(({ number, state, amountPaise }) => `${refundName(number)}, ${REFUND_MARKS[state].word}: ${rupees(amountPaise)}`);

/** What the hash is made of, in the words people use; ids stand beside the name they belong to. */
function factsOf({ approval, refund, tenant, purchase }: RefundDetail): [string, string][] {
  const said: Record<string, string> = {
    refundId: refundName(refund.number),
    tenantId: tenant?.name ?? refund.tenantId,
    purchaseId: purchase?.invoiceNumber ?? refund.purchaseId,
    amountPaise: rupees(refund.amountPaise),
    creditsPaise: rupees(refund.creditsPaise),
    currency: "Indian rupees (INR)",
    gateway: GATEWAY_WORDS[refund.gateway],
    reason: REASON_WORDS[refund.reason],
    requestedAt: instantIn(refund.requestedAt),
  };
  return (approval?.facts ?? []).map(([name, value]) => [FACT_WORDS[name] ?? name, said[name] ?? value]);
}
