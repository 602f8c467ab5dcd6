import { Prisma } from "@/prisma/generated/client";
import { eraseLettersById } from "@/server/inbound-mail/erase-letters";
import type { Tx } from "@/server/lib/db";
import { deleteObjectsOf } from "@/server/platform/objects.adapter";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { destroyTenantKey, hasTenantKey } from "@/server/platform/tenant-keys";
import { TAX_RECORD_YEARS } from "@/server/policy/retention";
import type { EraseClass } from "./inventory";

export const BATCH_ROWS = 5_000;

/** Erases up to one batch of a class of a tenant's data and returns how much went; 0 means that nothing is left of it. */
export async function eraseBatch(tx: Tx, entry: EraseClass, tenantId: string, requestId: string): Promise<number> {
  switch (entry.how) {
    case "objects":
      return deleteObjectsOf(tenantId, entry.part ?? "rest", 500);
    case "key":
      return eraseKey(tenantId);
    case "rows":
      return eraseRows(tx, entry, tenantId, requestId);
    case "purchases":
      return anonymisePurchases(tx, tenantId);
    case "letters":
      return eraseLetters(tx, tenantId);
    case "digests":
      return eraseDigests(tx, requestId);
  }
}

async function eraseRows(tx: Tx, entry: EraseClass, tenantId: string, requestId: string): Promise<number> {
  // Table and column come from the inventory, never from input.
  const table = Prisma.raw(entry.table ?? "");
  const key = Prisma.raw(entry.key ?? "");
  // The one mail that is still to be sent, to say that all is done, loses its address when it has gone out.
  const spared = entry.name === "notice" ? Prisma.sql`AND NOT (kind = 'purged' AND subject_id = ${requestId}::uuid)` : Prisma.empty;
  return tx.$executeRaw`DELETE FROM ${table} WHERE ${key} = ${tenantId}::uuid AND id IN (SELECT id FROM ${table} WHERE ${key} = ${tenantId}::uuid ${spared} ORDER BY id LIMIT ${BATCH_ROWS})`;
}

/** D§4, P7: amount, tax, currency, kind and day survive, filed among other tenants' records; the purchase goes in the same statement. */
async function anonymisePurchases(tx: Tx, tenantId: string): Promise<number> {
  const [filed] = await tx.$queryRaw<{ total: number }[]>`
    WITH gone AS (DELETE FROM platform.purchase WHERE tenant_id = ${tenantId}::uuid AND id IN
      (SELECT id FROM platform.purchase WHERE tenant_id = ${tenantId}::uuid ORDER BY id LIMIT ${BATCH_ROWS}) RETURNING *),
    fresh AS (SELECT kind, currency, amount_paise, taxable_paise, cgst_paise, sgst_paise, igst_paise,
      (purchased_at AT TIME ZONE 'Asia/Kolkata')::date AS transacted_on,
      ((purchased_at AT TIME ZONE 'Asia/Kolkata')::date + make_interval(years => ${TAX_RECORD_YEARS}::int))::date AS erase_on FROM gone)
    SELECT console.file_tax_records(coalesce(jsonb_agg(to_jsonb(fresh)), '[]')) AS total FROM fresh`;
  return filed?.total ?? 0;
}

/** Letters about the tenant, believed or not: whoever wrote them, they hold its people's names and words. */
async function eraseLetters(tx: Tx, aboutTenantId: string): Promise<number> {
  const letters = await tx.inboundMail.findMany({ where: { aboutTenantId }, select: { id: true }, take: 500 });
  return eraseLettersById(
    tx,
    letters.map((letter) => letter.id),
  );
}

/** Fingerprints of what is gone: no content, but over a single small row a guess could be confirmed with one (D§4). */
async function eraseDigests(tx: Tx, requestId: string): Promise<number> {
  return (await tx.sealDigest.deleteMany({ where: { deactivation: { requestId } } })).count;
}

/** P5: from here on nothing that was encrypted for this tenant can be read, wherever a copy of it lies. */
async function eraseKey(tenantId: string): Promise<number> {
  const ring = openKeyRing();
  if (!(await hasTenantKey(ring, tenantId))) return 0;
  await destroyTenantKey(ring, tenantId);
  return 1;
}
