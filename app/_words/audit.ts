import type { TrailEvent } from "@/app/_trpc/answers";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { count, many } from "@/app/_ui/rupees";
import { SENTENCES } from "./timeline";
import { plainName } from "./words";

type Payload = TrailEvent["payload"];
type Sentence = (payload: Payload, event: Pick<TrailEvent, "aboutName" | "actorKind">) => string;
const text = (payload: Payload, name: string): string => String(payload[name] ?? "");
const number = (payload: Payload, name: string): number => Number(payload[name] ?? 0);
const plain = (payload: Payload, name: string): string => plainName(text(payload, name)).toLowerCase();
const nobodys = (payload: Payload): string => (payload.whose ? ", of which they said that it is about no account of ours" : "");
const of = ({ aboutName }: { aboutName: string | null }): string => aboutName ?? "a colleague";

/** What the book says of things that stand on no timeline of a request or refund. Each goes on after the name of whoever did it. */
const OTHERS: Record<string, Sentence> = {
  "purges.stopped": (p) => `stopped all purges: ${plain(p, "because")}`,
  "purges.resumed": (p) => `let purges run again after ${many(number(p, "stoppedForMinutes"), "minute")}`,
  "purges.resume_asked": () => "asked a second person to let purges run again",
  "purges.resume_declined": () => "said no to letting purges run again",
  "endpoint.added": (p) => `added an endpoint for signals at ${text(p, "host")}`,
  "endpoint.disabled": () => "switched an endpoint for signals off",
  "endpoint.enabled": () => "switched an endpoint for signals on again",
  "endpoint.secret_renewed": () => "gave an endpoint a new secret",
  "endpoint.tested": (p) => (p.failure ? `tried an endpoint: ${plain(p, "failure")}` : "tried an endpoint: it answered"),
  "signal.replayed": (p) => `sent ${many(number(p, "deliveries"), "signal")} again`,
  "signal.replay_asked": (p) => `asked a second person to send ${many(number(p, "deliveries"), "signal")} again`,
  "signal.replay_declined": () => "said no to sending signals again",
  "letters.refused_by_hold": (p) => `kept ${many(number(p, "letters"), "letter")}: a legal hold is open`,
  "refund.bands_changed": () => "changed how much can be refunded alone, and from where two people agree",
  "credit_notes.exported": (p) => `exported ${many(number(p, "notes"), "credit note")} of ${text(p, "financialYear") || text(p, "month")}`,
  "account.languages_changed": () => "changed languages",
  "team.warned": (p) => `had ${many(number(p, "people"), "person", "people")} of the team told`,
  "owner.signed_in": () => "signed in on the owner's pages",
  "owner.signed_out": (p) => `signed out of ${many(number(p, "sessions"), "session")}`,
  "grievance.opened": (p) => `opened a case: ${plain(p, "topic")}`,
  "grievance.added": (p) =>
    `wrote in a case${number(p, "files") > 0 ? `, with ${many(number(p, "files"), "file")}` : ""}${p.reopened ? "; it is open again" : ""}`,
  "grievance.read": () => "read a case",
  "grievance.file_read": () => "opened a file of a case",
  "export.requested": () => "asked for an archive of the data",
  "export.ready": (p) => `finished the archive: ${many(number(p, "files"), "file")}, ${many(number(p, "rows"), "row")}`,
  "export.downloaded": () => "downloaded the archive",
  "export.failed": (p) => `could not build the archive: ${plain(p, "because")}`,
  "export.expired": () => "removed the archive, which had expired",
  "export.expiry_refused_by_hold": () => "kept an expired archive: a legal hold is open",
  "audit.exported": (p) => `exported ${many(number(p, "events"), "event")} of this book as ${text(p, "format").toUpperCase()}`,
  "audit.found_bent": (p) =>
    `found the book bent${typeof p.seq === "number" ? ` at link ${count(p.seq)}` : typeof p.eventId === "number" ? ` at event ${count(p.eventId)}` : ""}`,
  "audit.settled": () => "found all of the book sound again",
  "audit.checkpointed": (p) => `signed a checkpoint at link ${count(number(p, "seq"))}`,
  "register.exported": (p) =>
    `exported the register of cases as ${text(p, "format").toUpperCase()}: ${many(number(p, "cases"), "case")} from ${dayIn(Date.parse(text(p, "from")))} to ${dayIn(Date.parse(text(p, "to")))}`,
  "approval.declined": (p) => `said no as the second person (${plain(p, "kind")})`,
  "approval.voided": (p) =>
    `ended, with somebody's access or role, a question to a second person (${plain(p, "kind")}): ${p.because === "maker_left" ? "who asked" : "who had agreed"} may no longer`,
  "approval.refused": (p) => `was refused to agree (${plain(p, "kind")}): ${plain(p, "because")}`,
  "grievance.taken": (p) =>
    `took down a case ${p.channel === "mail" ? "that came by e-mail" : `by hand${p.handedIn ? ` (${plain(p, "handedIn")})` : ""}`}: ${plain(p, "topic")}`,
  "grievance.letter_added": (p) => `added a letter to a case${p.reopened ? "; it is open again" : ""}`,
  "grievance.acknowledged": () => "acknowledged a case",
  "grievance.assigned": (p, e) => (p.assigneeId ? `gave a case to ${of(e)}` : "put a case down"),
  "grievance.linked": (p) => `noted what a case is about${p.tenantFound ? ", and whose it is" : ""}`,
  "grievance.classified": (p) =>
    `noted what a case is: ${plain(p, "kind")}, ${plain(p, "topic")}${p.memberId ? ", and whose it is" : ""}${p.wasTenantId ? "; it was linked to another tenant before" : ""}`,
  "grievance.asked_told": (p) => `wrote down what should be corrected: ${plain(p, "field")}`,
  "grievance.address_asked": () => "asked a second person about another address for a profile",
  "grievance.noted": () => "wrote an internal note",
  "grievance.written": () => "wrote to the person",
  "grievance.decided": (p) => `decided a case${p.again ? " again" : ""}: ${plain(p, "outcome")}${nobodys(p)}`,
  "grievance.closed": (p) => `closed a case: ${plain(p, "because")}${nobodys(p)}`,
  "grievance.merged": () => "merged a case into another",
  "grievance.reopened": (p) => `opened a case again${p.because === "not_delivered" ? ": its answer could not be delivered" : ""}`,
  "grievance.escalated": (p) =>
    number(p, "step") === 0 ? "told the desk that a case is not acknowledged" : `escalated a case, step ${count(number(p, "step"))}`,
  "grievance.refused_as_involved": (p) => `was refused to act on a case (${plain(p, "act")}): they had a hand in what it is about`,
  "grievance.corrected": (p) => `corrected the profile: ${plain(p, "field")}`,
  "grievance.consent_ended": (p) => `ended a consent for the person: ${many(number(p, "answers"), "answer")}`,
  "grievance.routed_to_tenant": () => "sent a case on to the tenant whose customer wrote",
  "grievance.person_erased": (p) => `erased who wrote ${many(number(p, "cases"), "case")}`,
  "order.given": (p) => `gave an order: ${plain(p, "kind")}`,
  "order.taken": () => "took an order on",
  "order.ended": (p) => `ended an order as ${plain(p, "state")}: ${plain(p, "because")}`,
  "order.kept_an_act_back": (p) => `was kept from an act by an order: ${plain(p, "act")}`,
  "consent.answered": (p) => `${p.isGiven ? "gave" : "did not give"} consent to ${plain(p, "category")}`,
  "consent.withdrawn": (p) => `withdrew consent to ${plain(p, "category")}`,
};

