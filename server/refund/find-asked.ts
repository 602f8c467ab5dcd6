import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";
import { refundNumber } from "./refund";

export type Asked = { id: string; number: number; purchaseId: string; amountPaise: bigint };
type Where = { purchaseIds: string[]; exceptRefundId?: string };

/** The refunds of these purchases that are asked for and that nobody has decided yet: one of each purchase at the most. */
export async function findAsked(tx: Tx, { purchaseIds, exceptRefundId }: Where): Promise<Asked[]> {
  return tx.refund.findMany({
    where: { purchaseId: { in: purchaseIds }, state: "requested", ...(exceptRefundId ? { id: { not: exceptRefundId } } : {}) },
    orderBy: { number: "desc" },
    select: { id: true, number: true, purchaseId: true, amountPaise: true },
  });
}

/** The refund that this letter asked for already, unless it was declined: one letter, one refund. */
export async function findByLetter(tx: Tx, letterId: string): Promise<{ id: string; number: number } | null> {
  return tx.refund.findFirst({
    where: { letterId, retryOfId: null, state: { not: "declined" } },
    select: { id: true, number: true },
  });
}

/** What a wish meets that is written down already, be it by its purchase or by its letter; null when it is a new one. */
export async function refuseAskedTwice(tx: Tx, purchaseId: string, letterId: string | null): Promise<Refusal | null> {
  const [asked] = await findAsked(tx, { purchaseIds: [purchaseId] });
  if (asked) return alreadyAsked(asked.number);
  const byLetter = letterId ? await findByLetter(tx, letterId) : null;
  return byLetter && new Refusal("letter_used", { refund: refundNumber(byLetter.number) });
}

/** One edits the refund that is there instead. */
export const alreadyAsked = (number: number): Refusal => new Refusal("already_asked", { refund: refundNumber(number) });
