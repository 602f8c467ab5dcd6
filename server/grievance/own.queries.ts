import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { grievanceNumber } from "@/server/lib/ids";
import { NotFound } from "@/server/lib/refusal";
import { FILES_A_CASE, MESSAGES_A_CASE, SUMMARY_HOURS } from "@/server/policy/grievance";
import { caseClock, refuseAdding } from "./grievance";
import { ownCases } from "./own-cases";
import { readProfile } from "./read-profile";

const PAGE = 20;
type Own = { id: string; tenantId: string };
type Cursor = { at: Date; id: string };

const SHOWN = {
  id: true,
  number: true,
  kind: true,
  topic: true,
  state: true,
  receivedAt: true,
  acknowledgedAt: true,
  answerDueAt: true,
  stateChangedAt: true,
  closedAt: true,
  closedBecause: true,
  outcome: true,
  decidedAt: true,
} as const;

/** The cases of one's own tenant with their clocks, newest first, 20 at a time. */
export async function listOwnCases({ db, clock }: Deps, own: Own, cursor: Cursor | null) {
  const now = await clock.now(db);
  const rows = await db.grievance.findMany({
    where: {
      ...ownCases(own),
      ...(cursor ? { OR: [{ receivedAt: { lt: cursor.at } }, { receivedAt: cursor.at, id: { lt: cursor.id } }] } : {}),
    },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    select: SHOWN,
  });
  const last = rows[PAGE - 1];
  return {
    now,
    contact: env().GRIEVANCE_CONTACT,
    answerDays: env().GRIEVANCE_DAYS,
    items: rows.slice(0, PAGE).map((row) => ({ ...row, name: grievanceNumber(row.number), clock: caseClock(row, now) })),
    next: rows.length > PAGE && last ? { at: last.receivedAt, id: last.id } : null,
  };
}

/** One case of one's own tenant with its thread (at most 200 messages). Throws NotFound, also for another tenant's (S4). */
export async function ownCase({ db, clock }: Deps, { id: memberId, tenantId }: Own, grievanceId: string) {
  const now = await clock.now(db);
  const found = await db.grievance.findFirst({ where: { id: grievanceId, ...ownCases({ id: memberId, tenantId }) }, select: SHOWN });
  if (!found) throw new NotFound("grievance");
  const messages = await db.grievanceMessage.findMany({
    where: { grievanceId, tenantId },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: MESSAGES_A_CASE * 2,
    select: {
      id: true,
      author: true,
      authorId: true,
      body: true,
      correctionField: true,
      correctionTo: true,
      correctionFrom: true,
      isAsked: true,
      writtenAt: true,
      toldBy: true,
      attachments: { select: { id: true, fileName: true, mediaType: true, bytes: true }, orderBy: { id: "asc" }, take: FILES_A_CASE },
    },
  });
  return {
    now,
    contact: env().GRIEVANCE_CONTACT,
    case: { ...found, name: grievanceNumber(found.number), clock: caseClock(found, now) },
    messages: messages.map(({ authorId, ...message }) => ({
      ...message,
      isMine: authorId === memberId,
      // The words of the latest decision were written at the instant of it.
      isDecision: message.author === "officer" && message.writtenAt.getTime() === found.decidedAt?.getTime(),
    })),
    whyNoMore: refuseAdding({ ...found, messages: messages.length }, now),
    filesLeft: FILES_A_CASE - messages.reduce((total, { attachments }) => total + attachments.length, 0),
  };
}

/** What the form for a correction shows beside each field. */
export async function ownProfile({ db }: Deps, own: Own) {
  return { contact: env().GRIEVANCE_CONTACT, profile: await readProfile(db, own) };
}

/** The case by which this person asked for the summary within the last day; null: it has to be asked for. */
export async function freshSummary({ db, clock }: Deps, { id: memberId, tenantId }: Own) {
  const since = later(await clock.now(db), -SUMMARY_HOURS * HOUR_MS);
  const found = await db.grievance.findFirst({
    where: { tenantId, memberId, kind: "access", receivedAt: { gt: since } },
    orderBy: { receivedAt: "desc" },
    select: { id: true, number: true, receivedAt: true },
  });
  return found && { ...found, name: grievanceNumber(found.number) };
}