const sentenceFor = (type: string) => OTHERS[type] ?? SENTENCES[type];
export const hasSentence = (type: string): boolean => sentenceFor(type) !== undefined;

/** What an event of the book says, after the name of whoever did it. */
export const trailSentence = (event: TrailEvent): string =>
  sentenceFor(event.type)?.(event.payload, event as never) ?? plainName(event.type);

/** Who did it, as the book's screen shows it: people of ours by name, others by what they are. */
export function trailActor({ actorKind, actorName }: Pick<TrailEvent, "actorKind" | "actorName">): string {
  if (actorKind === "system") return "The console";
  if (actorKind === "owner") return "The owner";
  if (actorKind === "member") return "Somebody of the team";
  return actorName ?? "A former colleague";
}

const KIND_WORDS: Record<string, string> = {
  request: "Requests",
  tenant: "Deactivation and return",
  tax_records: "Tax records",
  lockout: "Lock-out",
  purge: "Purges",
  purges: "Kill switch",
  endpoint: "Endpoints for signals",
  signal: "Signals",
  letters: "Letters kept",
  letter: "Letters read",
  hold: "Legal holds",
  erasure: "Erasing again after a restore",
  refund: "Refunds",
  credit_note: "Credit notes read",
  credit_notes: "Credit notes exported",
  team: "Team told",
  owner: "Owners signing in",
  grievance: "Grievances",
  export: "Owners' archives",
  person: "People shown",
  audit: "This book",
  register: "Register of grievances",
  operator: "Operators",
  approval: "Refused agreements",
  order: "Officer's orders",
  consent: "Consent",
};

/** How a kind of events is called where one chooses; the part of a type before the full stop. */
export const kindWords = (kind: string): string => KIND_WORDS[kind] ?? plainName(kind);
export const isKindNamed = (kind: string): boolean => kind in KIND_WORDS;

/** How a whole type is called where one chooses. */
export const typeWords = (type: string): string => plainName(type.slice(type.indexOf(".") + 1));

/** When, in words that fit a line of the book. */
export const trailTime = (at: Date): string => instantIn(at);
