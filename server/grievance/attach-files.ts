import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { FILES_A_CASE, FILES_A_MESSAGE } from "@/server/policy/grievance";
import { addUnderLock } from "./add-to-grievance";
import type { Files } from "./attachment-files.adapter";
import { checkOwnCase } from "./check-own-case";
import { examineAttachment, type Upload } from "./examine-attachment";
import { keepFiles } from "./keep-files";
import type { Asker } from "./open-case";

/**
 * Adds files to a case of the person's own tenant (S4). All are examined first; then they become known and are stored, encrypted with
 * the tenant's key, in one transaction under the tenant's lock. Throws what `examineAttachment` and `addToGrievance` throw,
 * `file_missing` and `file_too_many`.
 */
export async function attachFiles(
  deps: Deps,
  files: Files,
  asker: Pick<Asker, "id" | "tenantId">,
  { grievanceId, text, uploads }: { grievanceId: string; text: string; uploads: readonly Upload[] },
): Promise<{ messageId: string }> {
  if (uploads.length === 0) throw new Refusal("file_missing");
  if (uploads.length > FILES_A_MESSAGE) throw new Refusal("file_too_many", { most: FILES_A_MESSAGE, mostOfCase: FILES_A_CASE });
  await checkOwnCase(deps, asker, grievanceId);
  const examined = [];
  for (const upload of uploads) examined.push(await examineAttachment(upload));
  const stored = examined.map(({ file }) => file);
  return keepFiles(deps, files, asker.tenantId, examined, (tx) => addUnderLock(deps, tx, asker, { grievanceId, text, files: stored }));
}
