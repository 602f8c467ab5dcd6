import { storageEnv } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { type ContentPlace, sealContent } from "@/server/platform/content-cipher";
import { sealFile } from "@/server/platform/file-cipher";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { ensureTenantKey } from "@/server/platform/tenant-keys";
import type { Ground } from "../given";

type Where = Pick<ContentPlace, "table" | "column">;

const keyOf = ({ keyRing }: Ground, tenantId: string): Promise<Buffer> => ensureTenantKey(keyRing ?? openKeyRing(storageEnv()), tenantId);

const sealer =
  (where: Where) =>
  async (ground: Ground, tenantId: string, rowId: string, text: string): Promise<Buffer> => {
    const key = await keyOf(ground, tenantId);
    return Buffer.from(sealContent(key, { ...where, tenantId, rowId }, text));
  };

/** Content as the platform writes it: encrypted under the tenant's own key, for exactly this row. */
export const sealedPrompt = sealer({ table: "bot", column: "system_prompt" });
export const sealedMessage = sealer({ table: "message", column: "body" });
export const sealedTranscript = sealer({ table: "transcript", column: "body" });

/** Writes objects as the platform does: each encrypted under the tenant's own key, for exactly its place. */
export async function writeObjects(ground: Ground, tenantId: string, objects: Record<string, string>): Promise<void> {
  if (!ground.filesDir) return;
  const [store, key] = [openStore(ground.filesDir), await keyOf(ground, tenantId)];
  for (const [objectKey, content] of Object.entries(objects))
    await store.put(objectKey, await sealFile(key, { tenantId, objectKey }, Buffer.from(content)));
}

/** Bytes as JSON carries them to the database. */
export const asBytea = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString("hex")}`;
