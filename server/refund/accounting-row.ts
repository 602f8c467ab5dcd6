import { decimalRupees } from "@/server/lib/csv";
import { indianDay } from "./credit-note";
import { placeOfSupply } from "./gst-states";
import { refundNumber } from "./refund";

type Row = {
  number: string;
  issuedAt: Date;
  recipientName: string;
  recipientGstin: string | null;
  placeOfSupply: string;
  invoiceNumber: string;
  invoiceOn: Date;
  taxablePaise: bigint;
  gstPercent: number;
  cgstPaise: bigint;
  sgstPaise: bigint;
  igstPaise: bigint;
  amountPaise: bigint;
  reversedAt: Date | null;
  /** The payment as it is known today; the document itself has what was known when it was issued. */
  refund: { number: number; gateway: string; bankReference: string | null };
};

/** What accounting needs of a credit note for GSTR-1 and for the bank's statement, column by column. Amounts in rupees. */
const COLUMNS: readonly (readonly [name: string, of: (note: Row) => string | null])[] = [
  ["Credit note number", (note) => note.number],
  ["Credit note date", (note) => indianDay(note.issuedAt)],
  ["Recipient", (note) => note.recipientName],
  ["Recipient GSTIN", (note) => note.recipientGstin],
  ["Place of supply", (note) => placeOfSupply(note.placeOfSupply)],
  ["Invoice number", (note) => note.invoiceNumber],
  ["Invoice date", (note) => note.invoiceOn.toISOString().slice(0, 10)],
  ["Taxable value", (note) => decimalRupees(note.taxablePaise)],
  ["GST rate", (note) => String(note.gstPercent)],
  ["CGST", (note) => decimalRupees(note.cgstPaise)],
  ["SGST", (note) => decimalRupees(note.sgstPaise)],
  ["IGST", (note) => decimalRupees(note.igstPaise)],
  ["Total", (note) => decimalRupees(note.amountPaise)],
  ["Refund", (note) => refundNumber(note.refund.number)],
  ["Gateway", (note) => note.refund.gateway],
  ["Bank reference", (note) => note.refund.bankReference],
  ["Reversed on", (note) => note.reversedAt && indianDay(note.reversedAt)],
];

export const COLUMN_NAMES: readonly string[] = COLUMNS.map(([name]) => name);
export const accountingRow = (note: Row): (string | null)[] => COLUMNS.map(([, of]) => of(note));
