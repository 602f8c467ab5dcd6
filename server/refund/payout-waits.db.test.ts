import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/server/lib/clock";
import { Refusal } from "@/server/lib/refusal";
import { type PayoutWorld, payoutWorld } from "@/server/testing/payouts";
import { NOT_BEGUN_TOO_LONG_MS, PENDING_TOO_LONG_MS, UNKNOWN_TOO_LONG_MS } from "./asking";
import { endTrouble } from "./end-trouble";
import { payOutRefund } from "./pay-out-refund";
import { reconcileRefunds } from "./reconcile-refunds";
import { reserveRefund } from "./reserve-refund";

let world: PayoutWorld;
beforeAll(async () => {
  world = await payoutWorld();
});
afterAll(() => world?.end());
afterEach(() => world.street.forget());

it("is asked about after 30 s, 2 min, 10 min, 30 min, then hourly; after a day of not knowing a person is told, and it goes on", async () => {
  const control = world.simulators.cashfree.control;
  await control.mood("create", "drop_before");
  const refund = await world.granted();
  for (const waitMs of [30_000, 120_000, 600_000, 1_800_000, HOUR_MS, HOUR_MS]) {
    await payOutRefund(world.deps, refund.id);
    await control.mood("read", "error_before");
    const { askedAt, nextAskAt } = await world.console.db.refund.findUniqueOrThrow({ where: { id: refund.id } });
    expect(Number(nextAskAt) - Number(askedAt)).toBe(waitMs);
  }
  expect(await world.look(refund)).toMatchObject({ state: "submitted", trouble: null, alerts: [] });
  await payOutRefund(world.depsLater(UNKNOWN_TOO_LONG_MS), refund.id);
  expect(await world.look(refund)).toMatchObject({ state: "submitted", trouble: "unknown_too_long", alerts: ["refund_needs_person"] });
  await control.forget();
  await control.webhooks({ isOff: true });
  await payOutRefund(world.depsLater(UNKNOWN_TOO_LONG_MS), refund.id);
  const found = await world.look(refund);
  expect(found).toMatchObject({ state: "pending", trouble: null, alerts: [] });
  expect(found.book.filter((type) => type.startsWith("refund.trouble"))).toEqual(["refund.trouble", "refund.trouble_ended"]);
});

it("a refund that its gateway calls pending for more than a week is a person's, until it is settled", async () => {
  await world.street.silently("cashfree");
  const refund = await world.granted();
  await payOutRefund(world.deps, refund.id);
  await payOutRefund(world.depsLater(6 * DAY_MS), refund.id);
  expect(await world.look(refund)).toMatchObject({ state: "pending", trouble: null });
  await payOutRefund(world.depsLater(8 * DAY_MS), refund.id);
  await payOutRefund(world.depsLater(9 * DAY_MS), refund.id);
  expect(await world.look(refund)).toMatchObject({ state: "pending", trouble: "unknown_too_long", alerts: ["refund_needs_person"] });
  await world.simulators.cashfree.control.settle(refund.name, "SUCCESS");
  await payOutRefund(world.deps, refund.id);
  expect(await world.look(refund)).toMatchObject({ state: "succeeded", trouble: null, alerts: [], creditNotes: 1 });
});

it("a granted refund whose credits are used up meanwhile fails without a debit and without a call", async () => {
  const refund = await world.granted();
  await world.given.credits({ tenant: refund.tenant, amountPaise: -1 });
  await payOutRefund(world.deps, refund.id);
  const failed = await world.look(refund);
  expect(failed).toMatchObject({ state: "failed", trouble: "no_longer_payable", failureCode: "amount_too_high", ledger: [] });
  expect(failed).toMatchObject({ alerts: ["refund_needs_person"], notices: ["refund_returned"] });
  expect(await world.street.atGateway(refund)).toEqual([]);
  expect(await world.street.creates("cashfree")).toEqual([]);
});

it("without credentials for its gateway a refund stays granted, says so once, and is paid once there are some", async () => {
  const refund = await world.granted("razorpay");
  const without = {
    ...world.deps,
    openGateway: () => {
      throw new Refusal("gateway_not_set_up");
    },
  };
  await payOutRefund(without, refund.id);
  await payOutRefund(without, refund.id);
  const waiting = await world.look(refund);
  expect(waiting).toMatchObject({
    state: "granted",
    trouble: "gateway_not_set_up",
    alerts: ["refund_needs_person"],
    book: ["refund.trouble"],
    ledger: [],
  });
  expect(waiting.nextAskAt?.getTime()).toBeGreaterThan((await world.console.clock.now(world.console.db)).getTime());
  await world.street.silently("razorpay");
  await payOutRefund(world.deps, refund.id);
  expect(await world.look(refund)).toMatchObject({ state: "pending", trouble: null, alerts: [] });
});

it("with credentials that the gateway does not take, a submitted refund waits and says so", async () => {
  const refund = await world.granted();
  const { gateway } = world.simulators.cashfree;
  const unauthorised = { ...gateway, createRefund: async () => ({ kind: "unknown", because: "not_authorised" }) as const };
  await payOutRefund({ ...world.deps, openGateway: () => unauthorised }, refund.id);
  expect(await world.look(refund)).toMatchObject({ state: "submitted", trouble: "not_authorised", ledger: [-100_000] });
});

