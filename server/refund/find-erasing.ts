import type { Tx } from "@/server/lib/db";

/** Is this tenant past the point of no return (L7), or gone? Asked under its lock. */
export async function isBeingErased(tx: Tx, tenantId: string): Promise<boolean> {
  const [tenant, erasing] = await Promise.all([
    tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }),
    tx.deletionRequest.findFirst({ where: { tenantId, state: "purging" }, select: { id: true } }),
  ]);
  return tenant === null || erasing !== null;
}
