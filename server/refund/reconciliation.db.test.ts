import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type PayoutWorld, payoutWorld } from "@/server/testing/payouts";
import { outcomeOf } from "@/server/testing/world";
import { askNow } from "./ask-now";
import { COMPARED_DAYS, compareWithGateways } from "./compare-with-gateways";
import { refundDetail } from "./detail.queries";
import { endTrouble } from "./end-trouble";
import { payOutRefund } from "./pay-out-refund";
import { reconcileRefunds } from "./reconcile-refunds";
import { showReconciliation } from "./reconciliation.queries";
import { settleDifference } from "./settle-difference";
import { tryAgain } from "./try-again";

let world: PayoutWorld;
beforeAll(async () => {
  world = await payoutWorld();
  for (const { control } of [world.simulators.cashfree, world.simulators.razorpay]) await control.webhooks({ isOff: true });
});
afterAll(() => world?.end());
afterEach(async () => {
  await world.database.ownerPool.query("DELETE FROM graphile_worker._private_jobs");
});

const actor = async () => ({ kind: "operator", id: (await world.given.operator("support_lead")).id }) as const;
const sql = (text: string, values: unknown[] = []) => world.database.ownerPool.query(text, values);
const waiting = async () =>
  (await sql("SELECT j.payload ->> 'refundId' AS id FROM graphile_worker._private_jobs j WHERE j.key LIKE 'payout:%' ORDER BY 1")).rows.map(
    (row) => row.id,
  );
const controlOf = (refund: { purchase: { paymentId: string | null } }) =>
  world.simulators[refund.purchase.paymentId ? "razorpay" : "cashfree"].control;
/** Paid out and settled, long enough ago that both sides count. */
const settled = async (name: "cashfree" | "razorpay", end: "SUCCESS" | "FAILED") => {
  const refund = await world.granted(name);
  await payOutRefund(world.deps, refund.id);
  await controlOf(refund).settle(refund.name, end);
  await sql("UPDATE console.refund SET next_ask_at = now() WHERE id = $1", [refund.id]);
  await payOutRefund(world.deps, refund.id);
  return refund;
};
const open = async (refund: { id: string }) =>
  (await world.console.db.refundDifference.findMany({ where: { refundId: refund.id, endedAt: null }, orderBy: { kind: "asc" } })).map(
    ({ kind }) => kind,
  );

describe("the reconciliation of each minute", () => {
  it("queues what is due and what a killed worker left granted, once, and nothing else", async () => {
    const due = await world.granted();
    await payOutRefund(world.deps, due.id);
    const notYet = await world.granted();
    await payOutRefund(world.deps, notYet.id);
    const left = await world.granted();
    await world.granted(); // granted just now: its own job is about to run
    await sql("DELETE FROM graphile_worker._private_jobs");
    await sql("UPDATE console.refund SET next_ask_at = now() - interval '1 second' WHERE id = $1", [due.id]);
    await sql("ALTER TABLE console.refund DISABLE TRIGGER guard_refund");
    await sql("UPDATE console.refund SET granted_at = now() - interval '2 minutes' WHERE id = $1", [left.id]);
    await sql("ALTER TABLE console.refund ENABLE TRIGGER guard_refund");
    expect(await reconcileRefunds(world.console)).toBe(2);
    await reconcileRefunds(world.console);
    expect(await waiting()).toEqual([due.id, left.id].toSorted());
  });

  it("keeps the next question of every refund in the queue at its own time", async () => {
    const refund = await world.granted();
    await payOutRefund(world.deps, refund.id);
    const { rows } = await sql("SELECT j.run_at FROM graphile_worker._private_jobs j WHERE j.key = $1", [`payout:${refund.id}`]);
    expect(rows).toEqual([{ run_at: (await world.look(refund)).nextAskAt }]);
  });

  it("lets nobody's broken refund keep another from being paid", async () => {
    const broken = await world.granted();
    await sql("UPDATE platform.purchase SET order_id = order_id || 'x' WHERE id = $1", [broken.purchase.id]);
    const sound = await world.granted();
    await Promise.all([payOutRefund(world.deps, broken.id), payOutRefund(world.deps, sound.id)]);
    expect(await world.look(broken)).toMatchObject({ state: "failed", trouble: "refused" });
    expect(await world.look(sound)).toMatchObject({ state: "pending" });
  });
});

