import type { Refund } from "@/prisma/generated/client";
import type { RefundUpdateManyMutationInput } from "@/prisma/generated/models";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { raiseAlert } from "@/server/deletion/raise-alert";
import { later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { PENDING_TOO_LONG_MS } from "./asking";
import { isBeingErased } from "./find-erasing";
import { issueCreditNote } from "./issue-credit-note";
import { clearPassingTrouble } from "./note-trouble";
import type { RefundState } from "./refund";
import { tellOwner } from "./tell-owner";

const SYSTEM = { kind: "system" } as const;
/** When the gateway is to be asked although it has settled the refund; usually never. */
export type AsksOn = { nextAskAt: Date | null };

/** The bank has not said yes or no yet. */
export async function recordPending(tx: Tx, refund: Refund, now: Date): Promise<void> {
  await clearPassingTrouble(tx, refund, now);
  await moveRefund(tx, refund, "pending", now, { dueAt: later(now, PENDING_TOO_LONG_MS) });
  await recordAuditEvent(tx, "refund.pending", SYSTEM, { tenantId: refund.tenantId }, { refundId: refund.id });
}

/** The money is with the owner's bank: the credit note is issued, and the owner gets it (R6). */
export async function recordSucceeded(tx: Tx, refund: Refund, now: Date, asksOn: AsksOn): Promise<void> {
  const { id: refundId, tenantId, amountPaise } = refund;
  await clearPassingTrouble(tx, refund, now);
  await moveRefund(tx, refund, "succeeded", now, { ...asksOn, settledAt: now });
  const { id: creditNoteId } = await issueCreditNote(tx, refundId, now);
  await tellOwner(tx, "refund_succeeded", refund, { refundId }, now);
  await recordAuditEvent(tx, "refund.succeeded", SYSTEM, { tenantId }, { refundId, amountPaise: String(amountPaise), creditNoteId });
}

/** Nothing was paid: the credits come back, and a person has a task (R3). `code` is the gateway's own word for it. */
export async function recordFailed(
  tx: Tx,
  refund: Refund,
  trouble: "failed" | "refused",
  code: string,
  now: Date,
  asksOn: AsksOn,
): Promise<void> {
  const { id: refundId, tenantId } = refund;
  const task = { trouble, troubleSince: now, troubleWord: null };
  await moveRefund(tx, refund, "failed", now, { ...asksOn, ...task, settledAt: now, failureCode: code });
  const creditsReturned = await returnCredits(tx, refund);
  await raiseAlert(tx, "refund_needs_person", { refundId }, now);
  if (creditsReturned !== "0") await tellOwner(tx, "refund_returned", refund, { refundId }, now);
  await recordAuditEvent(tx, "refund.failed", SYSTEM, { tenantId }, { refundId, because: code, creditsReturned });
}

/** It had been paid, and the bank sent the money back: the credits come back, the credit note says so, and people are alarmed. */
export async function recordReversed(tx: Tx, refund: Refund, code: string, now: Date, asksOn: AsksOn): Promise<void> {
  const { id: refundId, tenantId } = refund;
  const task = { trouble: "reversed", troubleSince: now, troubleWord: null } as const;
  await moveRefund(tx, refund, "reversed", now, { ...asksOn, ...task, failureCode: code });
  const creditsReturned = await returnCredits(tx, refund);
  await tx.creditNote.updateMany({ where: { refundId, reversedAt: null }, data: { reversedAt: now } });
  await raiseAlert(tx, "refund_reversed", { refundId }, now);
  if (creditsReturned !== "0") await tellOwner(tx, "refund_returned", refund, { refundId }, now);
  await recordAuditEvent(tx, "refund.reversed", SYSTEM, { tenantId }, { refundId, creditsReturned });
}

/** One move of a refund that is locked; the database checks it against the table of moves. */
export async function moveRefund(
  tx: Tx,
  refund: Refund,
  to: RefundState,
  now: Date,
  data: RefundUpdateManyMutationInput = {},
): Promise<void> {
  const { count } = await tx.refund.updateMany({
    where: { id: refund.id, version: refund.version, state: refund.state },
    data: { dueAt: now, ...data, state: to, version: refund.version + 1, stateChangedAt: now },
  });
  if (count !== 1) throw new Error("a refund moved although it was locked");
}

/** Puts back what the payout took; the database refuses to where nothing is taken. Nothing where the tenant is being erased: its credits are forfeited (D§3). */
async function returnCredits(tx: Tx, refund: Refund): Promise<string> {
  if (await isBeingErased(tx, refund.tenantId)) return "0";
  await tx.$executeRaw`SELECT platform.enter_refund(${refund.id}::uuid, 'refund_return')`;
  return String(refund.creditsPaise);
}
