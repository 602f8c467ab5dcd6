import { GST_PERCENT } from "@/server/policy/refund";
import { creditNoteNumber, financialYearOf } from "@/server/refund/credit-note";
import { splitTax } from "@/server/refund/tax-split";
import type { Row } from "@/server/testing/insert-rows";
import type { Book } from "../book";
import { dayInIndia, type Instant, iso } from "../instants";
import { componentsOf } from "./record";

/** A credit note whose invoice, and with it its own number, is not known yet. */
export type UnnumberedNote = { note: Row; purchase: Row };

/** Numbers credit notes without gaps within each financial year, by the day of issue, and names their invoices; purchases have their numbers by now. */
export function numberCreditNotes(book: Book, notes: readonly UnnumberedNote[]): void {
  const last = new Map<string, number>();
  const byIssue = notes.toSorted((a, b) => Date.parse(String(a.note.issued_at)) - Date.parse(String(b.note.issued_at)));
  for (const { note, purchase } of byIssue) {
    const financialYear = financialYearOf(new Date(String(note.issued_at)));
    const ordinal = (last.get(financialYear) ?? 0) + 1;
    last.set(financialYear, ordinal);
    Object.assign(note, {
      financial_year: financialYear,
      number: creditNoteNumber(financialYear, ordinal),
      invoice_number: purchase.invoice_number,
    });
    book.add("console.credit_note", note);
  }
  for (const [financial_year, last_number] of last) book.add("console.credit_note_series", { financial_year, last_number });
}

/** The document of a refund that went through at `at`, without its numbers. */
export function draftCreditNote({
  id,
  refund,
  purchase,
  tenant,
  at,
}: {
  id: string;
  refund: Row;
  purchase: Row;
  tenant: Row;
  at: Instant;
}): Row {
  const amounts = { amountPaise: BigInt(Number(refund.amount_paise)), creditsPaise: BigInt(Number(refund.credits_paise)) };
  const split = splitTax(amounts, componentsOf(purchase));
  return {
    id,
    tenant_id: tenant.id ?? null,
    refund_id: refund.id ?? null,
    number: "",
    financial_year: "",
    issued_at: iso(at),
    kind: "credits",
    invoice_number: "",
    invoice_on: dayInIndia(Date.parse(String(purchase.purchased_at))),
    supplier_name: "CallMissed Technologies Pvt. Ltd.",
    supplier_address: "1 Example Road, Bengaluru, Karnataka 560001, India",
    supplier_gstin: "29AAAAA0000A1Z5",
    recipient_name: tenant.name ?? "",
    recipient_gstin: tenant.gstin ?? null,
    place_of_supply: purchase.place_of_supply ?? "",
    currency: "INR",
    amount_paise: Number(amounts.amountPaise),
    taxable_paise: Number(split.taxablePaise),
    gst_percent: Number(GST_PERCENT),
    cgst_paise: Number(split.cgstPaise),
    sgst_paise: Number(split.sgstPaise),
    igst_paise: Number(split.igstPaise),
    bank_reference: refund.bank_reference ?? null,
    reversed_at: null,
  };
}
