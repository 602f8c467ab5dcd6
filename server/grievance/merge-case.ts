import type { Grievance } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { actOnCase, type Officer } from "./act-on-case";
import { endPauses } from "./end-order";
import { endUndelivered } from "./end-undelivered";
import { findAnswerAddress } from "./find-answer-address";
import { findInvolvement } from "./find-involvement";

/**
 * An officer closes a case as the same matter as an older one of the same person, which goes on with the words of both. The older one's
 * clock runs, so that merging moves no day (G2). Who was told the number of the closed one is told where it went. Throws what
 * `actOnCase` throws, for either case, NotFound, `desk_not_same` and `desk_merge_older`.
 */
export const mergeCase = (deps: Deps, actor: Officer, grievanceId: string, intoId: string): Promise<void> =>
  actOnCase(deps, actor, grievanceId, "merge", async ({ tx, now, case: found }) => {
    await tx.$queryRaw`SELECT 1 FROM console.grievance WHERE id = ${intoId}::uuid FOR UPDATE`;
    const into = await tx.grievance.findUnique({ where: { id: intoId } });
    if (!into || into.id === found.id) throw new NotFound("grievance");
    if (await findInvolvement(tx, into, actor.id)) throw new Refusal("desk_involved");
    if (into.state !== "open") throw new Refusal("desk_not_open");
    if (!(await isSamePerson(tx, found, into))) throw new Refusal("desk_not_same");
    if (into.receivedAt > found.receivedAt) throw new Refusal("desk_merge_older");
    const closed = { state: "closed", stateChangedAt: now, closedAt: now, closedBecause: "merged", mergedIntoId: intoId } as const;
    await tx.grievance.updateMany({ where: { mergedIntoId: grievanceId }, data: { mergedIntoId: intoId } });
    await tx.grievance.update({ where: { id: grievanceId }, data: { ...closed, version: found.version + 1 }, select: { id: true } });
    await tx.grievance.update({ where: { id: intoId }, data: { version: into.version + 1 }, select: { id: true } });
    await endPauses(tx, grievanceId, actor, now);
    await endUndelivered(tx, grievanceId, now);
    const { email } = await findAnswerAddress(tx, found);
    if (email && found.acknowledgedAt) await tellMerged(tx, found, email, now);
    await recordAuditEvent(tx, "grievance.merged", actor, { tenantId: found.tenantId }, { grievanceId, intoId });
  });

/** Of one tenant by the same one of its people; or, without, by the same address. */
async function isSamePerson(tx: Tx, one: Grievance, other: Grievance): Promise<boolean> {
  if (one.tenantId !== other.tenantId) return false;
  if (one.memberId && one.memberId === other.memberId) return true;
  const [first, second] = await Promise.all([findAnswerAddress(tx, one), findAnswerAddress(tx, other)]);
  return first.email !== null && first.email.toLowerCase() === second.email?.toLowerCase();
}

const tellMerged = (tx: Tx, { number, tenantId, language }: Grievance, toAddress: string, at: Date): Promise<void> =>
  writeNotice(tx, {
    kind: "grievance_closed",
    subjectId: newId(),
    tenantId,
    requestId: null,
    toAddress,
    language,
    params: { grievanceNumber: number, because: "merged" },
    at,
  });
