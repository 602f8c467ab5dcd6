import { randomBytes, randomUUID } from "node:crypto";
import type { RefundReason, RefundState } from "@/server/refund/refund";
import { creditsFor } from "@/server/refund/tax-split";
import type { Ground } from "../given";
import { insertRows } from "../insert-rows";
import { addOperator } from "./operator";
import { addTenant, type GivenTenant } from "./people";

const MINUTE_MS = 60_000;

export interface PurchaseWish {
  tenant?: GivenTenant;
  kind?: "credits" | "plan";
  /** What was paid for without tax, in paise: what the credits are worth. ₹1,000.00 when left out. */
  taxablePaise?: number;
  /** "29" is our own State: CGST and SGST; any other carries IGST. */
  stateCode?: string;
  purchasedAt?: Date;
  /** Counted back from the database's clock, when `purchasedAt` is left out; an hour when both are. */
  agoMs?: number;
  gateway?: "cashfree" | "razorpay";
  /** How much of the tenant's credits is used up afterwards. */
  usedPaise?: number;
}

export interface GivenPurchase {
  id: string;
  tenant: GivenTenant;
  orderId: string;
  paymentId: string | null;
  invoiceNumber: string;
  amountPaise: bigint;
  taxablePaise: bigint;
  cgstPaise: bigint;
  sgstPaise: bigint;
  igstPaise: bigint;
  purchasedAt: Date;
}

export interface RefundWish {
  purchase?: GivenPurchase;
  amountPaise?: bigint;
  creditsPaise?: bigint;
  state?: RefundState;
  reason?: RefundReason;
  requestedAt?: Date;
  channel?: "mail" | "dashboard" | "operator";
  lodgedBy?: string | null;
  makerId?: string;
}

export interface GivenRefund {
  id: string;
  purchase: GivenPurchase;
  tenant: GivenTenant;
  amountPaise: bigint;
  creditsPaise: bigint;
  /** Our name for it at the gateway; set from `submitted` on. */
  gatewayRefundId: string | null;
}

async function databaseNow({ pool }: Ground): Promise<Date> {
  return (await pool.query<{ now: Date }>("SELECT date_trunc('milliseconds', clock_timestamp()) AS now")).rows[0]?.now as Date;
}

/** A paid order; one of credits puts them into the ledger too. The tenant must not be sealed. */
export async function addPurchase(ground: Ground, wish: PurchaseWish): Promise<GivenPurchase> {
  const tenant = wish.tenant ?? (await addTenant(ground, {}));
  const { kind = "credits", taxablePaise = 100_000, stateCode = "29", gateway = "cashfree" } = wish;
  const id = randomUUID();
  const word = randomBytes(8).toString("hex");
  const purchasedAt = wish.purchasedAt ?? new Date((await databaseNow(ground)).getTime() - (wish.agoMs ?? 60 * MINUTE_MS));
  const half = stateCode === "29" ? Math.round((taxablePaise * 9) / 100) : 0;
  const igst = stateCode === "29" ? 0 : Math.round((taxablePaise * 18) / 100);
  const amountPaise = taxablePaise + 2 * half + igst;
  const orderId = `cm_${word}`;
  const paymentId = gateway === "razorpay" ? `pay_${word.slice(0, 14)}` : null;
  await insertRows(ground.pool, "platform.purchase", [
    {
      tenant_id: tenant.id,
      id,
      kind,
      order_id: orderId,
      cf_order_id: String(BigInt(`0x${word}`)),
      invoice_number: `CM/${word}`,
      currency: "INR",
      amount_paise: amountPaise,
      taxable_paise: taxablePaise,
      cgst_paise: half,
      sgst_paise: half,
      igst_paise: igst,
      place_of_supply: stateCode,
      purchased_at: purchasedAt.toISOString(),
      gateway,
      payment_id: paymentId,
    },
  ]);
  if (kind === "credits") await addCredits(ground, { tenant, amountPaise: taxablePaise, purchaseId: id, at: purchasedAt });
  if (wish.usedPaise) await addCredits(ground, { tenant, amountPaise: -wish.usedPaise, at: new Date(purchasedAt.getTime() + MINUTE_MS) });
  return {
    id,
    tenant,
    orderId,
    paymentId,
    invoiceNumber: `CM/${word}`,
    amountPaise: BigInt(amountPaise),
    taxablePaise: BigInt(taxablePaise),
    cgstPaise: BigInt(half),
    sgstPaise: BigInt(half),
    igstPaise: BigInt(igst),
    purchasedAt,
  };
}

