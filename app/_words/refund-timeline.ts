import { count, many, rupees } from "@/app/_ui/rupees";
import { declineWords, GATEWAY_WORDS, refundName, TROUBLE_END_WORDS, TROUBLE_WORDS } from "./refunds";
import { plainName } from "./words";

type Payload = Record<string, string | number | boolean | null>;
const text = (payload: Payload, name: string): string => String(payload[name] ?? "");
const number = (payload: Payload, name: string): number => Number(payload[name] ?? 0);
const amount = (payload: Payload, name = "amountPaise"): string => rupees(BigInt(text(payload, name) || "0"));

const others = (people: number): string => (people === 1 ? "one other person" : `${count(people)} other people`);
const troubleWords = (code: string): string => TROUBLE_WORDS[code as keyof typeof TROUBLE_WORDS]?.short ?? plainName(code);
const endWords = (code: string): string =>
  (
    TROUBLE_END_WORDS[code as keyof typeof TROUBLE_END_WORDS] ?? (code === "tried_again" ? "it is tried again" : plainName(code))
  ).toLowerCase();

/** What came of a gateway's message; one that was taken over as it stands needs no words. */
const MEANINGS: Record<string, string> = {
  asked_again: "; we asked it again",
  ignored: "; nothing new",
  unknown_refund: "; nobody here knew it then",
};

/** What the book says about refunds, after the name of whoever did it. */
export const REFUND_SENTENCES: Record<string, (payload: Payload, event: { actorKind: string }) => string> = {
  "refund.requested": (p, { actorKind }) =>
    p.retryOfId
      ? `tried ${p.retryOfNumber ? refundName(number(p, "retryOfNumber")) : "an earlier refund"} again with this one, for ${amount(p)}`
      : `${actorKind === "operator" ? "wrote down that the owner asks for" : "asked for"} ${amount(p)} back${p.channel === "mail" ? ", by e-mail" : ""}`,
  "refund.edited": (p) =>
    `changed the amount from ${amount(p, "before")} to ${amount(p)}${p.voided ? "; what had been agreed to is void" : ""}`,
  "refund.grant_proposed": (p) =>
    number(p, "checkersNeeded") === 0
      ? `decided to grant ${amount(p)}, alone`
      : `proposed to grant ${amount(p)}, and asked ${others(number(p, "checkersNeeded"))} to agree`,
  "refund.grant_agreed": (p) => `agreed to the grant, ${count(number(p, "agreed"))} of ${count(number(p, "needed"))}`,
  "refund.grant_refused": () => "said no to the grant",
  "refund.agreement_refused": (p) =>
    `was refused to ${p.act === "refuse" ? "say no to the grant" : "agree"}: ${p.because === "own_grant" ? "it was their own grant (A3)" : plainName(text(p, "because"))}`,
  "refund.granted": (p) => `granted ${amount(p)}, ${number(p, "checkers") > 0 ? `with ${others(number(p, "checkers"))}` : "alone"}`,
  "refund.declined": (p) => `declined it: ${declineWords(text(p, "because")).toLowerCase()}`,
  "refund.submitted": (p) => `took back ${amount(p, "creditsPaise")} of credits and asked the gateway for ${amount(p)}`,
  "refund.pending": () => "heard from the gateway that the bank is working on it",
  "refund.succeeded": (p) => `recorded that ${amount(p)} was paid, and wrote its credit note`,
  "refund.failed": (p) =>
    `recorded that nothing was paid (${text(p, "because")})${text(p, "creditsReturned") === "0" ? "" : `; ${amount(p, "creditsReturned")} of credits are back`}`,
  "refund.reversed": (p) => `recorded that the bank sent the money back; ${amount(p, "creditsReturned")} of credits are back`,
  "refund.paid_after_all": (p) =>
    `recorded that ${amount(p)} was paid after all, although it had ${p.before === "reversed" ? "come back" : "failed"}${text(p, "creditsTaken") === "0" ? "" : `; ${amount(p, "creditsTaken")} of credits are taken again`}`,
  "refund.trouble": (p) => `called for a person: ${troubleWords(text(p, "trouble"))}`,
  "refund.trouble_ended": (p) => `closed “${troubleWords(text(p, "trouble"))}”: ${endWords(text(p, "because"))}`,
  "refund.differs": (p) => `found that the gateway's book differs: ${plainName(text(p, "kind"))}`,
  "refund.nobodys_expired": (p) =>
    `removed ${many(number(p, "events"), "word")} of gateways and ${many(number(p, "differences"), "difference")} that were nobody's, after 90 days`,
  "refund.difference_settled": (p) => `settled the difference: ${plainName(text(p, "because"))}`,
  "refund.read_asked": () => "had the gateway asked at once",
  "refund.tried_again": (p) => `had it tried again, as ${p.retryNumber ? refundName(number(p, "retryNumber")) : "a refund of its own"}`,
  "credit_note.read": () => "opened the credit note",
  "gateway.said": (p) => {
    const references = [p.gatewayReference, p.bankReference && `bank ${p.bankReference}`].filter(Boolean).join(" · ");
    const meaning = MEANINGS[text(p, "outcome")] ?? "";
    return `said “${text(p, "status")}” for ${amount(p)}${meaning}${references ? ` (${references})` : ""}`;
  },
};

/** Whose word an event is, when it is neither a person's nor ours. */
export const gatewayActor = (event: { type: string; payload: Payload }): string | null =>
  event.type === "gateway.said" ? (GATEWAY_WORDS[event.payload.gateway as keyof typeof GATEWAY_WORDS] ?? "The gateway") : null;
