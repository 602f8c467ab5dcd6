import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { FILES_A_CASE, FILES_A_MESSAGE, MESSAGES_A_CASE } from "@/server/policy/grievance";
import type { StoredFile } from "./attachment";
import { checkText } from "./check-text";
import { countMessages } from "./count-messages";
import { refuseAdding } from "./grievance";
import { lockForCase } from "./lock-for-case";
import type { Asker } from "./open-case";
import { ownCases } from "./own-cases";

export type Addition = { grievanceId: string; text: string; files?: readonly StoredFile[] };
export type Added = { messageId: string; reopened: boolean };

/**
 * The person adds words, or files, to a case of their own tenant (S4). An answered case is open again from then on; its clock stays
 * what it was. Throws NotFound, `case_closed`, `case_window_over`, `case_full`, `file_too_many`, and what `lockForCase`, `checkText`
 * and `countMessages` throw.
 */
export const addToGrievance = (deps: Deps, asker: Pick<Asker, "id" | "tenantId">, addition: Addition): Promise<Added> =>
  deps.db.$transaction((tx) => addUnderLock(deps, tx, asker, addition));

/** The same within the caller's transaction, which has the tenant's lock from here on. */
export async function addUnderLock(
  deps: Deps,
  tx: Tx,
  { id: memberId, tenantId }: Pick<Asker, "id" | "tenantId">,
  { grievanceId, text, files = [] }: Addition,
): Promise<Added> {
  const body = files.length > 0 && !text.trim() ? "" : checkText(text);
  const now = await lockForCase(deps, tx, tenantId);
  const found = await tx.grievance.findFirst({
    where: { id: grievanceId, ...ownCases({ id: memberId, tenantId }) },
    include: { _count: { select: { messages: true } } },
  });
  if (!found) throw new NotFound("grievance");
  const because = refuseAdding({ ...found, messages: found._count.messages }, now);
  if (because) throw new Refusal(because, { most: MESSAGES_A_CASE });
  await countMessages(tx, { id: memberId, tenantId }, now);
  const had = files.length > 0 ? await tx.grievanceAttachment.count({ where: { tenantId, message: { grievanceId } } }) : 0;
  if (had + files.length > FILES_A_CASE) throw new Refusal("file_too_many", { most: FILES_A_MESSAGE, mostOfCase: FILES_A_CASE });
  const message = await tx.grievanceMessage.create({
    data: { grievanceId, tenantId, author: "person", authorId: memberId, body, writtenAt: now },
    select: { id: true },
  });
  await tx.grievanceAttachment.createMany({
    data: files.map((file) => ({ ...file, messageId: message.id, tenantId, createdAt: now })),
  });
  const reopened = found.state === "answered";
  // The version moves with every word, so that no officer decides without having seen it.
  await tx.grievance.update({
    where: { id: grievanceId },
    data: { version: found.version + 1, ...(reopened ? { state: "open", stateChangedAt: now } : {}) },
    select: { id: true },
  });
  await recordAuditEvent(
    tx,
    "grievance.added",
    { kind: "owner", id: memberId },
    { tenantId },
    { grievanceId, files: files.length, reopened },
  );
  return { messageId: message.id, reopened };
}
