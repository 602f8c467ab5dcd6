import type { TimelineEvent } from "@/app/_trpc/answers";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { count, many, rupees } from "@/app/_ui/rupees";
import { scopeWords } from "./holds";
import { OPERATOR_SENTENCES } from "./operators";
import { GIVEN_WORDS, orderEndWords } from "./orders";
import { FIELD_WORDS, PERSON_WORDS, READING_WORDS, SHOWN_FOR_WORDS } from "./people";
import { classWords, PURGE_CLASS_WORDS } from "./purge";
import { gatewayActor, REFUND_SENTENCES } from "./refund-timeline";
import { CHANNEL_WORDS, plainName, REJECTION_WORDS } from "./words";

type Payload = TimelineEvent["payload"];
const number = (payload: Payload, name: string): number => Number(payload[name] ?? 0);
const text = (payload: Payload, name: string): string => String(payload[name] ?? "");
const twoPeople = (payload: Payload): string => (payload.agreedBySecondPerson ? ", as the second person" : "");
const leavingOr = (payload: Payload, leaving: string, returning: string): string => (payload.purpose === "return" ? returning : leaving);

const goesOn = (payload: Payload): string =>
  payload.erasedFrom ? `; the owner was told, and erasing goes on from ${instantIn(Date.parse(text(payload, "erasedFrom")))}` : "";

