import { DAY_MS, HOUR_MS } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import type { GatewayName } from "@/server/refund/gateways/gateway";
import { type Instant, iso, workingMoment } from "../instants";
import type { Making } from "./tenant";

export type Plan = "free" | "starter" | "pro" | "enterprise";

const OUR_STATE = "29"; // Karnataka: sales inside the state carry CGST and SGST, others IGST
const PLAN_PAISE: Record<Plan, number> = { free: 0, starter: 99_900, pro: 299_900, enterprise: 1_499_900 };
const TOP_UPS_PAISE: Record<Plan, readonly number[]> = {
  free: [20_000, 50_000],
  starter: [50_000, 100_000, 138_745],
  pro: [200_000, 250_000, 500_000, 333_333],
  enterprise: [1_000_000, 2_500_000, 1_875_050],
};
const WEEKLY_USE_PAISE: Record<Plan, readonly [number, number]> = {
  free: [300, 4_000],
  starter: [4_000, 22_000],
  pro: [20_000, 90_000],
  enterprise: [90_000, 420_000],
};
const SERVICES = ["llm", "stt", "tts", "whatsapp", "voice", "search", "image", "email"] as const;
const PAISE_PER_UNIT: Record<(typeof SERVICES)[number], number> = {
  llm: 2,
  stt: 45,
  tts: 30,
  whatsapp: 85,
  voice: 120,
  search: 15,
  image: 400,
  email: 10,
};

/** GST of 18 % on a taxable sum, to the paisa; inside Karnataka as two equal halves. */
export function withTax(
  taxablePaise: number,
  stateCode: string,
): { taxable_paise: number; cgst_paise: number; sgst_paise: number; igst_paise: number; amount_paise: number } {
  const isOurState = stateCode === OUR_STATE;
  const half = isOurState ? Math.round((taxablePaise * 9) / 100) : 0;
  const igst = isOurState ? 0 : Math.round((taxablePaise * 18) / 100);
  return {
    taxable_paise: taxablePaise,
    cgst_paise: half,
    sgst_paise: half,
    igst_paise: igst,
    amount_paise: taxablePaise + 2 * half + igst,
  };
}

/**
 * Twelve weeks of use, paid from granted credits first and topped up before a source could fall below zero, and the plan's
 * monthly bills. Returns the balance in paise. Credits are worth the taxable sum: 1 credit = ₹1.
 */
export function addMoney(making: Making, plan: Plan): number {
  const { random, wish, activeUntil, createdAt } = making;
  let granted = random.pick([50_000, 100_000]);
  let purchased = 0;
  addEntry(making, "granted", "grant", granted, createdAt + HOUR_MS);
  for (let week = 12; week >= 1; week--) {
    const at = workingMoment(activeUntil, week * 7 + 6, random);
    if (week % 4 === 0 && plan !== "free") addPurchase(making, "plan", PLAN_PAISE[plan], at);
    if (week % 4 === 0 && plan !== "free") granted += addEntry(making, "granted", "grant", Math.round(PLAN_PAISE[plan] / 10), at + HOUR_MS);
    const use = addUse(making, plan, week);
    for (let hour = 2; granted + purchased < use; hour++) purchased += topUp(making, random.pick(TOP_UPS_PAISE[plan]), at + hour * HOUR_MS);
    const [fromGranted, fromPurchased] = spend(making, use, granted, workingMoment(activeUntil, week * 7 - 6, random));
    granted -= fromGranted;
    purchased -= fromPurchased;
  }
  for (const { creditsPaise, daysAgo, gateway } of wish.recentPurchases ?? [])
    purchased += topUp(making, creditsPaise, workingMoment(activeUntil, daysAgo, random), gateway);
  if (wish.hasRecentPurchase ?? random.chance(0.35)) {
    purchased += topUp(
      making,
      wish.fixed ? 500_000 : random.pick(TOP_UPS_PAISE[plan]),
      workingMoment(activeUntil, wish.fixed ? 3 : random.int(1, 5), random),
    );
  }
  // Granted after the last use, so that the exact balance has something of both sources.
  if (wish.fixed) granted += addEntry(making, "granted", "grant", 75_000, workingMoment(activeUntil, 4, random));
  if (wish.fixed?.balancePaise !== undefined) return settle(making, granted, purchased, wish.fixed.balancePaise);
  return granted + purchased;
}

