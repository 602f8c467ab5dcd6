import type { Grievance } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { grievanceNumber } from "@/server/lib/ids";
import { maskEmail, maskPhone } from "@/server/lib/mask";
import { NotFound } from "@/server/lib/refusal";
import { FILES_A_CASE, MESSAGES_A_CASE } from "@/server/policy/grievance";
import { CASE_ACTS, type CaseAct, refuseCaseAct, WITHOUT_WORDS } from "./case-acts";
import { numbersNamed } from "./case-numbers";
import { escalationSteps } from "./escalation";
import { findInvolvement } from "./find-involvement";
import { caseClock } from "./grievance";
import { isEnding } from "./is-ending";
import { namedOf } from "./named.queries";
import { REFUSALS } from "./refusals";

/** So much of each is shown, the newest; the rest is counted. */
const MESSAGES = MESSAGES_A_CASE * 2;
const NOTES = 200;
const LETTERS = 50;
const MERGED = 50;
type Reader = { kind: "operator"; id: string };

/**
 * One case as the desk reads it: its words, letters, notes and clock, and what can be done with it. Whoever handled what it is about
 * sees that it is there, its clock and why they cannot act, and no words and no notes (G1). Who read it stands in the book (A1).
 * Throws NotFound.
 */
export async function grievanceDetail(deps: Deps, actor: Reader, grievanceId: string) {
  const { db, clock } = deps;
  const now = await clock.now(db);
  const found = await db.grievance.findUnique({ where: { id: grievanceId }, include: { escalations: true } });
  if (!found) throw new NotFound("grievance");
  const { escalations, ...row } = found;
  const { tenantId } = row;
  const { isInvolved, isErased } = await db.$transaction(async (tx) => {
    const involved = await findInvolvement(tx, row, actor.id);
    await recordAuditEvent(tx, "grievance.read", actor, { tenantId }, { grievanceId });
    return { isInvolved: involved, isErased: tenantId !== null && (await isEnding(tx, tenantId)) };
  });
  const [words, candidates, about, people, undelivered, acknowledgement] = await Promise.all([
    isInvolved ? NO_WORDS : wordsOf(deps, row),
    isInvolved ? NO_CANDIDATES : candidatesOf(deps, row),
    aboutOf(deps, row),
    peopleOf(deps, row, isInvolved),
    db.alert.findFirst({ where: { kind: "notice_undeliverable", grievanceId, endedAt: null }, select: { raisedAt: true } }),
    db.notice.findFirst({
      where: { subjectId: grievanceId, kind: { in: ["grievance_received", "grievance_acknowledged"] } },
      select: { sentAt: true, voidedAt: true, attempts: true, failureCode: true },
    }),
  ]);
  return {
    now,
    case: {
      ...row,
      // Who of the tenant's people it was is the person's own, as their words are.
      memberId: isInvolved ? null : row.memberId,
      name: grievanceNumber(row.number),
      clock: caseClock(row, now),
      steps: escalationSteps(row).map((step) => ({
        ...step,
        escalatedAt: escalations.find((one) => one.step === step.step)?.escalatedAt ?? null,
      })),
    },
    isInvolved,
    acts: actsOf(row, isInvolved, isErased),
    acknowledgement,
    /** Since when a mail about it does not reach who it is for; null where all were sent, or the person was told in another way. */
    undeliveredSince: undelivered?.raisedAt ?? null,
    candidates,
    ...about,
    ...people,
    ...words,
  };
}

type Decision = { allowed: boolean; because: string | null };

/** Which acts are open to this officer now; the sentence is the one that the verb would refuse with. */
function actsOf(row: Grievance, isInvolved: boolean, isErased: boolean): Record<CaseAct, Decision> {
  const decide = (act: CaseAct): Decision => {
    const isOver = isErased && !WITHOUT_WORDS.includes(act);
    const because = isInvolved ? "desk_involved" : isOver ? "desk_tenant_gone" : refuseCaseAct(row, act);
    return { allowed: because === null, because: because && REFUSALS[because] };
  };
  return Object.fromEntries(CASE_ACTS.map((act) => [act, decide(act)])) as Record<CaseAct, Decision>;
}

