import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { countObjectsOf } from "@/server/platform/objects.adapter";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { hasTenantKey } from "@/server/platform/tenant-keys";
import type { EraseClass } from "./inventory";

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

/**
 * Which rows of a class the purge neither erases nor counts yet: the mail that says that all is done, which loses its
 * address when it has gone out, and the word that the erasing goes on after a hold (H3), until it has gone out or its 48
 * hours are over. Empty for every class but notices.
 */
export function sparedNotices({ name }: Pick<EraseClass, "name">, requestId: string): Prisma.Sql {
  if (name !== "notice") return Prisma.empty;
  return Prisma.sql`AND NOT (kind = 'purged' AND subject_id = ${requestId}::uuid)
    AND NOT (kind = 'erasure_resumes' AND sent_at IS NULL AND voided_at IS NULL
      AND coalesce((params ->> 'erasedFrom')::timestamptz > clock_timestamp(), false))`;
}