/** Sentences are made on the screen: the book itself holds ids, codes and counts only. They begin after the person's name. */
export const SENTENCES: Record<string, (payload: Payload, event: TimelineEvent) => string> = {
  "request.received": (p) =>
    p.channel === "operator"
      ? "wrote this request down for the owner"
      : p.channel === "dashboard"
        ? "asked for deletion on the owner's page, signed in"
        : `received the request ${CHANNEL_WORDS[text(p, "channel") as keyof typeof CHANNEL_WORDS] ?? ""}${p.claimed ? "; its sender was not believed" : ""}`,
  "request.letter_attached": () => "added another letter to this request",
  "request.code_sent": (p) => `sent the owner a code ${leavingOr(p, "to confirm the deletion", "to confirm coming back")}`,
  "request.code_confirmed": (p) =>
    `confirmed ${leavingOr(p, "the deletion", "coming back")} ${p.inPerson ? "in person on the owner's page, with a fresh code" : "with the code"}, at try ${count(number(p, "attempts"))}`,
  "request.second_person_asked": (p) =>
    `asked for a second person ${text(p, "act") === "propose_return" ? "to let the tenant back in" : "to verify"}`,
  "request.assigned": (p) => (p.assigneeId ? "took this request" : "put this request down"),
  "request.verified": (p, { actorKind }) =>
    actorKind === "owner" ? "was believed in person: signed in, fresh code, name typed" : `verified the request${twoPeople(p)}`,
  "request.rejected": (p) =>
    `rejected the request: ${(REJECTION_WORDS[text(p, "because") as keyof typeof REJECTION_WORDS] ?? text(p, "because")).toLowerCase()}`,
  "request.withdrawn": (_, { actorKind }) =>
    actorKind === "owner" ? "withdrew the request on the owner's page" : "recorded that the owner withdrew the request",
  "request.return_asked": (_, { actorKind }) =>
    actorKind === "owner"
      ? "asked on the owner's page to come back"
      : `${actorKind === "operator" ? "wrote down" : "received"} the owner's wish to come back`,
  "tenant.deactivated": (p) =>
    `deactivated the tenant: ${many(number(p, "keysRevoked"), "key")} revoked, ${many(number(p, "sessionsEnded"), "session")} ended, purge due ${instantIn(Date.parse(text(p, "purgeDueAt")))}`,
  "tenant.reactivated": (p) =>
    `reactivated the tenant${twoPeople(p)}: ${many(number(p, "tablesCompared"), "table")}${p.rowsCompared === undefined ? "" : ` with ${many(number(p, "rowsCompared"), "row")}`} compared, all equal`,
  "tenant.sealed_digest": (p) => `fingerprinted the sealed data: ${many(number(p, "tables"), "table")}, ${many(number(p, "rows"), "row")}`,
  "tenant.return_differs": (p) => `stopped the return: ${plainName(text(p, "table"))} is not what it was`,
  "tax_records.expired": (p) => `removed ${many(number(p, "records"), "anonymous tax record")} after 7 years`,
  "lockout.probed": (p) =>
    `tried the doors: ${["refused", "allowed", "unreachable", "absent"]
      .filter((kind) => number(p, kind) > 0)
      .map((kind) => `${number(p, kind)} ${kind}`)
      .join(", ")}`,
  "purge.started": () => "began the purge",
  "purge.step_finished": (p) =>
    `erased ${(PURGE_CLASS_WORDS[text(p, "className")] ?? plainName(text(p, "className"))).toLowerCase()}: ${count(number(p, "erased"))}`,
  "purge.refused_by_hold": (p) =>
    p.classes ? `kept what a legal hold covers: ${classWords(text(p, "classes")).toLowerCase()}` : "did not purge: a legal hold is open",
  "purge.waits_for_payout": (p) =>
    `did not purge yet: ${rupees(BigInt(text(p, "amountPaise") || "0"))} of ${many(number(p, "refunds"), "refund")} on the way back to the owner`,
  "purge.retried": () => "had the purge tried again at once",
  "purge.finished": (p) =>
    `finished the purge: ${many(number(p, "classes"), "class", "classes")}, ${many(number(p, "erased"), "row")} erased, ${rupees(BigInt(text(p, "forfeitedPaise") || "0"))} credits forfeited, ${many(number(p, "taxRecords"), "anonymous tax record")} kept`,
  "hold.placed": (p) =>
    `placed a legal hold over ${scopeWords(text(p, "scope").split(","))}, to be reviewed by ${dayIn(Date.parse(text(p, "reviewOn")))}`,
  "hold.agreed": () => "agreed to the legal hold, as the second person",
  "hold.declined": (p) => `declined the legal hold${goesOn(p)}`,
  "hold.lapsed": (p) => `let the legal hold lapse: nobody agreed within 48 hours${goesOn(p)}`,
  "hold.reviewed": (p) => `confirmed that the order stands; the next review is by ${dayIn(Date.parse(text(p, "reviewOn")))}`,
  "hold.release_asked": () => "asked a second person to release the legal hold",
  "hold.released": (p) => `released the legal hold, as the second person${goesOn(p)}`,
  "erasure.replayed": (p) =>
    `erased again what a restore had brought back: ${many(number(p, "erased"), "row")}, by entry ${count(number(p, "ledgerNumber"))} of the erasure ledger`,
  "order.given": (p) => `${GIVEN_WORDS[text(p, "kind")] ?? "ordered something"}, as the grievance officer`,
  "order.taken": () => "took the grievance officer's order on",
  "order.ended": (p) => `ended the grievance officer's order: ${orderEndWords(text(p, "state"), text(p, "because"))}`,
  "order.kept_an_act_back": (p) => `tried to ${plainName(text(p, "act")).toLowerCase()}, which the grievance officer's pause kept back`,
  "letter.read": (p) => `read a letter${p.because ? `, ${READING_WORDS[text(p, "because")] ?? plainName(text(p, "because"))}` : ""}`,
  "person.revealed": (p) =>
    `had ${FIELD_WORDS[text(p, "field") as keyof typeof FIELD_WORDS] ?? "a value"} of ${PERSON_WORDS[text(p, "of") as keyof typeof PERSON_WORDS] ?? "somebody"} shown: ${(SHOWN_FOR_WORDS[text(p, "because")] ?? plainName(text(p, "because"))).toLowerCase()}`,
  ...REFUND_SENTENCES,
  ...OPERATOR_SENTENCES,
};

export const timelineSentence = (event: TimelineEvent): string => SENTENCES[event.type]?.(event.payload, event) ?? plainName(event.type);

/** Who did it, as the line shows it. */
export function timelineActor(event: TimelineEvent): string {
  const gateway = gatewayActor(event);
  if (gateway) return gateway;
  if (event.actorKind === "system") return "The console";
  if (event.actorKind === "owner") return "The owner";
  if (event.actorKind === "member") return "Somebody of the team";
  return event.actorName ?? "A former colleague";
}
