import type { Tx } from "@/server/lib/db";

/** The language a tenant is written to in; English when it is gone. */
export async function languageOf(tx: Tx, tenantId: string): Promise<string> {
  const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { language: true } });
  return tenant?.language ?? "en";
}
