import type { Tx } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import { GST_PERCENT } from "@/server/policy/refund";
import { creditNoteNumber, financialYearOf, indianDay } from "./credit-note";
import { splitTax } from "./tax-split";

type Issued = { id: string; number: string };

/**
 * Issues the credit note of a refund that was paid (R6), under the tenant's lock and in the caller's transaction: the number is
 * taken if that commits, and is nobody's if it does not. A refund has one note: the second call answers with the first one.
 * Names and GSTIN are those of this moment; `now` decides the financial year.
 */
export async function issueCreditNote(tx: Tx, refundId: string, now: Date): Promise<Issued> {
  const issued = await tx.creditNote.findUnique({ where: { refundId }, select: { id: true, number: true } });
  if (issued) return issued;
  const refund = await tx.refund.findUniqueOrThrow({ where: { id: refundId } });
  const { tenantId, purchaseId: id, amountPaise, currency, bankReference } = refund;
  const [purchase, tenant] = await Promise.all([
    tx.purchase.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } } }),
    tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { name: true, gstin: true } }),
  ]);
  const split = splitTax(refund, purchase);
  const { COMPANY_NAME, COMPANY_ADDRESS, COMPANY_GSTIN } = env();
  const financialYear = financialYearOf(now);
  return tx.creditNote.create({
    data: {
      id: newId(),
      tenantId,
      refundId,
      number: creditNoteNumber(financialYear, await nextOrdinal(tx, financialYear)),
      financialYear,
      issuedAt: now,
      kind: purchase.kind,
      invoiceNumber: purchase.invoiceNumber,
      invoiceOn: new Date(indianDay(purchase.purchasedAt)),
      supplierName: COMPANY_NAME,
      supplierAddress: COMPANY_ADDRESS,
      supplierGstin: COMPANY_GSTIN,
      recipientName: tenant.name,
      recipientGstin: tenant.gstin,
      placeOfSupply: purchase.placeOfSupply,
      currency,
      amountPaise,
      ...split,
      gstPercent: split.taxablePaise === amountPaise ? 0 : Number(GST_PERCENT),
      bankReference,
    },
    select: { id: true, number: true },
  });
}

/** The row's lock makes everybody else wait until this transaction has ended, so a number that is given back is the next one's. */
async function nextOrdinal(tx: Tx, financialYear: string): Promise<number> {
  const rows = await tx.$queryRaw<{ ordinal: number }[]>`
    INSERT INTO console.credit_note_series AS s (financial_year, last_number) VALUES (${financialYear}, 1)
    ON CONFLICT (financial_year) DO UPDATE SET last_number = s.last_number + 1 RETURNING last_number AS ordinal`;
  return rows[0]?.ordinal ?? 0;
}
