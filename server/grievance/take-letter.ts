// long: how a letter becomes a case or part of one, read from top to bottom.
import type { Grievance } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { raiseAlert } from "@/server/deletion/raise-alert";
import { HOUR_MS, later } from "@/server/lib/clock";
import { lockTenant, type Tx } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import { enqueueJob } from "@/server/lib/queue";
import { MESSAGE_LENGTH, MESSAGES_A_CASE, OPEN_CASES, PROVEN_CASES_A_DAY, UNPROVEN_CASES_A_DAY } from "@/server/policy/grievance";
import { acknowledgeByMail } from "./acknowledge-by-mail";
import { findConcerned } from "./find-concerned";
import { findNamed, findThread } from "./find-thread";
import { answerDueAt, refuseAdding } from "./grievance";
import { isEnding } from "./is-ending";
import { kindOfLetter, type LetterRight } from "./letter-kind";
import { bodyOf, type CaseLetter, type TakenLetter } from "./letter-of-case";
import { topicOfLetter } from "./letter-topic";

const system = { kind: "system" } as const;

type OpenedByLetter = "grievance" | "end_user";
type Opens = OpenedByLetter | "a_right" | null;

/**
 * A letter comes to the desk, in the transaction that routes it, which holds the lock of the sender's tenant. What answers a case of the
 * sender's is added to it and opens an answered one again while its period runs; else a letter that opens a case by itself (`opens`) does.
 * A sender whom nobody proved gets a case too, without a tenant and without any mail of ours (V6). So does whoever names a case without
 * being known as its person, whatever they ask: it may be the answer that the desk waits for. What no other room takes is the desk's where
 * somebody of a tenant, proven, uses a right (C4.5). Null: it is no matter of the desk.
 * @keeps D7.6
 * @keeps C4.5
 */
export async function takeLetter(tx: Tx, letter: CaseLetter, opens: Opens, now: Date): Promise<TakenLetter | null> {
  const thread = await findThread(tx, letter);
  if (thread) {
    const { found, isDisputed } = thread;
    const current = await lockCase(tx, found);
    const messages = await tx.grievanceMessage.count({ where: { grievanceId: current.id } });
    const isOver = current.tenantId !== null && (await isEnding(tx, current.tenantId));
    // Whoever lost their address by it may say so when the case is closed, too, and a person must see it today.
    const facts = isDisputed ? { ...current, state: "open" as const, messages } : { ...current, messages };
    if (!isOver && isDisputed) await raiseAlert(tx, "correction_disputed", { grievanceId: current.id }, now);
    if (!isOver && refuseAdding(facts, now) === null) return addTo(tx, current, letter, now);
    const byItself = opens === "a_right" ? null : opens;
    return openByLetter(tx, letter, byItself ?? (current.kind === "end_user" ? "end_user" : "grievance"), now, current);
  }
  if (!letter.from) return null;
  const named = await findNamed(tx, letter);
  const kind = kindOpened(letter, opens, named);
  if (!kind) return null;
  return (await openInstead(tx, letter, now, named)) ?? openByLetter(tx, letter, kind, now, named);
}

/** Whoever is one of a tenant's people is nobody's end user, whatever case they name. */
function kindOpened(letter: CaseLetter, opens: Opens, named: Grievance | null): OpenedByLetter | LetterRight | null {
  if (opens && opens !== "a_right") return opens;
  const right = opens && letter.member ? kindOfLetter(letter.subject, letter.words) : null;
  if (right || !named) return right;
  return named.kind === "end_user" && !letter.member ? "end_user" : "grievance";
}