export interface CreditsWish {
  tenant: GivenTenant;
  /** Negative: used up. */
  amountPaise: number;
  source?: "purchased" | "granted";
  purchaseId?: string;
  at?: Date;
}

/** An entry of the credits ledger: bought, granted or used up. */
export async function addCredits(ground: Ground, wish: CreditsWish): Promise<void> {
  const { tenant, amountPaise, source = "purchased", purchaseId = null } = wish;
  const at = wish.at ?? (await databaseNow(ground));
  const kind = amountPaise < 0 ? "consumption" : source === "granted" ? "grant" : "purchase";
  await insertRows(ground.pool, "platform.credit_entry", [
    {
      tenant_id: tenant.id,
      id: randomUUID(),
      source,
      kind,
      amount_paise: amountPaise,
      purchase_id: purchaseId,
      occurred_at: at.toISOString(),
    },
  ]);
}

const isOneOf = (state: RefundState, ...states: RefundState[]) => states.includes(state);

/** A refund in any state, with the credits taken where it was submitted. What a grant needs (a maker) is made as well. */
export async function addRefund(ground: Ground, wish: RefundWish): Promise<GivenRefund> {
  const { pool } = ground;
  const purchase = wish.purchase ?? (await addPurchase(ground, {}));
  const { state = "requested", reason = "unused_credits", channel = "operator" } = wish;
  const amountPaise = wish.amountPaise ?? purchase.amountPaise;
  const creditsPaise = wish.creditsPaise ?? creditsFor(purchase, amountPaise, []);
  const id = randomUUID();
  const now = (await databaseNow(ground)).toISOString();
  const requestedAt = (wish.requestedAt ?? new Date(purchase.purchasedAt.getTime() + MINUTE_MS)).toISOString();
  const lodgedBy =
    wish.lodgedBy === undefined && channel === "operator" ? (await addOperator(ground, "support_agent")).id : (wish.lodgedBy ?? null);
  const isGranted = isOneOf(state, "granted", "submitted", "pending", "succeeded", "reversed");
  const isSubmitted = isOneOf(state, "submitted", "pending", "succeeded", "reversed", "failed");
  const payoutName = `cmr_${randomBytes(16).toString("hex")}`;
  const name = isSubmitted ? payoutName : null;
  await insertRows(pool, "console.refund", [
    {
      id,
      number: (await pool.query<{ number: number }>("SELECT nextval('console.refund_number_seq')::int AS number")).rows[0]?.number ?? 0,
      tenant_id: purchase.tenant.id,
      purchase_id: purchase.id,
      channel,
      requested_at: requestedAt,
      lodged_by: lodgedBy,
      reason,
      currency: "INR",
      amount_paise: String(amountPaise),
      credits_paise: String(creditsPaise),
      state: isSubmitted ? "submitted" : state,
      version: 1,
      created_at: requestedAt,
      state_changed_at: now,
      due_at: now,
      maker_id: isGranted || isSubmitted ? (wish.makerId ?? (await addOperator(ground, "support_agent")).id) : null,
      checkers_needed: 0,
      granted_at: isGranted || isSubmitted ? now : null,
      declined_because: state === "declined" ? "owner_changed_mind" : null,
      gateway: purchase.paymentId ? "razorpay" : "cashfree",
      payout_name: payoutName,
      gateway_refund_id: name,
      gateway_reference: isOneOf(state, "pending", "succeeded", "reversed") ? `ref-${id.slice(0, 8)}` : null,
      submitted_at: isSubmitted ? now : null,
      settled_at: isOneOf(state, "succeeded", "reversed", "failed") ? now : null,
      attempts: isSubmitted ? 1 : 0,
      next_ask_at: isOneOf(state, "submitted", "pending") ? now : null,
    },
  ]);
  if (isSubmitted) await pool.query(`SELECT platform.enter_refund($1, 'refund')`, [id]);
  if (isSubmitted && state !== "submitted") {
    for (const step of state === "reversed" ? ["succeeded", "reversed"] : [state])
      await pool.query(
        `UPDATE console.refund SET state = $2::console."RefundState", version = version + 1, trouble = $3::console."RefundTrouble", trouble_since = $4 WHERE id = $1`,
        [id, step, isOneOf(state, "failed", "reversed") ? state : null, isOneOf(state, "failed", "reversed") ? now : null],
      );
    if (isOneOf(state, "failed", "reversed")) await pool.query(`SELECT platform.enter_refund($1, 'refund_return')`, [id]);
  }
  return { id, purchase, tenant: purchase.tenant, amountPaise, creditsPaise, gatewayRefundId: name };
}
