import type { LetterOutcome } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { askToReturn } from "@/server/deletion/ask-to-return";
import { LIVE_STATES } from "@/server/deletion/lifecycle";
import { openRequest } from "@/server/deletion/open-request";
import { raiseAlert } from "@/server/deletion/raise-alert";
import type { CaseLetter, TakenLetter } from "@/server/grievance/letter-of-case";
import { takeLetter } from "@/server/grievance/take-letter";
import type { Tx } from "@/server/lib/db";
import { writeNotice } from "@/server/notice/write-notice";
import { issueConfirmation } from "@/server/owner/issue-confirmation";
import type { Examination } from "./letter";
import type { Match } from "./match-letter";
import { ownWords } from "./own-words";
import { tenantAskingRefund } from "./refund-letter";
import { storable } from "./storable";

type Routing = { letterId: string; letter: Examination; match: Match; receivedAt: Date; now: Date };
export type Route = { outcome: LetterOutcome; requestId: string | null; tenantId: string | null; grievanceId?: string | null };

const system = { kind: "system" } as const;

/**
 * Decides what a letter sets in motion, by what it asks for and how far its sender is believed. Nothing is answered automatically to a sender we cannot prove (V6).
 * @keeps D2.3 D2.4 D6.1
 */
export async function routeLetter(tx: Tx, routing: Routing): Promise<Route> {
  const { letter } = routing;
  // The thread is looked for before what is asked: a reply about bots and calls is a reply.
  const taken = await takeForDesk(tx, routing);
  if (taken && !alsoAsks(routing, taken)) return { ...taken, requestId: await besideOpenRequest(tx, routing) };
  const asked = await routeAsked(tx, routing);
  if (!taken) return asked;
  const isForSomebody = asked.outcome === "queued" || asked.outcome === "unmatched";
  // Support writes a refund down by such a letter as by any other, and reads none of its words (G1).
  const isRefund = tenantAskingRefund({ ...asked, intent: letter.intent }) !== null;
  return isForSomebody && !isRefund ? { ...taken, requestId: asked.requestId } : { ...asked, grievanceId: taken.grievanceId };
}

/** The grievance desk takes what is its own, unless a machine wrote it, or it was not meant for us now (V5). */
export async function takeForDesk(tx: Tx, routing: Routing): Promise<TakenLetter | null> {
  if (!isMeantForUsNow(routing.letter) || isByMachine(routing.letter)) return null;
  return takeLetter(tx, await caseLetter(tx, routing), kindOpened(routing), routing.now);
}

/**
 * Whoever complains or answers the desk and asks for deletion, or to come back, in the same letter gets both. A refund that is asked for in
 * an answer is what the case is about; beside a new complaint it is asked for as well.
 */
const alsoAsks = ({ letter: { intent } }: Routing, { outcome }: TakenLetter): boolean =>
  intent === "deletion" || intent === "reactivation" || (intent === "refund" && outcome === "opened_case");

/**
 * The kind of case that a letter opens by itself; null where another room takes it. Whoever is one of a tenant's people is nobody's end
 * user. What asks for nothing that another room knows may still use a right: the desk looks.
 */
const kindOpened = ({ letter: { intent, alsoComplains }, match }: Routing): "grievance" | "end_user" | "a_right" | null => {
  if (intent === "end_user") return match.sender === "unknown" ? "end_user" : "grievance";
  if (intent === "other") return "a_right";
  return intent === "grievance" || alsoComplains ? "grievance" : null;
};

/** What a letter asks of the register of requests; everything else is for a person to read. */
async function routeAsked(tx: Tx, routing: Routing): Promise<Route> {
  const { letter, match } = routing;
  const { tenantId } = match;
  if (isMeantForUsNow(letter)) {
    if (letter.intent === "deletion" && tenantId) return routeDeletion(tx, routing, tenantId);
    if (letter.intent === "reactivation" && tenantId && isBelieved(routing)) {
      const requestId = await askToReturn(tx, tenantId, system, routing.now, mayAnswer(routing));
      if (requestId) return { outcome: "asked_to_return", requestId, tenantId };
    }
  }
  return queue(tx, routing);
}

/**
 * A letter for a person to read. If it may be the owner's and a request of theirs is open, it lies beside that request and
 * says so loudly: whoever decides must not overlook "please do not delete" because it lies in another list (V7).
 */
async function queue(tx: Tx, routing: Routing): Promise<Route> {
  const { match, letter } = routing;
  // Not taken by the desk: old, of a machine, or too many a day. A person looks at it, and can open its case.
  if (letter.intent === "end_user" && match.sender === "unknown") return { outcome: "routed_end_user", requestId: null, tenantId: null };
  if (!match.tenantId) return { outcome: "unmatched", requestId: null, tenantId: null };
  if (!isBelieved(routing)) return { outcome: "queued", requestId: null, tenantId: null };
  return { outcome: "queued", requestId: await besideOpenRequest(tx, routing), tenantId: match.tenantId };
}

