import type { Refund } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endAlert, raiseAlert } from "@/server/deletion/raise-alert";
import type { Tx } from "@/server/lib/db";
import { endsByItself, isGraver } from "./asking";
import type { Trouble } from "./refund";

type Who = { kind: "operator"; id: string } | { kind: "system" };

/**
 * Says beside the state that a person has to look at this refund, raises the alert, and signs the book; once. Under its lock.
 * `word` is what the gateway said that made it: once a person has closed the trouble, the same word opens it no more. A graver
 * trouble stays as it is.
 */
export async function noteTrouble(tx: Tx, refund: Refund, trouble: Trouble, now: Date, word: string | null = null): Promise<void> {
  if (word !== null && !refund.trouble && refund.closedWord === word) return;
  await raiseAlert(tx, trouble === "reversed" ? "refund_reversed" : "refund_needs_person", { refundId: refund.id }, now);
  if (refund.trouble && isGraver(refund.trouble, trouble)) return;
  if (refund.trouble === trouble) {
    if (refund.troubleWord !== word)
      await tx.refund.update({ where: { id: refund.id }, data: { troubleWord: word }, select: { id: true } });
    return;
  }
  await tx.refund.update({ where: { id: refund.id }, data: { trouble, troubleSince: now, troubleWord: word }, select: { id: true } });
  await recordAuditEvent(tx, "refund.trouble", { kind: "system" }, { tenantId: refund.tenantId }, { refundId: refund.id, trouble });
}

/** Ends whatever a person had to look at, with its alerts, in the caller's transaction. Does nothing where there is no trouble. */
export async function clearTrouble(tx: Tx, refund: Refund, actor: Who, because: string, now: Date): Promise<void> {
  const { id: refundId, tenantId, trouble } = refund;
  if (!trouble) return;
  const closedWord = actor.kind === "operator" ? refund.troubleWord : refund.closedWord;
  const data = { trouble: null, troubleSince: null, troubleWord: null, closedWord };
  await tx.refund.update({ where: { id: refundId }, data, select: { id: true } });
  for (const kind of ["refund_needs_person", "refund_reversed"] as const) await endAlert(tx, kind, { refundId }, now);
  await recordAuditEvent(tx, "refund.trouble_ended", actor, { tenantId }, { refundId, trouble, because });
}

/** The gateway gave a straight answer: what only waited for one is over. */
export async function clearPassingTrouble(tx: Tx, refund: Refund, now: Date): Promise<void> {
  if (refund.trouble && endsByItself(refund.trouble, refund.state))
    await clearTrouble(tx, refund, { kind: "system" }, "gateway_answered", now);
}
