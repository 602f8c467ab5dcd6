// long: every order from its giving to its end on one real database, with its races.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareReturn } from "@/server/deletion/compare-return";
import { deactivateTenant } from "@/server/deletion/deactivate-tenant";
import { reactivateTenant } from "@/server/deletion/reactivate-tenant";
import { rejectRequest } from "@/server/deletion/reject-request";
import { verifyRequest } from "@/server/deletion/verify-request";
import { withdrawRequest } from "@/server/deletion/withdraw-request";
import { agreeToHold } from "@/server/legal-hold/agree-to-hold";
import { declineHold } from "@/server/legal-hold/decline-hold";
import { DAY_MS, fixedClock, HOUR_MS } from "@/server/lib/clock";
import { newId } from "@/server/lib/ids";
import { endAccess } from "@/server/operator/end-access";
import { declineRefund } from "@/server/refund/decline-refund";
import { proposeGrant } from "@/server/refund/propose-grant";
import { beginPurge } from "@/server/retention/begin-purge";
import type { GivenRetention } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { sweepLeft } from "@/server/worker/sweep-left";
import { actOnCase } from "./act-on-case";
import { declineOrder } from "./decline-order";
import { endPauses } from "./end-order";
import { finishOrder } from "./finish-order";
import { giveOrder, type OrderWish } from "./give-order";
import { lapseOrders } from "./lapse-orders";
import { linkCase } from "./link-case";
import { listOrders, orderDetail, ordersAbout, ordersOfCase, waitingOrders } from "./order.queries";
import { takeOrder } from "./take-order";
import { renewOrder, withdrawOrder } from "./withdraw-order";

type Operator = { kind: "operator"; id: string };
let world: World;
let farah: Operator;
let naveen: Operator;
let meera: Operator & { isLead: true };
let dev: Operator & { isLead: false };
beforeAll(async () => {
  world = await testWorld(24);
  const person = async (role: "grievance_officer" | "support_lead" | "support_agent"): Promise<Operator> => ({
    kind: "operator",
    id: (await world.given.operator(role)).id,
  });
  [farah, naveen] = [await person("grievance_officer"), await person("grievance_officer")];
  meera = { ...(await person("support_lead")), isLead: true };
  dev = { ...(await person("support_agent")), isLead: false };
});
afterAll(() => world.end());

/** The router as the agent's screens call it. */
const screens = () =>
  callerFactory(appRouter)({
    deps: world.console,
    operator: { id: dev.id, name: "Dev", email: "dev@callmissed.example", role: "support_agent" } as never,
    member: null,
    callId: "call",
  });
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
type About = {
  tenant: { id: string } | null;
  requestId?: string;
  refundId?: string;
  channel?: "dashboard" | "mail" | "operator";
  /** Who of the tenant's people wrote it, as it was proven when it came; the owner on their pages. */
  by?: string | null;
};
const ownerOf = async ({ id }: { id: string }): Promise<string> =>
  (await sql("SELECT id FROM platform.team_member WHERE tenant_id = $1 AND role = 'owner'", [id]))[0].id;
const caseAbout = async ({ tenant, requestId, refundId, channel = "dashboard", ...given }: About): Promise<string> => {
  const by = given.by ?? (channel === "dashboard" && tenant ? await ownerOf(tenant) : null);
  const [row] = await sql(
    `INSERT INTO console.grievance (id, kind, channel, topic, tenant_id, member_id, language, received_at, answer_due_at, state_changed_at, request_id, refund_id)
     VALUES (gen_random_uuid(), 'grievance', $4::console."RequestChannel", 'other', $1, $5, 'en', now(), now() + interval '720 hours', now(), $2, $3) RETURNING id`,
    [tenant?.id ?? null, requestId ?? null, refundId ?? null, channel, by],
  );
  await sql(
    "INSERT INTO console.grievance_message (id, grievance_id, tenant_id, author, author_id, body, written_at) VALUES ($1, $2, $3, 'person', $4, 'Let us in.', now())",
    [newId(), row.id, tenant?.id ?? null, by],
  );
  return row.id;
};
const give = (grievanceId: string, wish: OrderWish, actor = farah) => giveOrder(world.console, actor, grievanceId, wish);
const orderOf = async (id: string) => (await sql("SELECT * FROM console.grievance_order WHERE id = $1", [id]))[0];
const book = async (orderId: string) =>
  (await sql("SELECT type FROM console.audit_event WHERE payload ->> 'orderId' = $1 ORDER BY id", [orderId])).map(({ type }) => type);
