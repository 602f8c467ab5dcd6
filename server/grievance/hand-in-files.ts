import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { FILES_A_CASE, FILES_A_MESSAGE } from "@/server/policy/grievance";
import { actOnCase, type Officer } from "./act-on-case";
import type { Files } from "./attachment-files.adapter";
import { refuseCaseAct } from "./case-acts";
import { type Examined, examineAttachment, type Upload } from "./examine-attachment";
import { findInvolvement } from "./find-involvement";
import { keepFiles } from "./keep-files";
import { lockForCase } from "./lock-for-case";

/**
 * An officer adds what the person handed in on paper to the case, as files of the person's. Who acts is looked at before a file is
 * examined, and again under the lock that the rows are written with (G1). Throws what `actOnCase`, `lockForCase` and `examineAttachment`
 * throw, `desk_no_key` for a case without a tenant, `file_missing` and `file_too_many`.
 */
export async function handInFiles(
  deps: Deps,
  files: Files,
  actor: Officer,
  { grievanceId, uploads }: { grievanceId: string; uploads: readonly Upload[] },
): Promise<void> {
  if (uploads.length === 0) throw new Refusal("file_missing");
  const tooMany = () => new Refusal("file_too_many", { most: FILES_A_MESSAGE, mostOfCase: FILES_A_CASE });
  if (uploads.length > FILES_A_MESSAGE) throw tooMany();
  const tenantId = await actOnCase(deps, actor, grievanceId, "hand_in", async ({ case: found }) => found.tenantId);
  if (!tenantId) throw new Refusal("desk_no_key");
  const examined: Examined[] = [];
  for (const upload of uploads) examined.push(await examineAttachment(upload));
  await keepFiles(deps, files, tenantId, examined, async (tx) => {
    const now = await lockForCase(deps, tx, tenantId);
    await tx.$queryRaw`SELECT 1 FROM console.grievance WHERE id = ${grievanceId}::uuid FOR UPDATE`;
    const found = await tx.grievance.findFirst({ where: { id: grievanceId, tenantId } });
    if (!found) throw new NotFound("grievance");
    if (await findInvolvement(tx, found, actor.id)) throw new Refusal("desk_involved");
    const because = refuseCaseAct(found, "hand_in");
    if (because) throw new Refusal(because);
    const had = await tx.grievanceAttachment.count({ where: { tenantId, message: { grievanceId } } });
    if (had + examined.length > FILES_A_CASE) throw tooMany();
    const { id: messageId } = await tx.grievanceMessage.create({
      data: { grievanceId, tenantId, author: "person", authorId: actor.id, body: "", writtenAt: now },
      select: { id: true },
    });
    await tx.grievanceAttachment.createMany({ data: examined.map(({ file }) => ({ ...file, messageId, tenantId, createdAt: now })) });
    await tx.grievance.update({ where: { id: grievanceId }, data: { version: found.version + 1 }, select: { id: true } });
    await recordAuditEvent(tx, "grievance.added", actor, { tenantId }, { grievanceId, files: examined.length, reopened: false });
  });
}
