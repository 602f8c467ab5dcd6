import { Prisma } from "@/prisma/generated/client";
import type { GrievanceKind, GrievanceState } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { grievanceNumber } from "@/server/lib/ids";
import { maskEmail } from "@/server/lib/mask";
import { NotFound } from "@/server/lib/refusal";
import { FILES_A_CASE, MESSAGES_A_CASE } from "@/server/policy/grievance";
import { caseClock } from "./grievance";

const PAGE = 50;

type Row = {
  id: string;
  number: number;
  kind: GrievanceKind;
  topic: string;
  state: GrievanceState;
  language: string;
  receivedAt: Date;
  acknowledgedAt: Date | null;
  answerDueAt: Date;
  /** Null once the tenant is erased. */
  organisation: string | null;
};

/** The desk's queue: what runs out first comes first, one page from the cursor on (keyset). At most 50 rows. */
export async function listGrievances({ db, clock }: Deps, state: GrievanceState, cursor: { at: Date; id: string } | null) {
  const now = await clock.now(db);
  const from = cursor ? Prisma.sql`AND (g.answer_due_at, g.id) > (${cursor.at}, ${cursor.id}::uuid)` : Prisma.empty;
  const rows = await db.$queryRaw<Row[]>`
    SELECT g.id, g.number, g.kind::text AS kind, g.topic, g.state::text AS state, g.language, g.received_at AS "receivedAt",
      g.acknowledged_at AS "acknowledgedAt", g.answer_due_at AS "answerDueAt", t.name AS organisation
    FROM console.grievance g LEFT JOIN platform.tenant t ON t.id = g.tenant_id
    WHERE g.state = ${state}::console."GrievanceState" ${from} ORDER BY g.answer_due_at, g.id LIMIT ${PAGE + 1}`;
  const last = rows[PAGE - 1];
  return {
    now,
    items: rows.slice(0, PAGE).map((row) => ({ ...row, name: grievanceNumber(row.number), clock: caseClock(row, now) })),
    next: rows.length > PAGE && last ? { at: last.answerDueAt, id: last.id } : null,
  };
}

/** One case with its words and files, for the desk. Who read it stands in the book (A1). Throws NotFound. */
export async function grievanceDetail({ db, clock }: Deps, actor: { kind: "operator"; id: string }, grievanceId: string) {
  const now = await clock.now(db);
  const found = await db.grievance.findUnique({
    where: { id: grievanceId },
    include: {
      messages: {
        orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
        take: MESSAGES_A_CASE * 2,
        include: { attachments: { orderBy: { id: "asc" }, take: FILES_A_CASE } },
      },
    },
  });
  if (!found) throw new NotFound("grievance");
  const { tenantId, memberId, messages, ...row } = found;
  await db.$transaction((tx) => recordAuditEvent(tx, "grievance.read", actor, { tenantId }, { grievanceId }));
  const [tenant, person] = await Promise.all([
    tenantId ? db.tenant.findUnique({ where: { id: tenantId }, select: { id: true, name: true } }) : null,
    tenantId && memberId
      ? db.teamMember.findUnique({ where: { tenantId_id: { tenantId, id: memberId } }, select: { name: true, email: true } })
      : null,
  ]);
  return {
    now,
    case: { ...row, name: grievanceNumber(row.number), clock: caseClock(row, now) },
    tenant,
    // Whom to answer is known to the mail that goes out; the desk reads enough to tell people apart.
    person: person && { ...person, email: maskEmail(person.email) },
    messages: messages.map(({ id, author, body, correctionField, correctionTo, writtenAt, attachments }) => ({
      id,
      author,
      body,
      correctionField,
      correctionTo,
      writtenAt,
      attachments: attachments.map((file) => ({ id: file.id, fileName: file.fileName, mediaType: file.mediaType, bytes: file.bytes })),
    })),
  };
}
