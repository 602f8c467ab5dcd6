import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { openFile } from "@/server/platform/file-cipher";
import { openTenantKey } from "@/server/platform/tenant-keys";
import { attachmentPlace } from "./attachment";
import type { Files } from "./attachment-files.adapter";

type Reader = { kind: "operator" | "owner"; id: string };

/**
 * A file of a case, decrypted, for a person of that tenant or for the desk (`tenantId` null). Who took it stands in the book before a
 * byte is handed out (A1). Throws NotFound, also for another tenant's.
 */
export async function readAttachment(
  deps: Deps,
  { store, ring }: Files,
  reader: Reader,
  { attachmentId, tenantId: own }: { attachmentId: string; tenantId: string | null },
): Promise<{ fileName: string; mediaType: string; data: Buffer }> {
  const found = await deps.db.grievanceAttachment.findFirst({
    where: { id: attachmentId, ...(own === null ? { tenantId: { not: null } } : { tenantId: own }) },
    include: { message: { select: { grievanceId: true } } },
  });
  if (!found?.tenantId) throw new NotFound("attachment");
  const { tenantId, fileName, mediaType, message } = found;
  const objectKey = attachmentPlace(tenantId, attachmentId);
  const sealed = await store.get(objectKey);
  if (!sealed) throw new NotFound("attachment");
  const data = await openFile(await openTenantKey(ring, tenantId), { tenantId, objectKey }, sealed.data);
  const payload = { grievanceId: message.grievanceId, attachmentId };
  await deps.db.$transaction((tx) => recordAuditEvent(tx, "grievance.file_read", reader, { tenantId }, payload));
  return { fileName, mediaType, data };
}
