import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { countObjectsOf } from "@/server/platform/objects.adapter";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { hasTenantKey } from "@/server/platform/tenant-keys";
import type { EraseClass } from "./inventory";
import { sparedNotices } from "./spared-notices";

/** Counts what is there of one class of a tenant's data. The purge counts before; the recount (P4) asks again, by itself, after. */
export async function countClass(tx: Tx, entry: EraseClass, tenantId: string, requestId: string): Promise<number> {
  if (entry.how === "objects") return countObjectsOf(tenantId, entry.part ?? "rest");
  if (entry.how === "key") return (await hasTenantKey(openKeyRing(), tenantId)) ? 1 : 0;
  if (entry.how === "letters") return tx.inboundMail.count({ where: { aboutTenantId: tenantId } });
  if (entry.how === "digests") return tx.sealDigest.count({ where: { deactivation: { requestId } } });
  const spared = sparedNotices(entry, requestId);
  const rows = await tx.$queryRaw<{ total: bigint }[]>`
    SELECT count(*) AS total FROM ${Prisma.raw(entry.table ?? "")} WHERE ${Prisma.raw(entry.key ?? "")} = ${tenantId}::uuid ${spared}`;
  return Number(rows[0]?.total ?? -1n);
}