const stateOf = async ({ id }: { id: string }) => (await sql("SELECT state FROM console.deletion_request WHERE id = $1", [id]))[0].state;
const inHours = (hours: number) => ({ ...world.console, clock: fixedClock(new Date(Date.now() + hours * HOUR_MS)) });
const refusal = async (attempt: Promise<unknown>) => {
  const outcome = await outcomeOf(attempt);
  return "refused" in outcome ? outcome.refused : "done";
};

describe("a pause", () => {
  test("keeps back every act of our people on the request, each attempt written down, and nothing of the owner's", async () => {
    const request = await world.given.receivedRequest();
    const { id, version, tenant } = request;
    const grievance = await caseAbout({ tenant, requestId: id });
    const order = await give(grievance, { kind: "pause_act", requestId: id });
    expect(await refusal(verifyRequest(world.console, dev, id, version))).toBe("paused_by_order");
    expect(await refusal(rejectRequest(world.console, dev, id, version, "not_the_owner"))).toBe("paused_by_order");
    expect(await refusal(withdrawRequest(world.console, dev, id, version))).toBe("paused_by_order");
    expect(await stateOf(request)).toBe("received");
    expect(await book(order.id)).toEqual(["order.given", ...Array(3).fill("order.kept_an_act_back")]);
    const { decisions } = await screens().request.detail({ requestId: id });
    expect(decisions.verify).toMatchObject({
      allowed: false,
      code: "paused_by_order",
      because: expect.stringContaining("ordered a pause"),
    });
    expect((await orderDetail(world.console, order.id, dev)).keptBack).toBe(3);
    await withdrawRequest(world.console, { kind: "owner", id: tenant.owner.id }, id, version);
    expect(await stateOf(request)).toBe("withdrawn");
    expect(await lapseOrders(world.console)).toBe(1);
    expect(await orderOf(order.id)).toMatchObject({ state: "lapsed", ended_because: "nothing_to_pause", ended_by: null });
  });

  test("is acknowledged by a lead, lifted by the officer, and then everything goes on", async () => {
    const { id, version, tenant } = await world.given.receivedRequest();
    const grievance = await caseAbout({ tenant });
    const order = await give(grievance, { kind: "pause_act", requestId: id });
    expect(await refusal(takeOrder(world.console, dev, order.id))).toBe("desk_order_for_lead");
    await takeOrder(world.console, meera, order.id);
    expect(await refusal(verifyRequest(world.console, dev, id, version))).toBe("paused_by_order");
    await withdrawOrder(world.console, naveen, grievance, order.id);
    await verifyRequest(world.console, dev, id, version);
    expect(await book(order.id)).toEqual(["order.given", "order.taken", "order.kept_an_act_back", "order.ended"]);
    expect(await refusal(withdrawOrder(world.console, farah, grievance, order.id))).toBe("desk_order_ended");
  });

  test("ends after 7 days whether or not anybody wrote it down, unless it is ordered anew, and with its case", async () => {
    const { id, version, tenant } = await world.given.receivedRequest();
    const grievance = await caseAbout({ tenant });
    const first = await give(grievance, { kind: "pause_act", requestId: id });
    const renewed = await renewOrder(world.console, farah, grievance, first.id);
    expect(await orderOf(first.id)).toMatchObject({ state: "withdrawn", ended_because: "renewed" });
    expect(await refusal(verifyRequest(inHours(167), dev, id, version))).toBe("paused_by_order");
    expect(await lapseOrders(inHours(167))).toBe(0);
    expect(await refusal(verifyRequest(inHours(168.1), dev, id, version))).toBe("done");
    const other = await world.given.receivedRequest();
    const itsCase = await caseAbout({ tenant: other.tenant });
    const pause = await give(itsCase, { kind: "pause_act", requestId: other.id });
    const ended = await world.console.db.$transaction((tx) => endPauses(tx, itsCase, naveen, new Date()));
    expect(ended).toBe(1);
    expect(await orderOf(pause.id)).toMatchObject({ state: "withdrawn", ended_because: "case_over" });
    expect(await orderOf(renewed.id)).toMatchObject({ state: "open" });
    expect(await lapseOrders(inHours(168.1))).toBe(1);
    expect(await orderOf(renewed.id)).toMatchObject({ state: "lapsed" });
  });

  test("of a refund keeps it from being granted or declined, and its screen says so", async () => {
    const refund = await world.given.refund({});
    const [row] = await sql("SELECT tenant_id FROM console.refund WHERE id = $1", [refund.id]);
    const grievance = await caseAbout({ tenant: { id: row.tenant_id }, refundId: refund.id });
    const order = await give(grievance, { kind: "pause_act", refundId: refund.id });
    expect(await refusal(proposeGrant(world.console, meera, refund.id, 1))).toBe("paused_by_order");
    expect(await refusal(declineRefund(world.console, dev, refund.id, 1, "not_eligible"))).toBe("paused_by_order");
    const { decisions } = await screens().refund.detail({ refundId: refund.id });
    expect([decisions.propose.code, decisions.edit.code, decisions.decline.code]).toEqual(Array(3).fill("paused_by_order"));
    expect(await book(order.id)).toEqual(["order.given", "order.kept_an_act_back", "order.kept_an_act_back"]);
    await withdrawOrder(world.console, farah, grievance, order.id);
    await declineRefund(world.console, dev, refund.id, 1, "not_eligible");
    expect(await refusal(give(grievance, { kind: "pause_act", refundId: refund.id }))).toBe("desk_order_nothing_to_pause");
  });

  const ROUNDS = 50;
  test(`against a deactivation at the same instant, ${ROUNDS} times: one wins, and no deactivation follows a committed pause`, async () => {
    const wins = { pause: 0, deactivation: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const request = await world.given.verifiedRequest();
      const grievance = await caseAbout({ tenant: request.tenant });
      const pause = () => refusal(give(grievance, { kind: "pause_act", requestId: request.id }));
      const act = () => refusal(deactivateTenant(world.console, dev, request.id, request.version, request.tenant.name));
      const [paused, deactivated] =
        round % 2 === 0 ? await Promise.all([pause(), act()]) : (await Promise.all([act(), pause()])).toReversed();
      if (paused === "done") {
        wins.pause += 1;
        expect(deactivated).toBe("paused_by_order");
        expect(await stateOf(request)).toBe("verified");
      } else {
        wins.deactivation += 1;
        expect([paused, deactivated]).toEqual(["desk_order_nothing_to_pause", "done"]);
      }
    }
    expect(wins.pause + wins.deactivation).toBe(ROUNDS);
    // A race that always ends the same way is none.
    expect(Math.min(wins.pause, wins.deactivation)).toBeGreaterThan(0);
  }, 60_000);

  test("binds the database as well: nobody of ours deactivates past it by SQL", async () => {
    const { id, tenant } = await world.given.verifiedRequest();
    await give(await caseAbout({ tenant }), { kind: "pause_act", requestId: id });
    const row = { id: randomUUID(), tenantId: tenant.id, requestId: id, deactivatedAt: new Date(), keysRevoked: 0, sessionsEnded: 0 };
    const purgeDueAt = new Date(row.deactivatedAt.getTime() + 30 * DAY_MS);
    await expect(world.console.db.deactivation.create({ data: { ...row, purgeDueAt, deactivatedBy: dev.id } })).rejects.toThrow(/pause/);
  });
});