describe.each(["cashfree", "razorpay"] as const)("the daily comparison with %s", (name) => {
  it("finds nothing where both sides say the same, and says what it looked at", async () => {
    const refunds = [await settled(name, "SUCCESS"), await settled(name, "FAILED")];
    const { orders } = await compareWithGateways(world.deps);
    for (const refund of refunds) expect(await open(refund)).toEqual([]);
    const { last, isRunning } = await showReconciliation(world.console);
    expect(last).toMatchObject({ orders, unread: 0 });
    expect(orders).toBeGreaterThanOrEqual(2);
    expect(isRunning).toBe(false);
  });

  it("finds a refund that somebody made at the gateway itself, with its tenant", async () => {
    const refund = await world.granted(name, { amountPaise: 1_180n, creditsPaise: 1_000n });
    await payOutRefund(world.deps, refund.id);
    await controlOf(refund).refundElsewhere(refund.purchase.paymentId ?? refund.purchase.orderId, 500n);
    await compareWithGateways(world.deps);
    const [found, ...more] = await world.console.db.refundDifference.findMany({ where: { tenantId: refund.tenant.id } });
    expect(found).toMatchObject({ kind: "unknown_at_us", refundId: null, theirPaise: 500n, endedAt: null });
    expect(more).toEqual([]);
  });

  it("finds one that the gateway has lost, one with another amount, one that ended otherwise; each ends by itself once it agrees", async () => {
    const [lost, other, opposite] = [await settled(name, "SUCCESS"), await settled(name, "SUCCESS"), await settled(name, "SUCCESS")];
    await sql("UPDATE console.refund SET gateway_reference = 'elsewhere' WHERE id = $1", [lost.id]);
    await distort(lost, "gateway_refund_id = 'cmr_' || right(gateway_refund_id, 30)");
    await distort(other, "amount_paise = amount_paise + 1");
    await controlOf(opposite).settle(opposite.name, "FAILED");
    await compareWithGateways(world.deps);
    expect(await open(lost)).toEqual(["missing_at_gateway"]);
    expect(await open(other)).toEqual(["amount_differs"]);
    expect(await open(opposite)).toEqual(["state_differs"]);
    expect(await waiting()).toContain(opposite.id);
    const alerts = await world.console.db.alert.count({ where: { kind: "refunds_differ", endedAt: null } });
    // The gateway was right about the last one: it is asked, and the difference is over.
    await payOutRefund(world.deps, opposite.id);
    expect(await world.look(opposite)).toMatchObject({ state: "reversed", ledger: [-100_000, 100_000] });
    await distort(other, "amount_paise = amount_paise - 1");
    await compareWithGateways(world.deps);
    expect(await open(opposite)).toEqual([]);
    expect(await open(other)).toEqual([]);
    expect(await open(lost)).toEqual(["missing_at_gateway"]);
    expect(await world.console.db.alert.count({ where: { kind: "refunds_differ", endedAt: null } })).toBe(alerts - 2);
    await settleDifferencesOf(lost.tenant.id);
  });

  it("does not open again what a person has settled, unless one side says something new", async () => {
    const refund = await settled(name, "SUCCESS");
    await distort(refund, "amount_paise = amount_paise + 1");
    await compareWithGateways(world.deps);
    await settleDifferencesOf(refund.tenant.id);
    await compareWithGateways(world.deps);
    expect(await open(refund)).toEqual([]);
    await distort(refund, "amount_paise = amount_paise + 1");
    await compareWithGateways(world.deps);
    expect(await open(refund)).toEqual(["amount_differs"]);
    await settleDifferencesOf(refund.tenant.id);
  });

  it("counts an order whose gateway could not be asked, and compares the others all the same", async () => {
    const [first, second] = [await settled(name, "SUCCESS"), await settled(name, "SUCCESS")];
    for (const refund of [first, second]) await distort(refund, "amount_paise = amount_paise + 1");
    await controlOf(first).mood("list", "error_before");
    const { unread } = await compareWithGateways(world.deps);
    expect(unread).toBe(1);
    await compareWithGateways(world.deps);
    for (const refund of [first, second]) expect(await open(refund)).toEqual(["amount_differs"]);
    for (const refund of [first, second]) await settleDifferencesOf(refund.tenant.id);
  });

  it("leaves out what has not moved for so many days, but not what still differs", async () => {
    const refund = await settled(name, "SUCCESS");
    await distort(refund, "amount_paise = amount_paise + 1");
    await compareWithGateways(world.deps);
    await distort(refund, `amount_paise = amount_paise - 1, state_changed_at = now() - interval '${COMPARED_DAYS + 1} days'`);
    await compareWithGateways(world.deps);
    expect(await open(refund)).toEqual([]);
    await distort(refund, "amount_paise = amount_paise + 1");
    await compareWithGateways(world.deps);
    expect(await open(refund)).toEqual([]);
  });
});

