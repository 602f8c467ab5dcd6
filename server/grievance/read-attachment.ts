import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { openFile } from "@/server/platform/file-cipher";
import { openTenantKey } from "@/server/platform/tenant-keys";
import { attachmentPlace } from "./attachment";
import type { Files } from "./attachment-files.adapter";
import { ownCases } from "./own-cases";
import { refuseInvolved } from "./refuse-involved";

type Reader = { kind: "operator"; id: string } | { kind: "owner"; id: string; tenantId: string };

/**
 * A file of a case, decrypted, for the person whose case it is (S4), or for the desk. Who took it stands in the book before a byte is
 * handed out (A1). Throws NotFound, also for a colleague's and another tenant's, and for an officer who had a hand in what it is about.
 */
export async function readAttachment(
  deps: Deps,
  { store, ring }: Files,
  reader: Reader,
  attachmentId: string,
): Promise<{ fileName: string; mediaType: string; data: Buffer }> {
  const own = reader.kind === "owner" ? { tenantId: reader.tenantId, message: { grievance: ownCases(reader) } } : {};
  const found = await deps.db.grievanceAttachment.findFirst({
    where: { tenantId: { not: null }, ...own, id: attachmentId },
    include: { message: { select: { grievanceId: true } } },
  });
  if (!found?.tenantId) throw new NotFound("attachment");
  const { tenantId, fileName, mediaType, message } = found;
  if (reader.kind === "operator") await refuseHand(deps, reader, message.grievanceId);
  const objectKey = attachmentPlace(tenantId, attachmentId);
  const sealed = await store.get(objectKey);
  if (!sealed) throw new NotFound("attachment");
  const data = await openFile(await openTenantKey(ring, tenantId), { tenantId, objectKey }, sealed.data);
  const payload = { grievanceId: message.grievanceId, attachmentId };
  const actor = { kind: reader.kind, id: reader.id };
  await deps.db.$transaction((tx) => recordAuditEvent(tx, "grievance.file_read", actor, { tenantId }, payload));
  return { fileName, mediaType, data };
}

/** Whoever handled what a case is about reads no words of it, in files neither (G1). A route for files says only that there is none. */
async function refuseHand(deps: Deps, reader: { kind: "operator"; id: string }, grievanceId: string): Promise<void> {
  try {
    await refuseInvolved(deps, reader, "read_file", (_tx, refuse) => refuse(grievanceId));
  } catch (error) {
    throw error instanceof Refusal ? new NotFound("attachment") : error;
  }
}