describe("an order", () => {
  test("is about what its case is about, given once, also when two officers give it at the same instant", async () => {
    const { id, tenant } = await world.given.receivedRequest();
    const grievance = await caseAbout({ tenant });
    const other = await world.given.receivedRequest();
    expect(await refusal(give(grievance, { kind: "pause_act", requestId: other.id }))).toBe("desk_order_not_of_case");
    expect(await refusal(give(await caseAbout({ tenant: null }), { kind: "pause_act", requestId: id }))).toBe("desk_order_not_of_case");
    const twice = await Promise.all([farah, naveen].map((who) => refusal(give(grievance, { kind: "pause_act", requestId: id }, who))));
    expect(twice.toSorted()).toEqual(["desk_order_given", "done"]);
  });

  test("is not given by an officer who had a hand in it, nor on a case that is closed", async () => {
    const { id, version, tenant } = await world.given.receivedRequest();
    const grievance = await caseAbout({ tenant });
    await verifyRequest(world.console, naveen, id, version);
    expect(await refusal(give(grievance, { kind: "pause_act", requestId: id }, naveen))).toBe("desk_involved");
    await sql("UPDATE console.grievance SET state = 'closed', closed_at = now(), closed_because = 'answered' WHERE id = $1", [grievance]);
    expect(await refusal(give(grievance, { kind: "pause_act", requestId: id }))).toBe("desk_not_open");
  });

  test("is carried out by somebody else, says the verb and says the database", async () => {
    const refund = await world.given.refund({ state: "declined" });
    const [row] = await sql("SELECT tenant_id FROM console.refund WHERE id = $1", [refund.id]);
    const order = await give(await caseAbout({ tenant: { id: row.tenant_id } }), { kind: "review_refund", refundId: refund.id });
    const again = { ...farah, isLead: true };
    expect(await refusal(takeOrder(world.console, again, order.id))).toBe("desk_order_own");
    expect(await refusal(finishOrder(world.console, again, order.id, "kept"))).toBe("desk_order_own");
    const { grievanceOrder } = world.console.db;
    const ending = { endedAt: new Date(), endedBy: farah.id, endedBecause: "kept" };
    await expect(grievanceOrder.update({ where: { id: order.id }, data: { takenBy: farah.id, takenAt: new Date() } })).rejects.toThrow();
    for (const state of ["done", "declined"] as const)
      await expect(grievanceOrder.update({ where: { id: order.id }, data: { state, ...ending } })).rejects.toThrow();
    expect(await refusal(finishOrder(world.console, dev, order.id, "kept"))).toBe("desk_order_not_taken");
    await takeOrder(world.console, dev, order.id);
    await finishOrder(world.console, dev, order.id, "new_refund_lodged");
    expect(await orderOf(order.id)).toMatchObject({ state: "done", ended_by: dev.id, ended_because: "new_refund_lodged" });
    await expect(grievanceOrder.update({ where: { id: order.id }, data: { endedBecause: "kept" } })).rejects.toThrow();
  });

  test("to review a refund is taken by nobody who decided about it", async () => {
    const refund = await world.given.refund({});
    const [row] = await sql("SELECT tenant_id FROM console.refund WHERE id = $1", [refund.id]);
    const grievance = await caseAbout({ tenant: { id: row.tenant_id } });
    expect(await refusal(give(grievance, { kind: "review_refund", refundId: refund.id }))).toBe("desk_order_undecided");
    await declineRefund(world.console, dev, refund.id, 1, "not_eligible");
    const order = await give(grievance, { kind: "review_refund", refundId: refund.id });
    expect(await refusal(takeOrder(world.console, dev, order.id))).toBe("desk_order_own_work");
    await takeOrder(world.console, meera, order.id);
    await declineOrder(world.console, meera, order.id, "settled_already");
    expect(await orderOf(order.id)).toMatchObject({ state: "declined", ended_because: "settled_already" });
  });
});

