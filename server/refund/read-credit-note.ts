import type { Db } from "@/server/lib/db";
import { drawCreditNote } from "./draw-credit-note";
import { refundNumber } from "./refund";

type CreditNoteFile = { tenantId: string; refundId: string; name: string; pdf: Buffer };

/** A credit note as the PDF that its recipient was sent, and whose it is; null when there is none of that id (any more). */
export async function readCreditNote(db: Pick<Db, "creditNote">, id: string): Promise<CreditNoteFile | null> {
  const note = await db.creditNote.findUnique({ where: { id }, include: { refund: { select: { number: true } } } });
  if (!note) return null;
  const { tenantId, refundId, number, refund } = note;
  const pdf = await drawCreditNote({ ...note, refundNumber: refundNumber(refund.number) });
  return { tenantId, refundId, name: `credit-note-${number.replaceAll("/", "-")}.pdf`, pdf };
}