/** What the case hangs on: its tenant, the request or refund it names, and the cases it was merged with or names. */
async function aboutOf({ db }: Deps, { id, tenantId, requestId, refundId, mergedIntoId }: Grievance) {
  const named = { id: true, number: true } as const;
  const [tenant, request, refund, mergedInto, merged] = await Promise.all([
    tenantId ? db.tenant.findUnique({ where: { id: tenantId }, select: { id: true, name: true } }) : null,
    requestId ? db.deletionRequest.findUnique({ where: { id: requestId }, select: { ...named, state: true } }) : null,
    refundId ? db.refund.findFirst({ where: { id: refundId }, select: { ...named, state: true } }) : null,
    mergedIntoId ? db.grievance.findUnique({ where: { id: mergedIntoId }, select: named }) : null,
    db.grievance.findMany({ where: { mergedIntoId: id }, select: named, orderBy: { number: "desc" }, take: MERGED }),
  ]);
  return { tenant, request, refund, mergedInto, merged: merged.toReversed() };
}

type Candidates = Record<"requests" | "refunds" | "cases", { id: string; number: number }[]> & {
  members: { id: string; name: string; email: string; isOwner: boolean }[];
};
const NO_CANDIDATES: Candidates = { requests: [], refunds: [], cases: [], members: [] };

/** What the case can be linked to and merged into, the latest first: of its own tenant and its own person. */
async function candidatesOf({ db }: Deps, { id, tenantId, memberId, receivedAt }: Grievance): Promise<Candidates> {
  const named = { select: { id: true, number: true }, take: 20 } as const;
  const person = await db.grievancePerson.findUnique({ where: { grievanceId: id }, select: { email: true } });
  const older = { id: { not: id }, state: "open", tenantId, receivedAt: { lte: receivedAt } } as const;
  const email = person?.email;
  const isSame = memberId ? { memberId } : email ? { person: { email: { equals: email, mode: "insensitive" as const } } } : null;
  const [requests, refunds, cases, members] = await Promise.all([
    tenantId ? db.deletionRequest.findMany({ where: { tenantId }, orderBy: { receivedAt: "desc" }, ...named }) : [],
    tenantId ? db.refund.findMany({ where: { tenantId }, orderBy: { requestedAt: "desc" }, ...named }) : [],
    isSame ? db.grievance.findMany({ where: { ...older, ...isSame }, orderBy: { receivedAt: "desc" }, ...named }) : [],
    tenantId ? membersOf(db, tenantId, email ?? null) : [],
  ]);
  return { requests, refunds, cases, members };
}

const MEMBERS = 50;
/** Whose case it may be, as the profile has them: whoever has the address that it came from first, then owners, then by name. */
async function membersOf(db: Deps["db"], tenantId: string, email: string | null) {
  const members = await db.$queryRaw<{ id: string; name: string; email: string; role: string }[]>`
    SELECT id, name, email, role::text AS role FROM platform.team_member WHERE tenant_id = ${tenantId}::uuid
    ORDER BY lower(email) = lower(${email}::text) DESC NULLS LAST, role::text = 'owner' DESC, name, id LIMIT ${MEMBERS}`;
  return members.map((one) => ({ id: one.id, name: one.name, email: maskEmail(one.email), isOwner: one.role === "owner" }));
}

/** Who asked, masked, and who of ours looks after it. */
async function peopleOf({ db }: Deps, { id, tenantId, memberId, assigneeId, lodgedBy }: Grievance, isInvolved: boolean) {
  const [member, written, operators] = await Promise.all([
    tenantId && memberId
      ? db.teamMember.findUnique({ where: { tenantId_id: { tenantId, id: memberId } }, select: { name: true, email: true, role: true } })
      : null,
    db.grievancePerson.findUnique({ where: { grievanceId: id } }),
    db.operator.findMany({
      where: { OR: [{ role: "grievance_officer", endedAt: null }, { id: { in: [assigneeId, lodgedBy].filter((one) => one !== null) } }] },
      select: { id: true, name: true, role: true, endedAt: true },
      orderBy: { name: "asc" },
      take: 50,
    }),
  ]);
  const nameOf = (operatorId: string | null) => operators.find((one) => one.id === operatorId)?.name ?? null;
  return {
    // Whom to answer is known to the mail that goes out; the desk reads enough to tell people apart.
    person: isInvolved
      ? null
      : member
        ? { name: member.name, email: maskEmail(member.email), phone: null, hasPostal: false, isProven: true, isOnRecord: true }
        : written && {
            name: written.name,
            email: written.email && maskEmail(written.email),
            phone: written.phone && maskPhone(written.phone),
            hasPostal: written.postal !== null,
            isProven: written.isProven,
            isOnRecord: false,
          },
    assignee: assigneeId ? { id: assigneeId, name: nameOf(assigneeId) } : null,
    lodgedByName: nameOf(lodgedBy),
    officers: operators.filter((one) => one.role === "grievance_officer" && one.endedAt === null).map(({ id, name }) => ({ id, name })),
  };
}

