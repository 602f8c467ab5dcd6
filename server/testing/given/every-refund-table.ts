import { randomBytes, randomUUID } from "node:crypto";
import { sha256Hex } from "@/server/lib/crypto";
import type { Ground } from "../given";
import { insertRows, type Row } from "../insert-rows";

/** A refund of ₹118.00 that went through, in every table that the console keeps refunds in. */
export async function addRefundEverywhere(
  { pool }: Ground,
  that: { tenantId: string; purchaseId: string; word: string; at: string },
): Promise<void> {
  const { tenantId, purchaseId, word, at } = that;
  const [id, operatorId] = [randomUUID(), randomUUID()];
  const own = { id: randomUUID(), tenant_id: tenantId, refund_id: id };
  const names = {
    gateway: "cashfree",
    gateway_refund_id: `cmr_${randomBytes(16).toString("hex")}`,
    gateway_reference: `cf-refund-${word}`,
  };
  const bank = { bank_reference: `ARN${parseInt(word, 16)}` };
  const money = { currency: "INR", amount_paise: 11_800 };
  const settled = { created_at: at, state_changed_at: at, due_at: at, granted_at: at, submitted_at: at, settled_at: at, asked_at: at };
  const rows: [table: string, row: Row][] = [
    [
      "console.refund",
      {
        id,
        tenant_id: tenantId,
        purchase_id: purchaseId,
        channel: "operator",
        requested_at: at,
        lodged_by: operatorId,
        reason: "unused_credits",
        ...money,
        credits_paise: 10_000,
        state: "succeeded",
        version: 5,
        maker_id: operatorId,
        attempts: 1,
        ...settled,
        ...names,
        payout_name: names.gateway_refund_id,
        ...bank,
      },
    ],
    [
      "console.credit_note",
      {
        ...own,
        number: `CN/${word.slice(0, 10)}`,
        financial_year: "2025-26",
        issued_at: at,
        kind: "credits",
        invoice_number: `CM/${word}`,
        invoice_on: at.slice(0, 10),
        supplier_name: "CallMissed Technologies Pvt. Ltd.",
        supplier_address: "Bengaluru",
        supplier_gstin: "29AABCC1234D1Z5",
        recipient_name: `Organisation ${word}`,
        recipient_gstin: null,
        place_of_supply: "29",
        ...money,
        taxable_paise: 10_000,
        gst_percent: 18,
        ...bank,
        cgst_paise: 900,
        sgst_paise: 900,
        igst_paise: 0,
      },
    ],
    [
      "console.gateway_event",
      {
        ...own,
        ...names,
        ...bank,
        event_id: `event-${word}`,
        body_sha256: sha256Hex(word),
        status: "SUCCESS",
        amount_paise: 11_800,
        sent_at: at,
        received_at: at,
        outcome: "applied",
      },
    ],
    [
      "console.refund_difference",
      {
        ...own,
        ...names,
        kind: "state_differs",
        our_state: "pending",
        their_state: "succeeded",
        our_paise: 11_800,
        their_paise: 11_800,
        found_at: at,
        seen_at: at,
        ended_at: at,
        ended_because: "agrees_now",
      },
    ],
    [
      "platform.credit_entry",
      {
        tenant_id: tenantId,
        id: randomUUID(),
        source: "purchased",
        kind: "refund",
        amount_paise: -10_000,
        purchase_id: purchaseId,
        refund_id: id,
        occurred_at: at,
      },
    ],
  ];
  for (const [table, row] of rows) await insertRows(pool, table, [row]);
}