function addUse({ book, random, tenantId, activeUntil }: Making, plan: Plan, week: number): number {
  const records = random.int(2, 6);
  let total = 0;
  for (let at = 0; at < records; at++) {
    const service = random.pick(SERVICES);
    const [least, most] = WEEKLY_USE_PAISE[plan];
    const units = Math.max(1, Math.round(random.int(least, most) / 4 / PAISE_PER_UNIT[service]));
    total += units * PAISE_PER_UNIT[service];
    book.add("platform.usage_record", {
      tenant_id: tenantId,
      id: random.uuid(),
      service,
      units,
      cost_paise: units * PAISE_PER_UNIT[service],
      used_at: iso(workingMoment(activeUntil, week * 7 - random.int(0, 5), random)),
    });
  }
  return total;
}

function spend(making: Making, use: number, granted: number, at: Instant): [fromGranted: number, fromPurchased: number] {
  const fromGranted = Math.min(granted, use);
  if (fromGranted > 0) addEntry(making, "granted", "consumption", -fromGranted, at);
  if (use > fromGranted) addEntry(making, "purchased", "consumption", fromGranted - use, at);
  return [fromGranted, use - fromGranted];
}

/** Brings a balance to an exact sum by a last purchase or a last use; half an hour's work of a campaign, so to say. */
function settle(making: Making, granted: number, purchased: number, balancePaise: number): number {
  const missing = balancePaise - granted - purchased;
  if (missing > 0) topUp(making, missing, workingMoment(making.activeUntil, 20, making.random));
  if (missing < 0) addEntry(making, "purchased", "consumption", missing, making.activeUntil - DAY_MS);
  return balancePaise;
}

type Buying = Pick<Making, "book" | "random" | "tenantId"> & { wish: { organisation: { stateCode: string }; fixed?: unknown } };

function topUp(making: Making, creditsPaise: number, at: Instant, gateway?: GatewayName): number {
  return addEntry(making, "purchased", "purchase", creditsPaise, at + 60_000, addPurchase(making, "credits", creditsPaise, at, gateway));
}

/** Credits that were bought and paid for, with their entry; answers with the purchase's id. */
export function buyCredits(making: Buying, creditsPaise: number, at: Instant, gateway: GatewayName): string {
  const purchaseId = addPurchase(making, "credits", creditsPaise, at, gateway);
  addEntry(making, "purchased", "purchase", creditsPaise, at + 60_000, purchaseId);
  return purchaseId;
}

function addPurchase(
  { book, random, wish, tenantId }: Buying,
  kind: "credits" | "plan",
  taxablePaise: number,
  at: Instant,
  gateway?: GatewayName,
): string {
  const id = random.uuid();
  const place = wish.organisation.stateCode;
  const orderId = `cm_${random.hex(16)}`;
  // One in eight comes by the second gateway; told from the order, so that nothing else that is chosen shifts.
  const by = gateway ?? (!wish.fixed && /[01]$/.test(orderId) ? "razorpay" : "cashfree");
  // Invoice numbers are given at the end, in order of time over all tenants.
  book.add("platform.purchase", {
    tenant_id: tenantId,
    id,
    kind,
    order_id: orderId,
    cf_order_id: random.digits(10),
    invoice_number: "",
    currency: "INR",
    ...withTax(taxablePaise, place),
    place_of_supply: place,
    purchased_at: iso(at),
    gateway: by,
    payment_id: by === "razorpay" ? `pay_${sha256Hex(orderId).slice(0, 14)}` : null,
  });
  return id;
}

/** One entry of the credits ledger; answers with its amount. */
export function addEntry(
  { book, random, tenantId }: Pick<Making, "book" | "random" | "tenantId">,
  source: string,
  kind: string,
  amountPaise: number,
  at: Instant,
  purchaseId: string | null = null,
  refundId: string | null = null,
): number {
  book.add("platform.credit_entry", {
    tenant_id: tenantId,
    id: random.uuid(),
    source,
    kind,
    amount_paise: amountPaise,
    purchase_id: purchaseId,
    refund_id: refundId,
    occurred_at: iso(at),
  });
  return amountPaise;
}