async function besideOpenRequest(tx: Tx, routing: Routing): Promise<string | null> {
  const { tenantId } = routing.match;
  if (!tenantId || !isBelieved(routing)) return null;
  const live = await tx.deletionRequest.findFirst({ where: { tenantId, state: { in: [...LIVE_STATES] } }, select: { id: true } });
  if (live) await raiseAlert(tx, "owner_wrote_again", { requestId: live.id }, routing.now);
  return live?.id ?? null;
}

const NOT_NOW = new Set([
  "date_missing",
  "date_unreadable",
  "date_stale",
  "date_ahead",
  "not_addressed_to_us",
  "signature_stale",
  "signature_expired",
  "recipient_unsigned",
]);

/** V5: an old letter played back, or one written to somebody else, opens nothing; a person looks at it. */
const isMeantForUsNow = (letter: Examination): boolean =>
  letter.addressedToSupport && !letter.reasons.some((reason) => NOT_NOW.has(reason.code));

/** Machines open no case and add to none: what they send is no word of anybody's. */
const isByMachine = ({ automatic }: Examination): boolean => automatic.some((mark) => mark !== "mailing_list");

/** The letter as the grievance desk takes it. Who of a tenant's people wrote is said only of a proven letter. */
export async function caseLetter(tx: Tx, routing: Pick<Routing, "letterId" | "letter" | "match" | "receivedAt">): Promise<CaseLetter> {
  const { letterId, letter, match, receivedAt } = routing;
  const from = storable(letter.from)?.toLowerCase() ?? null;
  const isProven = letter.sender === "passed";
  const isKnown = isProven && from !== null && match.tenantId !== null && match.sender !== "unknown";
  const member = isKnown ? await tx.teamMember.findUnique({ where: { email: from }, select: { id: true, tenantId: true } }) : null;
  return {
    letterId,
    receivedAt,
    from,
    fromName: storable(letter.fromName),
    isProven,
    mayAnswer: mayAnswer({ letter }),
    member: member && { ...member, isOwner: match.sender === "owner" },
    subject: storable(letter.subject),
    words: ownWords(storable(letter.text)),
    references: letter.references,
    language: letter.language,
  };
}

/** The letter may stand for the tenant: not disproved, and its one sender is the owner on record. */
const isBelieved = ({ letter, match }: Routing): boolean => letter.sender !== "failed" && match.sender === "owner";

/** An answer goes out by itself only to a proven sender, and never to a machine. */
const mayAnswer = ({ letter }: Pick<Routing, "letter">): boolean => letter.sender === "passed" && letter.automatic.length === 0;

async function routeDeletion(tx: Tx, routing: Routing, tenantId: string): Promise<Route> {
  const { match, now, letterId } = routing;
  if (match.sender === "member" && mayAnswer(routing)) return answerMember(tx, routing, tenantId);
  const believed = isBelieved(routing);
  const opened = await openRequest(tx, {
    channel: "mail",
    tenantId: believed ? tenantId : null,
    claimedTenantId: believed ? null : tenantId,
    lodgedBy: null,
    actor: system,
    now,
  });
  if (!opened.isNew)
    await recordAuditEvent(
      tx,
      "request.letter_attached",
      system,
      { tenantId: believed ? tenantId : null, requestId: opened.id },
      { letterId },
    );
  if (believed) await sendFirstCode(tx, routing, opened.id, tenantId);
  return { outcome: opened.isNew ? "opened_request" : "attached", requestId: opened.id, tenantId: believed ? tenantId : null };
}

/**
 * Mails the first code of a request to the address on file, if this letter's sender is proven (V3). A second letter does not
 * send a second one: whoever can write letters could otherwise flood the owner. Agents send further ones.
 */
export async function sendFirstCode(tx: Tx, routing: Routing, requestId: string, tenantId: string): Promise<void> {
  if (!isBelieved(routing) || !mayAnswer(routing)) return;
  if (routing.letter.intent === "reactivation") return void (await askToReturn(tx, tenantId, system, routing.now, true));
  if (routing.letter.intent !== "deletion") return;
  if (!(await waitsForFirstCode(tx, requestId))) return;
  await issueConfirmation(tx, { purpose: "deletion", requestId, tenantId, now: routing.now, actor: system });
}

async function waitsForFirstCode(tx: Tx, requestId: string): Promise<boolean> {
  const request = await tx.deletionRequest.findUniqueOrThrow({ where: { id: requestId }, select: { state: true } });
  return request.state === "received" && (await tx.confirmation.count({ where: { requestId, purpose: "deletion" } })) === 0;
}

/** V6: a team member gets the policy's answer — ask the owner, or support — and no deletion. One answer a day, however many letters. */
async function answerMember(tx: Tx, { letter, letterId, now }: Routing, tenantId: string): Promise<Route> {
  const toAddress = letter.from?.toLowerCase() ?? "";
  const dayAgo = new Date(now.getTime() - 86_400_000);
  const answered = await tx.notice.count({ where: { tenantId, kind: "ask_your_owner", toAddress, createdAt: { gt: dayAgo } } });
  if (answered === 0) {
    await writeNotice(tx, {
      kind: "ask_your_owner",
      subjectId: letterId,
      tenantId,
      requestId: null,
      toAddress,
      language: letter.language,
      params: {},
      at: now,
    });
  }
  return { outcome: "answered_member", requestId: null, tenantId };
}
