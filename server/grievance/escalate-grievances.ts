import { type Grievance, Prisma } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS, later } from "@/server/lib/clock";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { writeNotice } from "@/server/notice/write-notice";
import { UNACKNOWLEDGED_HOURS } from "@/server/policy/grievance";
import { dueSteps, type EscalationStep, UNACKNOWLEDGED_STEP, unacknowledgedDueAt } from "./escalation";
import { findInvolvement } from "./find-involvement";

const AT_ONCE = 200;

/**
 * Tells more people the nearer the day comes by which a case has to be answered (G2), once per step however many workers run. Steps that
 * were missed while none ran are written down together, and one mail is sent for the last of them. An answered case is left alone. Before
 * them, once, the desk is told of a case that nobody has acknowledged and no mail of ours is about to: the sender was not proven, nobody
 * took an address down, or the mail comes back. Returns how many cases were escalated.
 */
export async function escalateGrievances(deps: Deps): Promise<number> {
  const now = await deps.clock.now(deps.db);
  const due = await deps.db.$queryRaw<{ id: string }[]>`
    SELECT g.id FROM console.grievance g WHERE g.state = 'open'
      AND ((SELECT count(*) FROM (VALUES (3), (6), (8)) AS step(ninths)
        WHERE extract(epoch FROM ${now}::timestamptz - g.received_at) * 9 >= step.ninths * extract(epoch FROM g.answer_due_at - g.received_at))
        > (SELECT count(*) FROM console.grievance_escalation e WHERE e.grievance_id = g.id AND e.step <> ${UNACKNOWLEDGED_STEP}::int)
        OR ${isUnacknowledged(now)})
    ORDER BY g.answer_due_at, g.id LIMIT ${AT_ONCE}`;
  let escalated = 0;
  for (const { id } of due) if (await deps.db.$transaction((tx) => escalateOne(tx, id, now))) escalated += 1;
  return escalated;
}

/** Of `g`: nobody told the person that it has arrived, no mail is on its way that will, and the desk does not know yet. */
const isUnacknowledged = (now: Date): Prisma.Sql => Prisma.sql`(g.acknowledged_at IS NULL
  AND g.received_at <= ${later(now, -UNACKNOWLEDGED_HOURS * HOUR_MS)}
  AND NOT EXISTS (SELECT 1 FROM console.grievance_escalation e WHERE e.grievance_id = g.id AND e.step = ${UNACKNOWLEDGED_STEP}::int)
  AND NOT EXISTS (SELECT 1 FROM console.notice n WHERE n.subject_id = g.id AND n.kind IN ('grievance_received', 'grievance_acknowledged')
    AND n.voided_at IS NULL AND n.failure_code IS NULL))`;

async function escalateOne(tx: Tx, id: string, now: Date): Promise<boolean> {
  const known = await tx.grievance.findUniqueOrThrow({ where: { id }, select: { tenantId: true } });
  if (known.tenantId) await lockTenant(tx, known.tenantId);
  await tx.$queryRaw`SELECT 1 FROM console.grievance WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.grievance.findUniqueOrThrow({ where: { id }, include: { escalations: { select: { step: true } } } });
  if (found.state !== "open") return false;
  const [row] = await tx.$queryRaw<{ unacknowledged: boolean }[]>`
    SELECT ${isUnacknowledged(now)} AS unacknowledged FROM console.grievance g WHERE g.id = ${id}::uuid`;
  const first = row?.unacknowledged ? [{ step: UNACKNOWLEDGED_STEP, dueAt: unacknowledgedDueAt(found.receivedAt) } as const] : [];
  const fresh = [...first, ...dueSteps(found, now).filter(({ step }) => !found.escalations.some((one) => one.step === step))];
  const last = fresh.at(-1);
  if (!last) return false;
  for (const { step, dueAt } of fresh) {
    await tx.grievanceEscalation.create({ data: { grievanceId: id, step, dueAt, escalatedAt: now }, select: { step: true } });
    await recordAuditEvent(tx, "grievance.escalated", { kind: "system" }, { tenantId: found.tenantId }, { grievanceId: id, step });
  }
  await tellStaff(tx, found, last.step, now);
  return true;
}

/** Of what nobody acknowledged, and at first, whoever looks after it, while they have access and no hand in it (G1), or every officer; then every officer; at last admins too. Where there is no officer, admins at once. */
async function tellStaff(tx: Tx, found: Grievance, step: EscalationStep["step"] | typeof UNACKNOWLEDGED_STEP, now: Date): Promise<void> {
  const { id, number, answerDueAt, assigneeId } = found;
  const officers = await tx.operator.findMany({ where: { role: "grievance_officer", endedAt: null }, select: { id: true, email: true } });
  const assignee = officers.find((one) => one.id === assigneeId);
  const isTheirs = step <= 1 && assignee !== undefined && !(await findInvolvement(tx, found, assignee.id));
  const admins =
    step === 3 || officers.length === 0
      ? await tx.operator.findMany({ where: { role: "admin", endedAt: null }, select: { id: true, email: true } })
      : [];
  for (const { email } of isTheirs ? [assignee] : [...officers, ...admins])
    await writeNotice(tx, {
      kind: "grievance_escalated",
      // One mail per person: the row of the step is what makes it once.
      subjectId: newId(),
      tenantId: null,
      requestId: null,
      toAddress: email,
      language: "en",
      params: { grievanceId: id, grievanceNumber: number, answerDueAt: answerDueAt.toISOString(), step },
      at: now,
    });
}