type Words = Awaited<ReturnType<typeof wordsOf>>;
const NO_WORDS: Words = {
  messages: [],
  notes: [],
  letters: [],
  mentions: [],
  names: null,
  namedBy: [],
  older: { messages: 0, notes: 0, letters: 0 },
};

/** What was written: to and by the person, also in cases merged into this one, and what officers noted for themselves. */
async function wordsOf({ db }: Deps, { id, namesId }: Grievance) {
  const merged = await db.grievance.findMany({ where: { mergedIntoId: id }, select: { id: true, number: true } });
  const all = { in: [id, ...merged.map((one) => one.id)] };
  const of = { where: { grievanceId: all } };
  const [messages, notes, letters, ...totals] = await Promise.all([
    db.grievanceMessage.findMany({
      ...of,
      orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
      take: MESSAGES,
      include: { attachments: { orderBy: { id: "asc" }, take: FILES_A_CASE } },
    }),
    db.grievanceNote.findMany({ ...of, orderBy: [{ writtenAt: "desc" }, { id: "desc" }], take: NOTES }),
    db.inboundMail.findMany({
      ...of,
      orderBy: { receivedAt: "desc" },
      take: LETTERS,
      select: { id: true, receivedAt: true, sender: true, subject: true, outcome: true },
    }),
    db.grievanceMessage.count(of),
    db.grievanceNote.count(of),
    db.inboundMail.count(of),
  ]);
  const authors = await db.operator.findMany({
    where: { id: { in: [...notes, ...messages].flatMap(({ authorId }) => authorId ?? []) } },
    select: { id: true, name: true },
  });
  const nameOf = (authorId: string | null) => authors.find((one) => one.id === authorId)?.name ?? null;
  const caseOf = (grievanceId: string) => {
    const other = merged.find((one) => one.id === grievanceId);
    return other ? grievanceNumber(other.number) : null;
  };
  const numbers = numbersNamed(letters.map((letter) => letter.subject ?? ""));
  return {
    messages: messages.toReversed().map(({ attachments, ...message }) => ({
      id: message.id,
      author: message.author,
      // Beside words of a person's: who of ours added what was handed in on paper. Null where the person wrote it themselves.
      authorName: message.author === "system" && !message.isAsked ? null : nameOf(message.authorId),
      body: message.body,
      correctionField: message.correctionField,
      correctionTo: message.correctionTo,
      correctionFrom: message.correctionFrom,
      isAsked: message.isAsked,
      letterId: message.letterId,
      writtenAt: message.writtenAt,
      /** The number of the merged case that it was written in; null for this one's own. */
      caseName: caseOf(message.grievanceId),
      attachments: attachments.map((file) => ({ id: file.id, fileName: file.fileName, mediaType: file.mediaType, bytes: file.bytes })),
    })),
    notes: notes.toReversed().map((note) => ({
      id: note.id,
      authorName: nameOf(note.authorId),
      body: note.body,
      writtenAt: note.writtenAt,
      caseName: caseOf(note.grievanceId),
    })),
    letters: letters.toReversed(),
    /** How many older ones there are than those above. */
    older: { messages: totals[0] - messages.length, notes: totals[1] - notes.length, letters: totals[2] - letters.length },
    ...(await namedOf(db, id, namesId, numbers)),
  };
}
