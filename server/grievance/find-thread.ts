import type { Grievance } from "@/prisma/generated/client";
import type { NoticeKind } from "@/prisma/generated/enums";
import type { Tx } from "@/server/lib/db";
import { numbersNamed } from "./case-numbers";
import type { CaseLetter } from "./letter-of-case";

const NOTICE_ID = /^<notice-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i;

/** Mails to the person of a case. Those to our own staff and to a tenant that has to answer an end user lead into nobody's thread. */
const TO_THE_PERSON: readonly NoticeKind[] = [
  "grievance_received",
  "grievance_acknowledged",
  "grievance_message",
  "grievance_decided",
  "grievance_closed",
  "end_user_routed",
  "profile_corrected",
];

/** `isDisputed`: it answers a mail about a correction, from the address that this went to and that is not on record any more. */
export type Thread = { found: Grievance; isDisputed: boolean };

/**
 * The case that a letter answers: by the Message-ID of a mail of ours about it, or by the number in its subject; and only where the
 * proven sender is the person of that case, or has the very address that the mail went to, which may have been corrected since. Whoever
 * else writes a number gets into nobody's thread. A merged case leads to the one that goes on. Null where there is none.
 */
export async function findThread(tx: Tx, letter: CaseLetter): Promise<Thread | null> {
  if (!letter.isProven || !letter.from) return null;
  const answered = await mailsAnswered(tx, letter.references);
  const numbers = [...answered.map(({ number }) => number), ...numbersNamed([letter.subject])];
  for (const number of new Set(numbers)) {
    const found = await tx.grievance.findUnique({
      where: { number },
      include: { person: true, mergedInto: { include: { person: true } } },
    });
    if (!found) continue;
    const own = [found.mergedInto, found].find((one) => one && isOf(one, letter));
    if (own) return { found: own, isDisputed: false };
    const sent = answered.filter((mail) => mail.number === number && mail.toAddress === letter.from);
    if (sent.length > 0)
      return {
        found: found.mergedInto ?? found,
        isDisputed: found.kind === "correction" || sent.some(({ kind }) => kind === "profile_corrected"),
      };
  }
  return null;
}

/**
 * The case that a letter names without belonging to its thread, by a mail of ours about it or by its number, whoever wrote: where it may be
 * looked for, and nothing that is shown to them. A merged case leads to the one that goes on. Null where it names none.
 */
export async function findNamed(tx: Tx, letter: CaseLetter): Promise<Grievance | null> {
  const answered = await mailsAnswered(tx, letter.references);
  const numbers = new Set([...answered.map(({ number }) => number), ...numbersNamed([letter.subject, letter.words])]);
  for (const number of numbers) {
    const found = await tx.grievance.findUnique({ where: { number }, include: { mergedInto: true } });
    if (found) return found.mergedInto ?? found;
  }
  return null;
}

/** The mails of ours about cases that it answers, nearest first: each carries its case's number. */
async function mailsAnswered(tx: Tx, references: readonly string[]) {
  const ids = references.flatMap((reference) => NOTICE_ID.exec(reference)?.[1]?.toLowerCase() ?? []);
  if (ids.length === 0) return [];
  const notices = await tx.notice.findMany({
    where: { id: { in: ids } },
    select: { id: true, kind: true, toAddress: true, params: true },
  });
  return ids.flatMap((id) => {
    const notice = notices.find((one) => one.id === id);
    const number = (notice?.params as { grievanceNumber?: number } | undefined)?.grievanceNumber;
    if (!notice || !number) return [];
    return { number, kind: notice.kind, toAddress: TO_THE_PERSON.includes(notice.kind) ? notice.toAddress?.toLowerCase() : null };
  });
}

/** What a colleague of a tenant wrote by themselves is not its owner's; what came from the owner's pages is. */
function isOf(found: Grievance & { person: { email: string | null } | null }, { member, from }: CaseLetter): boolean {
  if (found.person?.email && found.person.email.toLowerCase() === from) return true;
  if (!member || member.tenantId !== found.tenantId) return false;
  return found.memberId === member.id || (member.isOwner && found.channel === "dashboard");
}
