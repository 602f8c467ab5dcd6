import type { Deps } from "@/server/lib/deps";
import { formatPaise } from "@/server/lib/money";
import type { RefundWords } from "@/server/notice/letter";
import { readCreditNote } from "./read-credit-note";
import { type RefundState, refundNumber } from "./refund";

/** In which states each mail about a refund is true. */
const TRUE_IN = {
  refund_received: ["requested", "granted", "submitted", "pending", "succeeded", "failed", "reversed"],
  refund_declined: ["declined"],
  refund_succeeded: ["succeeded"],
  refund_returned: ["failed", "reversed"],
} as const satisfies Record<string, readonly RefundState[]>;

type Told = {
  words: RefundWords;
  attachments: { filename: string; contentType: string; content: Buffer }[];
};

/**
 * What a mail to the owner says of a refund, read when the mail is written, with the credit note of one that was paid (R6).
 * Null when the mail would not be true (any more), or the refund has been erased with its tenant.
 */
export async function tellRefund({ db }: Pick<Deps, "db">, kind: keyof typeof TRUE_IN, refundId: string): Promise<Told | null> {
  const refund = await db.refund.findUnique({ where: { id: refundId }, include: { creditNote: { select: { id: true, number: true } } } });
  if (!refund || !(TRUE_IN[kind] as readonly RefundState[]).includes(refund.state)) return null;
  const { tenantId, purchaseId } = refund;
  const purchase = await db.purchase.findUnique({
    where: { tenantId_id: { tenantId, id: purchaseId } },
    select: { invoiceNumber: true },
  });
  const tax = refund.amountPaise - refund.creditsPaise;
  return {
    words: {
      number: refundNumber(refund.number),
      amount: formatPaise(refund.amountPaise),
      credits: refund.submittedAt ? formatPaise(refund.creditsPaise) : "",
      tax: tax > 0n ? formatPaise(tax) : "",
      invoice: purchase?.invoiceNumber ?? "",
      bankReference: refund.bankReference ?? "",
      creditNote: refund.creditNote?.number ?? "",
      isReversed: refund.state === "reversed",
    },
    attachments: kind === "refund_succeeded" ? [await attached(db, refund.creditNote?.id)] : [],
  };
}

/** A refund that succeeded has its note from the same transaction on; without it the mail is not written, and is tried again. */
async function attached(db: Deps["db"], id: string | undefined): Promise<Told["attachments"][number]> {
  const note = id ? await readCreditNote(db, id) : null;
  if (!note) throw new Error("a refund that was paid has no credit note");
  return { filename: note.name, contentType: "application/pdf", content: note.pdf };
}