async function lockCase(tx: Tx, { id, tenantId }: Grievance): Promise<Grievance> {
  if (tenantId) await lockTenant(tx, tenantId);
  await tx.$queryRaw`SELECT 1 FROM console.grievance WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.grievance.findUniqueOrThrow({ where: { id } });
}

/** Somebody who has as many open cases as one may have goes on in the latest of them: a letter cannot be told "no". */
async function openInstead(tx: Tx, letter: CaseLetter, now: Date, named: Grievance | null): Promise<TakenLetter | null> {
  const latest = await (letter.member
    ? latestOfMember(tx, letter.member)
    : letter.isProven
      ? latestOfStranger(tx, letter.from, now)
      : null);
  return latest && addTo(tx, await lockCase(tx, latest), letter, now, named);
}

async function latestOfMember(tx: Tx, { tenantId, id: memberId }: NonNullable<CaseLetter["member"]>): Promise<Grievance | null> {
  if ((await tx.grievance.count({ where: { tenantId, memberId, state: "open" } })) < OPEN_CASES) return null;
  return tx.grievance.findFirst({ where: { tenantId, memberId, state: "open" }, orderBy: { receivedAt: "desc" } });
}

/** Each case costs a mail of ours and an officer's look. The latest that is not full yet; where all are, one more is opened. */
async function latestOfStranger(tx: Tx, email: string | null, now: Date): Promise<Grievance | null> {
  const opened = await tx.grievance.findMany({
    where: { state: "open", person: { email, isProven: true, createdAt: { gt: later(now, -24 * HOUR_MS) } } },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    include: { _count: { select: { messages: true } } },
    take: 50,
  });
  if (opened.length < PROVEN_CASES_A_DAY) return null;
  const room = opened.find(({ _count }) => _count.messages < MESSAGES_A_CASE);
  return room ?? null;
}

async function addTo(
  tx: Tx,
  found: Grievance,
  letter: CaseLetter,
  now: Date,
  named: Pick<Grievance, "id"> | null = null,
): Promise<TakenLetter> {
  const { id: grievanceId, tenantId } = found;
  const names = named && named.id !== grievanceId && !found.namesId ? { namesId: named.id } : {};
  const { letterId } = letter;
  const reopened = found.state !== "open";
  await addWords(tx, { grievanceId, tenantId }, letter);
  await tx.grievance.update({
    where: { id: grievanceId },
    // Whoever has the case on screen has not seen these words.
    data: {
      version: found.version + 1,
      ...names,
      ...(reopened ? { state: "open", stateChangedAt: now, closedAt: null, closedBecause: null, mergedIntoId: null } : {}),
    },
    select: { id: true },
  });
  await recordAuditEvent(tx, "grievance.letter_added", system, { tenantId }, { grievanceId, letterId, reopened });
  return { outcome: "added_to_case", grievanceId, tenantId };
}

async function openByLetter(
  tx: Tx,
  letter: CaseLetter,
  kind: OpenedByLetter | LetterRight,
  now: Date,
  named: Pick<Grievance, "id"> | null,
): Promise<TakenLetter | null> {
  const { member, from, fromName, isProven, receivedAt, language } = letter;
  const isKnown = member !== null && !(await isEnding(tx, member.tenantId));
  if (!isProven && (await hasOpenedMany(tx, from, now))) return null;
  const tenantId = isKnown ? member.tenantId : null;
  const id = newId();
  const about = kind === "grievance" || kind === "end_user" ? topicOfLetter(letter.subject, letter.words) : "other";
  const topic = kind === "end_user" ? "own_data" : kind === "access" ? "summary" : about;
  const found = await tx.grievance.create({
    data: {
      id,
      kind,
      channel: "mail",
      topic,
      tenantId,
      memberId: isKnown ? member.id : null,
      namesId: named?.id ?? null,
      ...(isKnown ? await findConcerned(tx, member.tenantId, about) : {}),
      language,
      receivedAt,
      answerDueAt: answerDueAt(receivedAt, env().GRIEVANCE_DAYS),
      stateChangedAt: now,
    },
  });
  if (!isKnown)
    await tx.grievancePerson.create({
      data: { id: newId(), grievanceId: id, name: fromName, email: from, isProven, createdAt: now },
      select: { id: true },
    });
  await addWords(tx, { grievanceId: id, tenantId }, letter);
  const payload = { grievanceId: id, channel: "mail", handedIn: null, kind, topic } as const;
  await recordAuditEvent(tx, "grievance.taken", system, { tenantId }, payload);
  if (letter.mayAnswer && from) await acknowledgeByMail(tx, { found, toAddress: from, hasPage: isKnown && member.isOwner, at: now });
  return { outcome: "opened_case", grievanceId: id, tenantId };
}

/** Whoever forges an address by the hundred fills the list of letters, and not the desk. */
const hasOpenedMany = async (tx: Tx, email: string | null, now: Date): Promise<boolean> =>
  (await tx.grievancePerson.count({ where: { email, isProven: false, createdAt: { gt: later(now, -24 * HOUR_MS) } } })) >=
  UNPROVEN_CASES_A_DAY;

async function addWords(tx: Tx, of: { grievanceId: string; tenantId: string | null }, letter: CaseLetter): Promise<void> {
  const { letterId, member, receivedAt } = letter;
  const { id: messageId } = await tx.grievanceMessage.create({
    data: {
      ...of,
      author: "person",
      authorId: member && member.tenantId === of.tenantId ? member.id : null,
      body: bodyOf(letter, MESSAGE_LENGTH),
      letterId,
      writtenAt: receivedAt,
    },
    select: { id: true },
  });
  // Its files are examined and stored afterwards, outside of this transaction.
  if (of.tenantId) await enqueueJob(tx, "keep-letter-files", { messageId }, { key: `letter-files:${messageId}` });
}
