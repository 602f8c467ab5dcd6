import type { Refund } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endAlert, raiseAlert } from "@/server/deletion/raise-alert";
import type { Tx } from "@/server/lib/db";
import { isBeingErased } from "./find-erasing";
import { findTries } from "./find-tries";
import { issueCreditNote } from "./issue-credit-note";
import { noteTrouble } from "./note-trouble";
import { type AsksOn, moveRefund } from "./record-outcome";
import { isPayingOut } from "./refund";
import { tellOwner } from "./tell-owner";

const SYSTEM = { kind: "system" } as const;

/**
 * The gateway had said that nothing was paid, or that it came back, and now says that the money is with the owner (R3). So it is
 * paid: it counts against the purchase, the credits are taken again and the credit note counts, and a person is called, because
 * it may have been tried again meanwhile. A tenant that is being erased has no credits and gets no document any more (D§3).
 */
export async function recordPaidAfterAll(tx: Tx, refund: Refund, now: Date, asksOn: AsksOn): Promise<void> {
  const { id: refundId, tenantId, amountPaise, creditsPaise } = refund;
  const before = refund.state === "reversed" ? ("reversed" as const) : ("failed" as const);
  const task = { trouble: "paid_after_all", troubleSince: now, troubleWord: null } as const;
  await moveRefund(tx, refund, "succeeded", now, { ...asksOn, ...task, settledAt: now, failureCode: null });
  await tx.creditNote.updateMany({ where: { refundId, reversedAt: { not: null } }, data: { reversedAt: null } });
  const isErasing = await isBeingErased(tx, tenantId);
  if (!isErasing) await tx.$executeRaw`SELECT platform.enter_refund(${refundId}::uuid, 'refund')`;
  const note = isErasing ? null : await issueCreditNote(tx, refundId, now);
  // Ended and raised anew: whoever knows of the failure does not know of this.
  for (const kind of ["refund_needs_person", "refund_reversed"] as const) await endAlert(tx, kind, { refundId }, now);
  await raiseAlert(tx, "refund_needs_person", { refundId }, now);
  if (!isErasing) await tellOwner(tx, "refund_succeeded", refund, { refundId }, now);
  const creditsTaken = isErasing ? "0" : String(creditsPaise);
  const payload = { refundId, before, amountPaise: String(amountPaise), creditsTaken, creditNoteId: note?.id ?? null };
  await recordAuditEvent(tx, "refund.paid_after_all", SYSTEM, { tenantId }, payload);
  await alarmOthers(tx, refund, now);
}

/** Another try of the same wish that is on its way or paid, and all of them where more than was paid has gone out: each is somebody's task. */
async function alarmOthers(tx: Tx, refund: Refund, now: Date): Promise<void> {
  const { tenantId, purchaseId } = refund;
  const purchase = await tx.purchase.findUnique({ where: { tenantId_id: { tenantId, id: purchaseId } }, select: { amountPaise: true } });
  const all = await tx.refund.findMany({ where: { tenantId, purchaseId, id: { not: refund.id } } });
  const gone = all.filter(({ state }) => isPayingOut(state) || state === "succeeded");
  const elsewhere = await tx.$queryRaw<{ paise: bigint }[]>`
    SELECT e.paise FROM console.paid_elsewhere(${tenantId}::uuid) e WHERE e.purchase_id = ${purchaseId}::uuid`;
  const total = [...gone.map((other) => other.amountPaise), ...elsewhere.map(({ paise }) => paise)].reduce(
    (sum, paise) => sum + paise,
    refund.amountPaise,
  );
  const isTooMuch = purchase !== null && total > purchase.amountPaise;
  const tries = new Set((await findTries(tx, refund)).map(({ id }) => id));
  for (const other of gone) if (isTooMuch || tries.has(other.id)) await noteTrouble(tx, other, "paid_twice", now);
}
