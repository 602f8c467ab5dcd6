import type { HoldEnd } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endAlert } from "@/server/deletion/raise-alert";
import { writeNotice } from "@/server/notice/write-notice";
import { classesKeptBy } from "@/server/retention/inventory";
import type { ActingOnHold } from "./act-on-hold";
import { gatherOpenHeld } from "./gather-held";
import { holdsUntil, isHeld } from "./hold";

type Who = { kind: "operator"; id: string } | { kind: "system" };

/**
 * Ends a hold and, if its data was due meanwhile, tells the owner afresh when the erasing goes on (H3), in the caller's
 * transaction. Answers with that instant; null when nothing was due, or when other holds keep all that this one kept.
 */
export async function endHold(acting: ActingOnHold, because: HoldEnd, actor: Who): Promise<{ erasedFrom: Date | null }> {
  const { tx, now, hold, requestId } = acting;
  const releasedBy = actor.kind === "operator" ? actor.id : null;
  await tx.legalHold.update({ where: { id: hold.id }, data: { releasedAt: now, releasedBy, endedBecause: because }, select: { id: true } });
  await endAlert(tx, "hold_review_due", { holdId: hold.id }, now);
  const about = { tenantId: hold.tenantId, requestId };
  const erasedFrom = await resumeFrom(acting);
  if (erasedFrom) await tellOwner(acting, erasedFrom);
  await recordAuditEvent(tx, `hold.${because}`, actor, about, { holdId: hold.id, erasedFrom: erasedFrom?.toISOString() ?? null });
  return { erasedFrom };
}

/** When what only this hold kept goes on being erased; null when that is not due, or not without another hold's end. */
async function resumeFrom({ tx, now, hold }: ActingOnHold): Promise<Date | null> {
  const deactivation = await tx.deactivation.findFirst({ where: { tenantId: hold.tenantId, endedAt: null } });
  if (!deactivation || now < deactivation.purgeDueAt) return null;
  const others = await gatherOpenHeld(tx, hold.tenantId);
  if (others.everything || classesKeptBy(hold).every((name) => isHeld(others, name))) return null;
  return holdsUntil(now, deactivation.purgeDueAt);
}

/** To the owner on record; once the profiles are erased, to the address that is kept for the last mail. */
async function tellOwner({ tx, now, hold, requestId }: ActingOnHold, erasedFrom: Date): Promise<void> {
  const { tenantId } = hold;
  const owner = await tx.teamMember.findFirst({
    where: { tenantId, role: "owner" },
    select: { email: true, tenant: { select: { language: true } } },
  });
  const last = await tx.notice.findFirst({
    where: { tenantId, kind: "purged", sentAt: null },
    select: { toAddress: true, language: true },
  });
  const toAddress = owner?.email ?? last?.toAddress;
  if (!toAddress) return;
  await writeNotice(tx, {
    kind: "erasure_resumes",
    subjectId: hold.id,
    tenantId,
    requestId,
    toAddress,
    language: owner?.tenant.language ?? last?.language ?? "en",
    params: { erasedFrom: erasedFrom.toISOString() },
    at: now,
  });
  // Once the purge has erased the notices, this one is new: its class is walked through again.
  if (requestId)
    await tx.purgeStep.updateMany({
      where: { requestId, className: "notice", finishedAt: { not: null } },
      data: { finishedAt: null },
    });
}
