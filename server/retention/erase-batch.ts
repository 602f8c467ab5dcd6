import { Prisma } from "@/prisma/generated/client";
import { eraseLettersById } from "@/server/inbound-mail/erase-letters";
import type { Tx } from "@/server/lib/db";
import { TAX_RECORD_YEARS } from "@/server/policy/retention";
import { sparedNotices } from "./count-class";
import type { EraseClass } from "./inventory";
import { BATCH_LETTERS } from "./purge-pace";

/** Erases up to one batch of a class of a tenant's rows and returns how many went; 0 means that nothing is left of it. @keeps D3.15 D4.4 */
export async function eraseBatch(tx: Tx, entry: EraseClass, run: { requestId: string; tenantId: string }, limit: number): Promise<number> {
  switch (entry.how) {
    case "rows":
      return eraseRows(tx, entry, run.tenantId, run.requestId, limit);
    case "purchases":
      return anonymisePurchases(tx, run.tenantId, limit);
    case "credit_notes":
      return anonymiseCreditNotes(tx, run.tenantId, limit);
    case "letters":
      return eraseLetters(tx, run.tenantId);
    case "digests":
      return eraseDigests(tx, run.requestId);
    case "objects":
    case "key":
      throw new Error(`${entry.name} lies outside the database`);
  }
}

async function eraseRows(tx: Tx, entry: EraseClass, tenantId: string, requestId: string, limit: number): Promise<number> {
  // Table and column come from the inventory, never from input.
  const table = Prisma.raw(entry.table ?? "");
  const key = Prisma.raw(entry.key ?? "");
  const spared = sparedNotices(entry, requestId);
  if (entry.name === "refund" || entry.name === "refund_difference") await endAlertsOf(tx, entry.name, tenantId);
  return tx.$executeRaw`DELETE FROM ${table} WHERE ${key} = ${tenantId}::uuid AND id IN (SELECT id FROM ${table} WHERE ${key} = ${tenantId}::uuid ${spared} ORDER BY id LIMIT ${limit})`;
}

/** What a person had to look at ends with what it was about. */
async function endAlertsOf(tx: Tx, table: "refund" | "refund_difference", tenantId: string): Promise<void> {
  const subject = Prisma.raw(table === "refund" ? "refund_id" : "difference_id");
  await tx.$executeRaw`UPDATE console.alert SET ended_at = greatest(raised_at, clock_timestamp()) WHERE ended_at IS NULL
    AND ${subject} IN (SELECT id FROM ${Prisma.raw(`console.${table}`)} WHERE tenant_id = ${tenantId}::uuid)`;
}

/** D§4, P7: amount, tax, currency, kind and day survive, filed among other tenants' records; the purchase goes in the same statement. */
async function anonymisePurchases(tx: Tx, tenantId: string, limit: number): Promise<number> {
  const [filed] = await tx.$queryRaw<{ total: number }[]>`
    WITH gone AS (DELETE FROM platform.purchase WHERE tenant_id = ${tenantId}::uuid AND id IN
      (SELECT id FROM platform.purchase WHERE tenant_id = ${tenantId}::uuid ORDER BY id LIMIT ${limit}) RETURNING *),
    fresh AS (SELECT kind, currency, amount_paise, taxable_paise, cgst_paise, sgst_paise, igst_paise,
      (purchased_at AT TIME ZONE 'Asia/Kolkata')::date AS transacted_on,
      ((purchased_at AT TIME ZONE 'Asia/Kolkata')::date + make_interval(years => ${TAX_RECORD_YEARS}::int))::date AS erase_on FROM gone)
    SELECT console.file_tax_records(coalesce(jsonb_agg(to_jsonb(fresh)), '[]')) AS total FROM fresh`;
  return filed?.total ?? 0;
}

/**
 * The same for credit notes, with the sign turned: what was given back stands beside what was taken, on the day the note was
 * issued. One whose money came back is filed twice, out on its day and in on the day of the return, so that each day adds up
 * to what the books said of it and the two to nothing. Answers with the notes, not the records.
 */
async function anonymiseCreditNotes(tx: Tx, tenantId: string, limit: number): Promise<number> {
  const [filed] = await tx.$queryRaw<{ total: number }[]>`
    WITH gone AS (DELETE FROM console.credit_note WHERE tenant_id = ${tenantId}::uuid AND id IN
      (SELECT id FROM console.credit_note WHERE tenant_id = ${tenantId}::uuid ORDER BY id LIMIT ${limit}) RETURNING *),
    moved AS (SELECT g.*, m.sign, (m.at AT TIME ZONE 'Asia/Kolkata')::date AS moved_on FROM gone g
      CROSS JOIN LATERAL (VALUES (-1, g.issued_at), (1, g.reversed_at)) AS m (sign, at) WHERE m.at IS NOT NULL),
    fresh AS (SELECT kind, currency, sign * amount_paise AS amount_paise, sign * taxable_paise AS taxable_paise, sign * cgst_paise AS cgst_paise,
      sign * sgst_paise AS sgst_paise, sign * igst_paise AS igst_paise, moved_on AS transacted_on,
      (moved_on + make_interval(years => ${TAX_RECORD_YEARS}::int))::date AS erase_on FROM moved),
    filed AS (SELECT console.file_tax_records(coalesce(jsonb_agg(to_jsonb(fresh)), '[]')) AS records FROM fresh)
    SELECT (SELECT count(*) FROM gone)::int AS total FROM filed WHERE records >= 0`;
  return filed?.total ?? 0;
}

/** Letters about the tenant, believed or not: whoever wrote them, they hold its people's names and words. */
async function eraseLetters(tx: Tx, aboutTenantId: string): Promise<number> {
  const letters = await tx.inboundMail.findMany({ where: { aboutTenantId }, select: { id: true }, take: BATCH_LETTERS });
  return eraseLettersById(
    tx,
    letters.map((letter) => letter.id),
  );
}

/** Fingerprints of what is gone: no content, but over a single small row a guess could be confirmed with one (D§4). */
async function eraseDigests(tx: Tx, requestId: string): Promise<number> {
  return (await tx.sealDigest.deleteMany({ where: { deactivation: { requestId } } })).count;
}