describe("what people do about it", () => {
  it("a difference is settled once, with who and why", async () => {
    const lead = await actor();
    const refund = await settled("cashfree", "SUCCESS");
    await distort(refund, "amount_paise = amount_paise + 1");
    await compareWithGateways(world.deps);
    const { id } = await world.console.db.refundDifference.findFirstOrThrow({ where: { refundId: refund.id, endedAt: null } });
    const outcomes = await Promise.all([1, 2].map(() => outcomeOf(settleDifference(world.console, lead, id, "gateway_explained"))));
    expect(outcomes.filter((outcome) => "refused" in outcome)).toEqual([{ refused: "difference_ended" }]);
    expect(await world.console.db.refundDifference.findUnique({ where: { id } })).toMatchObject({
      endedBecause: "gateway_explained",
      endedBy: lead.id,
    });
    expect(await world.console.db.alert.count({ where: { differenceId: id, endedAt: null } })).toBe(0);
  });

  it("a failed refund's trouble is ended with a reason; one that is still open is not", async () => {
    const lead = await actor();
    const failed = await settled("cashfree", "FAILED");
    const { version } = await world.console.db.refund.findUniqueOrThrow({ where: { id: failed.id } });
    expect(await outcomeOf(endTrouble(world.console, lead, failed.id, version - 1, "explained_to_owner"))).toEqual({
      refused: "refund_changed",
    });
    await endTrouble(world.console, lead, failed.id, version, "owner_wants_credits");
    expect(await world.look(failed)).toMatchObject({ state: "failed", trouble: null, alerts: [] });
    expect(await outcomeOf(endTrouble(world.console, lead, failed.id, version, "explained_to_owner"))).toEqual({ refused: "no_trouble" });
    const waits = await world.given.refund({ state: "submitted" });
    await sql("UPDATE console.refund SET trouble = 'unknown_too_long', trouble_since = now() WHERE id = $1", [waits.id]);
    expect(await outcomeOf(endTrouble(world.console, lead, waits.id, 1, "gateway_confirmed"))).toEqual({ refused: "still_open" });
  });

  it("a failed refund is tried again once, as a new wish asked when the owner first asked", async () => {
    const lead = await actor();
    const failed = await settled("cashfree", "FAILED");
    const before = await world.console.db.refund.findUniqueOrThrow({ where: { id: failed.id } });
    const outcomes = await Promise.all([1, 2].map(() => outcomeOf(tryAgain(world.deps, lead, failed.id, before.version))));
    expect(outcomes.filter((outcome) => "refused" in outcome)).toEqual([{ refused: "retried_already" }]);
    const retry = await world.console.db.refund.findUniqueOrThrow({ where: { retryOfId: failed.id } });
    expect(retry).toMatchObject({
      state: "requested",
      requestedAt: before.requestedAt,
      amountPaise: before.amountPaise,
      lodgedBy: before.lodgedBy,
    });
    expect(retry).toMatchObject({ makerId: null, gatewayRefundId: null });
    const { timeline } = await refundDetail(world.console, retry.id, lead);
    const payload = { retryOfId: failed.id, retryOfNumber: before.number, amountPaise: String(before.amountPaise) };
    expect(timeline).toEqual([expect.objectContaining({ type: "refund.requested", payload: expect.objectContaining(payload) })]);
    const old = await refundDetail(world.console, failed.id, lead);
    expect(old.timeline[0]).toMatchObject({ type: "refund.tried_again", payload: { retryNumber: retry.number } });
    expect(old.refund.retriedBy).toMatchObject({ number: retry.number, state: "requested" });
    expect(await world.look(failed)).toMatchObject({ state: "failed", trouble: null, alerts: [] });
    const paid = await settled("cashfree", "SUCCESS");
    const { version } = await world.console.db.refund.findUniqueOrThrow({ where: { id: paid.id } });
    expect(await outcomeOf(tryAgain(world.deps, lead, paid.id, version))).toEqual({ refused: "not_to_be_retried" });
  });

  it("a gateway is asked at once where somebody wants to know, and not where there is nothing to ask", async () => {
    const lead = await actor();
    const refund = await world.granted();
    await payOutRefund(world.deps, refund.id);
    await askNow(world.console, lead, refund.id);
    const { rows } = await sql("SELECT j.run_at <= now() AS now FROM graphile_worker._private_jobs j WHERE j.key = $1", [
      `payout:${refund.id}`,
    ]);
    expect(rows).toEqual([{ now: true }]);
    const requested = await world.given.refund();
    expect(await outcomeOf(askNow(world.console, lead, requested.id))).toEqual({ refused: "refund_not_under_way" });
  });
});

/** Makes our book disagree with the gateway's in a way that our own code cannot. */
async function distort(refund: { id: string }, change: string): Promise<void> {
  await sql("ALTER TABLE console.refund DISABLE TRIGGER guard_refund");
  await sql(`UPDATE console.refund SET ${change} WHERE id = $1`, [refund.id]);
  await sql("ALTER TABLE console.refund ENABLE TRIGGER guard_refund");
}

async function settleDifferencesOf(tenantId: string): Promise<void> {
  const lead = await actor();
  for (const { id } of await world.console.db.refundDifference.findMany({ where: { tenantId, endedAt: null } }))
    await settleDifference(world.console, lead, id, "gateway_explained");
}