it("a refund asked before deactivation is paid in the window, and its credits come back into the sealed tenant when it fails", async () => {
  await world.street.silently("cashfree");
  const refund = await world.granted("cashfree", {}, { agoMs: 3 * DAY_MS });
  await world.given.tenantInRetention({ tenant: refund.tenant });
  await payOutRefund(world.deps, refund.id);
  expect(await world.look(refund)).toMatchObject({ state: "pending", ledger: [-100_000] });
  await world.simulators.cashfree.control.settle(refund.name, "CANCELLED");
  await world.street.ask(refund);
  expect(await world.look(refund)).toMatchObject({ state: "failed", failureCode: "CANCELLED", ledger: [-100_000, 100_000] });
});

it("a reversal that comes while the tenant is being erased returns no credits, writes to nobody, and still alarms people", async () => {
  await world.street.silently("cashfree");
  const refund = await world.granted("cashfree", {}, { agoMs: 3 * DAY_MS });
  await payOutRefund(world.deps, refund.id);
  await world.simulators.cashfree.control.settle(refund.name, "SUCCESS");
  await world.street.ask(refund);
  const { request } = await world.given.tenantInRetention({ tenant: refund.tenant, dueInMs: -1 });
  await world.database.ownerPool.query("UPDATE console.deletion_request SET state = 'purging', version = version + 1 WHERE id = $1", [
    request.id,
  ]);
  await world.simulators.cashfree.control.settle(refund.name, "FAILED");
  await world.street.ask(refund);
  expect(await world.look(refund)).toMatchObject({
    state: "reversed",
    ledger: [-100_000],
    alerts: ["refund_reversed"],
    notices: ["refund_succeeded"],
  });
});

it.each([
  ["submitted", UNKNOWN_TOO_LONG_MS, "unknown_too_long"],
  ["pending", PENDING_TOO_LONG_MS, "unknown_too_long"],
  ["granted", NOT_BEGUN_TOO_LONG_MS, "not_begun"],
] as const)("one that is %s and whose every step fails calls a person by its age alone", async (state, ageMs, trouble) => {
  const refund = await world.given.refund({ state });
  await reconcileRefunds(world.depsLater(ageMs - 60_000));
  expect(await world.look(refund)).toMatchObject({ trouble: null, alerts: [] });
  await reconcileRefunds(world.depsLater(ageMs + 60_000));
  await reconcileRefunds(world.depsLater(ageMs + 120_000));
  expect(await world.look(refund)).toMatchObject({ state, trouble, alerts: ["refund_needs_person"], book: ["refund.trouble"] });
});

it("a settled one whose gateway was to be asked and never answered calls a person too, and once more only for a new question", async () => {
  const refund = await world.given.refund({ state: "succeeded" });
  const begin = () => world.database.ownerPool.query("UPDATE console.refund SET next_ask_at = now() WHERE id = $1", [refund.id]);
  await begin();
  // Each try puts the next question off; since when it has been open stays.
  await world.database.ownerPool.query("UPDATE console.refund SET next_ask_at = now() + interval '25 hours' WHERE id = $1", [refund.id]);
  await reconcileRefunds(world.depsLater(UNKNOWN_TOO_LONG_MS - 60_000));
  expect(await world.look(refund)).toMatchObject({ trouble: null });
  await reconcileRefunds(world.depsLater(UNKNOWN_TOO_LONG_MS + 60_000));
  expect(await world.look(refund)).toMatchObject({ trouble: "unknown_too_long", alerts: ["refund_needs_person"] });
  const { id } = await world.given.operator("support_lead");
  await endTrouble(world.console, { kind: "operator", id }, refund.id, 2, "gateway_confirmed");
  await reconcileRefunds(world.depsLater(2 * UNKNOWN_TOO_LONG_MS));
  expect(await world.look(refund)).toMatchObject({ trouble: null, alerts: [] });
  await world.database.ownerPool.query("UPDATE console.refund SET next_ask_at = NULL WHERE id = $1", [refund.id]);
  await begin();
  await reconcileRefunds(world.depsLater(UNKNOWN_TOO_LONG_MS + 60_000));
  expect(await world.look(refund)).toMatchObject({ trouble: "unknown_too_long" });
});

it("a person that cannot be called to one refund is called to the next", async () => {
  const [broken, sound] = [await world.given.refund({ state: "granted" }), await world.given.refund({ state: "granted" })];
  await world.database.ownerPool.query(
    `CREATE FUNCTION pg_temp_break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
     CREATE TRIGGER zz_break BEFORE UPDATE ON console.refund FOR EACH ROW WHEN (NEW.id = '${broken.id}') EXECUTE FUNCTION pg_temp_break()`,
  );
  await reconcileRefunds(world.depsLater(NOT_BEGUN_TOO_LONG_MS + 60_000));
  await world.database.ownerPool.query("DROP TRIGGER zz_break ON console.refund");
  expect(await world.look(broken)).toMatchObject({ trouble: null });
  expect(await world.look(sound)).toMatchObject({ trouble: "not_begun" });
});

it("a worker that was killed after it wrote down that it asks is followed by one that reads first", async () => {
  await world.street.silently("cashfree");
  const refund = await world.granted();
  await reserveRefund(world.deps, refund.id);
  await world.database.ownerPool.query("UPDATE console.refund SET attempts = 1 WHERE id = $1", [refund.id]);
  await payOutRefund(world.deps, refund.id);
  expect((await world.simulators.cashfree.control.calls()).map(({ call }) => call)).toEqual(["read", "create"]);
  expect(await world.look(refund)).toMatchObject({ state: "pending", ledger: [-100_000] });
});
