import { storageEnv } from "@/server/lib/env";
import { type ContentPlace, sealContent } from "@/server/platform/content-cipher";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { ensureTenantKey } from "@/server/platform/tenant-keys";
import type { Ground } from "../given";

type Where = Pick<ContentPlace, "table" | "column">;

const sealer =
  (where: Where) =>
  async ({ keyRing }: Ground, tenantId: string, rowId: string, text: string): Promise<Buffer> => {
    const key = await ensureTenantKey(keyRing ?? openKeyRing(storageEnv()), tenantId);
    return Buffer.from(sealContent(key, { ...where, tenantId, rowId }, text));
  };

/** Content as the platform writes it: encrypted under the tenant's own key, for exactly this row. */
export const sealedPrompt = sealer({ table: "bot", column: "system_prompt" });
export const sealedMessage = sealer({ table: "message", column: "body" });
export const sealedTranscript = sealer({ table: "transcript", column: "body" });

/** Bytes as JSON carries them to the database. */
export const asBytea = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString("hex")}`;
