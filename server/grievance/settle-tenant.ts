import { lockTenant } from "@/server/lib/db";
import { enqueueJob } from "@/server/lib/queue";
import { NotFound, Refusal } from "@/server/lib/refusal";
import type { ActingOnCase } from "./act-on-case";
import { findInvolvement } from "./find-involvement";
import { isEnding } from "./is-ending";

/**
 * The case is a tenant's from here on, and so is what was written in it: a purge of that tenant takes it, along with the letters. A wrong
 * tenant can be put right while nothing was sent, ordered or stored with it. Whoever had a hand in anything of that tenant does not find
 * it (G1). Throws NotFound, `desk_involved`, `rights_ended` and `desk_link_stands`.
 */
export async function bindToTenant(acting: ActingOnCase, officerId: string, tenantId: string): Promise<void> {
  const { tx, case: found } = acting;
  const { id: grievanceId, tenantId: before } = found;
  if (before) await refuseToMove(acting, before);
  if (!(await lockTenant(tx, tenantId))) throw new NotFound("tenant");
  if (await findInvolvement(tx, { id: grievanceId, tenantId }, officerId)) throw new Refusal("desk_involved");
  if (await isEnding(tx, tenantId)) throw new Refusal("rights_ended");
  await tx.grievance.update({ where: { id: grievanceId }, data: { tenantId, memberId: null }, select: { id: true } });
  await tx.grievanceMessage.updateMany({ where: { grievanceId }, data: { tenantId } });
  await tx.grievanceNote.updateMany({ where: { grievanceId }, data: { tenantId } });
  await tx.grievancePerson.updateMany({ where: { grievanceId }, data: { tenantId } });
  await tx.inboundMail.updateMany({ where: { grievanceId, aboutTenantId: before }, data: { aboutTenantId: tenantId } });
  const messages = await tx.grievanceMessage.findMany({
    where: { grievanceId, author: "person", letterId: { not: null } },
    select: { id: true },
  });
  // The files of its letters have a key to be stored with now.
  for (const { id } of messages) await enqueueJob(tx, "keep-letter-files", { messageId: id }, { key: `letter-files:${id}` });
}

/** Files lie under the first tenant's key, orders and mails name it, and an order of a court keeps what is its own. */
async function refuseToMove({ tx, case: { id: grievanceId, channel } }: ActingOnCase, before: string): Promise<void> {
  const counts = await Promise.all([
    tx.grievanceMessage.count({ where: { grievanceId, author: "officer" } }),
    tx.grievanceAttachment.count({ where: { message: { grievanceId } } }),
    tx.grievanceOrder.count({ where: { grievanceId } }),
    tx.grievance.count({ where: { mergedIntoId: grievanceId } }),
    tx.legalHold.count({ where: { tenantId: before, releasedAt: null } }),
  ]);
  if (channel === "dashboard" || counts.some((count) => count > 0)) throw new Refusal("desk_link_stands");
}