describe("a way back that the officer ordered", () => {
  const orderBack = async (retention: GivenRetention, isCompared = true) => {
    const order = await give(await caseAbout({ tenant: retention.tenant }), { kind: "reactivate", requestId: retention.request.id });
    if (isCompared) await compareReturn(world.console, retention.deactivationId);
    return order;
  };
  const comeBack = ({ request, tenant }: GivenRetention, actor: Operator = dev) =>
    reactivateTenant(world.console, actor, request.id, request.version, tenant.name);
  const asConsoleBack = ({ request }: GivenRetention) =>
    world.console.db.$executeRaw`UPDATE console.deletion_request SET state = 'reactivated' WHERE id = ${request.id}::uuid`;

  test("is carried out by an agent although the owner never confirmed, and ends in that same transaction", async () => {
    const retention = await world.given.tenantInRetention();
    expect(await refusal(comeBack(retention))).toBe("return_not_asked");
    const order = await orderBack(retention);
    expect((await screens().request.detail({ requestId: retention.request.id })).decisions.reactivate.allowed).toBe(true);
    expect(await refusal(comeBack(retention, farah))).toBe("own_order");
    await comeBack(retention);
    expect(await stateOf(retention.request)).toBe("reactivated");
    expect(await orderOf(order.id)).toMatchObject({ state: "done", ended_by: dev.id, ended_because: "came_back" });
    expect(await sql("SELECT kind FROM console.notice WHERE tenant_id = $1 AND kind = 'reactivated'", [retention.tenant.id])).toHaveLength(
      1,
    );
    const types = (await screens().request.detail({ requestId: retention.request.id })).timeline.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["order.given", "order.ended", "tenant.reactivated"]));
  });

  test("takes a ground where nobody proved that the owner asks, which stands with the order, on the request and in the book", async () => {
    const retention = await world.given.tenantInRetention();
    const { tenant, request } = retention;
    const grievance = await caseAbout({ tenant, channel: "mail" });
    const wish = { kind: "reactivate", requestId: request.id } as const;
    expect((await ordersOfCase(world.console, grievance, farah.id)).isOwner).toBe(false);
    expect(await refusal(give(grievance, wish))).toBe("desk_order_ground");
    const order = await give(grievance, { ...wish, ground: "our_mistake" });
    expect((await ordersAbout(world.console, { requestId: request.id })).items).toMatchObject([{ id: order.id, ground: "our_mistake" }]);
    const [given] = await sql("SELECT payload FROM console.audit_event WHERE type = 'order.given' AND payload ->> 'orderId' = $1", [
      order.id,
    ]);
    expect(given.payload).toMatchObject({ ground: "our_mistake" });
    await expect(sql("UPDATE console.grievance_order SET ground = 'court_order' WHERE id = $1", [order.id])).rejects.toThrow("stands");
  });

  test("takes a ground from everybody but who is the owner now, whoever else proved who they are, and whomever a case is linked to", async () => {
    const { id: colleague, tenant } = await world.given.member({});
    const { request } = await world.given.tenantInRetention({ tenant });
    const wish = { kind: "reactivate", requestId: request.id } as const;
    const owner = tenant.owner.id;
    const byColleague = await caseAbout({ tenant, channel: "mail", by: colleague });
    const byStranger = await caseAbout({ tenant, channel: "mail" });
    await sql(
      "INSERT INTO console.grievance_person (id, grievance_id, tenant_id, email, is_proven, created_at) VALUES ($1, $2, $3, 'a@elsewhere.example', true, now())",
      [newId(), byStranger, tenant.id],
    );
    const byTelephone = await caseAbout({ tenant, channel: "operator" });
    for (const grievance of [byColleague, byStranger, byTelephone]) {
      expect(await refusal(give(grievance, wish))).toBe("desk_order_ground");
      await linkCase(world.console, farah, grievance, { memberId: owner });
      expect((await ordersOfCase(world.console, grievance, farah.id)).isOwner).toBe(false);
      expect(await refusal(give(grievance, wish))).toBe("desk_order_ground");
    }
    const before = await caseAbout({ tenant, by: colleague });
    expect(await refusal(give(before, wish)), "who is no owner any more").toBe("desk_order_ground");
    const byOwner = await caseAbout({ tenant, channel: "mail", by: owner });
    expect((await ordersOfCase(world.console, byOwner, farah.id)).isOwner).toBe(true);
    expect(await orderOf((await give(byOwner, wish)).id)).toMatchObject({ state: "open", ground: null });
  });

  test.each(["access", "role"] as const)("is void from the moment at which the officer's %s ends, and then ends itself", async (what) => {
    const gone: Operator = { kind: "operator", id: (await world.given.operator("grievance_officer")).id };
    const admin: Operator = { kind: "operator", id: (await world.given.operator("admin")).id };
    const retention = await world.given.tenantInRetention();
    const grievance = await caseAbout({ tenant: retention.tenant });
    const order = await give(grievance, { kind: "reactivate", requestId: retention.request.id }, gone);
    await compareReturn(world.console, retention.deactivationId);
    if (what === "access") await endAccess(world.console, admin, gone.id);
    else await sql("UPDATE console.operator SET role = 'support_agent' WHERE id = $1", [gone.id]);
    expect(await refusal(comeBack(retention))).toBe("return_not_asked");
    expect((await screens().request.detail({ requestId: retention.request.id })).decisions.reactivate.allowed).toBe(false);
    await expect(asConsoleBack(retention)).rejects.toThrow("two people");
    await lapseOrders(world.console);
    expect(await orderOf(order.id)).toMatchObject({ state: "lapsed", ended_because: "officer_left", ended_by: null });
    expect(await book(order.id)).toEqual(["order.given", "order.ended"]);
    await give(grievance, { kind: "reactivate", requestId: retention.request.id });
    await compareReturn(world.console, retention.deactivationId);
    await comeBack(retention);
    expect(await stateOf(retention.request)).toBe("reactivated");
  });

  test("is nothing by SQL in the name of who is no officer", async () => {
    const retention = await world.given.tenantInRetention();
    const grievanceId = await caseAbout({ tenant: retention.tenant });
    const about = { grievanceId, kind: "reactivate", tenantId: retention.tenant.id, requestId: retention.request.id } as const;
    for (const orderedBy of [randomUUID(), dev.id]) {
      const at = { orderedAt: new Date(), dueAt: new Date(Date.now() + HOUR_MS) };
      const { id } = await world.console.db.grievanceOrder.create({ data: { ...about, ...at, orderedBy } });
      await expect(asConsoleBack(retention)).rejects.toThrow("two people");
      expect(await refusal(comeBack(retention))).toBe("return_not_asked");
      await lapseOrders(world.console);
      expect(await orderOf(id)).toMatchObject({ state: "lapsed", ended_because: "officer_left" });
    }
  });

  test("waits for the comparison like any other, which a killed worker's successor takes up", async () => {
    const retention = await world.given.tenantInRetention();
    await orderBack(retention, false);
    expect(await refusal(comeBack(retention))).toBe("return_not_compared");
    await sql("DELETE FROM graphile_worker._private_jobs WHERE key = $1", [`compare:${retention.deactivationId}`]);
    await sweepLeft(world.console);
    expect(await sql("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [`compare:${retention.deactivationId}`])).toHaveLength(1);
  });

  test("cannot be ordered once the window is over or the purge has begun, and lapses with the window", async () => {
    const late = await world.given.tenantInRetention({ dueInMs: -1000 });
    const grievance = await caseAbout({ tenant: late.tenant });
    const wish = { kind: "reactivate", requestId: late.request.id } as const;
    expect(await refusal(give(grievance, wish))).toBe("desk_order_window_closed");
    await beginPurge(world.purge, late.request.id);
    expect(await refusal(give(grievance, wish))).toBe("desk_tenant_gone");
    const retention = await world.given.tenantInRetention({ deactivatedDaysAgo: 29 });
    const order = await orderBack(retention);
    expect((await orderOf(order.id)).due_at).toEqual(retention.purgeDueAt);
    const [first, second] = await Promise.all([lapseOrders(inHours(25)), lapseOrders(inHours(25))]);
    expect(first + second).toBe(1);
    expect(await orderOf(order.id)).toMatchObject({ state: "lapsed", ended_because: "window_closed" });
    expect((await book(order.id)).filter((type) => type === "order.ended")).toHaveLength(1);
  });

  /** The window closes in so many milliseconds; as the owner of the database, because nobody else can move it. */
  const closeIn = async (deactivationId: string, ms: number) => {
    const client = await world.database.ownerPool.connect();
    try {
      await client.query("BEGIN; SET LOCAL session_replication_role = replica");
      await client.query(
        `UPDATE console.deactivation SET purge_due_at = t.due, deactivated_at = t.due - interval '720 hours'
           FROM (SELECT date_trunc('milliseconds', clock_timestamp()) + $2 * interval '1 millisecond' AS due) t WHERE id = $1`,
        [deactivationId, ms],
      );
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  };
  test("races the purge at the closing instant until either has won: each time exactly one of them", async () => {
    const wins: Record<string, number> = { purging: 0, reactivated: 0 };
    let dueInMs = 60;
    for (let round = 0; round < 60 && (round < 8 || Math.min(...Object.values(wins)) === 0); round += 1) {
      const retention = await world.given.tenantInRetention();
      const order = await orderBack(retention);
      await closeIn(retention.deactivationId, dueInMs);
      const [returned, purged] = await Promise.all([refusal(comeBack(retention)), purgeUntilDecided(retention.request.id)]);
      expect(purged).toBe(returned === "done" ? "reactivated" : "purging");
      expect(await stateOf(retention.request)).toBe(purged);
      expect((await orderOf(order.id)).state).toBe(purged === "reactivated" ? "done" : "open");
      wins[purged] = (wins[purged] ?? 0) + 1;
      // Steers the closing instant to where the two meet on this machine.
      dueInMs = Math.max(2, dueInMs * (purged === "purging" ? 1.5 : 0.6));
    }
    // A race that always ends the same way is none.
    expect(Math.min(...Object.values(wins))).toBeGreaterThan(0);
  }, 120_000);
});

/** The worker keeps asking, as the sweep does, until the purge has begun or the tenant has come back. */
async function purgeUntilDecided(requestId: string): Promise<"purging" | "reactivated"> {
  for (;;) {
    const outcome = await refusal(beginPurge(world.purge, requestId));
    if (outcome === "done") return "purging";
    if (outcome === "not_from_reactivated") return "reactivated";
    expect(outcome).toBe("window_open");
  }
}

describe("a hold that the officer ordered", () => {
  const placed = async () => {
    const tenant = await world.given.tenant();
    const reviewOn = new Date(new Date(Date.now() + 30 * DAY_MS).toISOString().slice(0, 10));
    const wish = { kind: "place_hold", authority: "City Civil Court", reference: "OS 1/2026", scope: ["everything"], reviewOn } as const;
    const order = await give(await caseAbout({ tenant }), { ...wish, scope: [...wish.scope] });
    return { order, holdId: (await orderOf(order.id)).hold_id as string, tenant };
  };
  test("leaves the officer free to decide the case that it was ordered about, and nobody else's hold does", async () => {
    const { tenant } = await placed();
    const [own] = await sql("SELECT grievance_id FROM console.grievance_order WHERE tenant_id = $1", [tenant.id]);
    expect(await refusal(actOnCase(world.console, farah, own.grievance_id, "decide", async () => "decided"))).toBe("done");
    expect(await refusal(actOnCase(world.console, farah, await caseAbout({ tenant }), "decide", async () => ""))).toBe("desk_involved");
  });
  test("holds at once, and is done when a second person agrees, declined when they decline or nobody does", async () => {
    const [agreed, declined, lapsed] = [await placed(), await placed(), await placed()];
    expect(await sql("SELECT placed_by FROM console.legal_hold WHERE id = $1", [agreed.holdId])).toEqual([{ placed_by: farah.id }]);
    expect(await refusal(agreeToHold(world.console, farah, agreed.holdId))).toBe("own_hold");
    await agreeToHold(world.console, meera, agreed.holdId);
    await declineHold(world.console, meera, declined.holdId);
    await sql("UPDATE console.legal_hold SET released_at = now(), ended_because = 'lapsed' WHERE id = $1", [lapsed.holdId]).catch(
      () => null,
    );
    await Promise.all([lapseOrders(world.console), lapseOrders(world.console)]);
    expect(await orderOf(agreed.order.id)).toMatchObject({ state: "done", ended_by: meera.id, ended_because: "agreed" });
    expect(await orderOf(declined.order.id)).toMatchObject({ state: "declined", ended_because: "declined" });
    expect(await orderOf(lapsed.order.id)).toMatchObject({ state: "declined", ended_because: "lapsed" });
  });
});

describe("what is shown", () => {
  test("support sees orders by due date with their subject, and no word of the complaint", async () => {
    const request = await world.given.receivedRequest();
    const grievance = await caseAbout({ tenant: request.tenant });
    await sql(
      "INSERT INTO console.grievance_message (id, grievance_id, tenant_id, author, body, written_at) VALUES (gen_random_uuid(), $1, $2, 'person', 'A secret grief', now())",
      [grievance, request.tenant.id],
    );
    const order = await give(grievance, { kind: "pause_act", requestId: request.id });
    const waiting = await listOrders(world.console, "waiting", dev.id, null);
    const detail = await orderDetail(world.console, order.id, dev);
    const about = await ordersAbout(world.console, { requestId: request.id });
    expect(waiting.items.map(({ dueAt }) => dueAt.getTime())).toEqual(waiting.items.map(({ dueAt }) => dueAt.getTime()).toSorted());
    expect(about.items.map(({ id }) => id)).toEqual([order.id]);
    expect(JSON.stringify([waiting, detail, about])).not.toContain("grief");
    const { overdue } = await waitingOrders(world.console);
    expect((await waitingOrders(inHours(25))).overdue).toBeGreaterThan(overdue);
    const panel = await ordersOfCase(world.console, grievance, farah.id);
    expect(panel.items.map(({ id }) => id)).toEqual([order.id]);
    expect(panel.requests[0]).toMatchObject({ id: request.id, because: { pause_act: null, reactivate: expect.any(String) } });
  });
});
