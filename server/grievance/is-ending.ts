import type { Tx } from "@/server/lib/db";

/** Whether a tenant's purge has begun, under its lock: the class of cases may have been erased already, and what came after it would stay. */
export const isEnding = async (tx: Tx, tenantId: string): Promise<boolean> =>
  (await tx.deletionRequest.findFirst({
    where: { tenantId, OR: [{ state: { in: ["purging", "purged"] } }, { purgeRun: { isNot: null } }] },
    select: { id: true },
  })) !== null;
