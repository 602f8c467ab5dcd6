// long: every place at which a refund can meet a purge, told with the same few words.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock } from "@/server/lib/clock";
import { expireNobodys } from "@/server/refund/expire-nobodys";
import { receiveGatewayEvent } from "@/server/refund/receive-gateway-event";
import { refundNumber } from "@/server/refund/refund";
import type { GivenTenant } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";
import { purgeTenant } from "./purge-tenant";
import { sweepDue } from "./sweep-due";
import { takeMetrics } from "./take-metrics";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const stateOf = async (requestId: string) => (await sql("SELECT state FROM console.deletion_request WHERE id = $1", [requestId]))[0]?.state;
const openAlerts = async (requestId: string) =>
  (await sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL ORDER BY 1", [requestId])).map((row) => row.kind);
const events = async (id: string, type: string) =>
  (await sql("SELECT payload FROM console.audit_event WHERE (request_id = $1 OR tenant_id = $1) AND type = $2", [id, type])).map(
    (row) => row.payload,
  );
const overdue = async () => Number(/callmissed_purges_overdue (\d+)/.exec((await takeMetrics(world.console)).text)?.[1]);
const settle = (tenantId: string, state: "succeeded" | "failed", at = "now()") =>
  sql(
    `UPDATE console.refund SET state = $2::console."RefundState", version = version + 1, settled_at = ${at} WHERE tenant_id = $1 AND state IN ('submitted', 'pending')`,
    [tenantId, state],
  );

/** A tenant with refunds in these states, whose window ended so long ago. */
async function due(states: Parameters<World["given"]["refund"]>[0][], endedHoursAgo = 2) {
  const tenant = await world.given.tenant();
  const refunds = [];
  for (const wish of states) refunds.push(await world.given.refund({ purchase: await world.given.purchase({ tenant }), ...wish }));
  return { ...(await world.given.tenantInRetention({ tenant, dueInMs: -endedHoursAgo * 3_600_000 })), refunds };
}

describe("a purge does not begin while money is on its way", () => {
  test.each(["submitted", "pending"] as const)(
    "refused while a refund is %s, once in the book, once as an alert, and not called late",
    async (state) => {
      const before = await overdue();
      const { request, tenant, refunds } = await due([{ state }]);
      for (let round = 0; round < 2; round += 1) await sweepDue(world.purge);
      expect(await outcomeOf(beginPurge(world.purge, request.id))).toEqual({ refused: "payout_under_way" });
      expect([await stateOf(request.id), await openAlerts(request.id)]).toEqual(["retained", ["purge_waits_for_payout"]]);
      expect(await events(request.id, "purge.waits_for_payout")).toEqual([{ refunds: 1, amountPaise: String(refunds[0]?.amountPaise) }]);
      expect(await overdue()).toBe(before);

      await settle(tenant.id, "succeeded");
      await sweepDue(world.purge);
      expect([await stateOf(request.id), await openAlerts(request.id)]).toEqual(["purging", []]);
    },
  );
  test.each(["requested", "granted", "succeeded", "failed", "reversed", "declined"] as const)(
    "begins although a refund is %s",
    async (state) => {
      const { request } = await due([{ state }]);
      await sweepDue(world.purge);
      expect(await stateOf(request.id)).toBe("purging");
    },
  );
  test("a hundred that wait do not keep the sweep from the one behind them, and all of them are told of in time", async () => {
    const waiting: string[] = [];
    for (let index = 0; index < 101; index += 1) waiting.push((await due([{ state: "submitted" }], 240)).request.id);
    const { request } = await due([], 1);
    await sweepDue(world.purge);
    expect(await stateOf(request.id)).toBe("purging");
    await sweepDue(world.purge);
    for (const id of waiting) expect(await openAlerts(id)).toEqual(["purge_waits_for_payout"]);
  });
  test("late is counted from the gateway's answer, not from the end of the window", async () => {
    const before = await overdue();
    const { request, tenant } = await due([{ state: "submitted" }], 240);
    await settle(tenant.id, "failed", "now() - interval '59 minutes'");
    expect(await overdue()).toBe(before);
    await sql("UPDATE console.refund SET settled_at = now() - interval '61 minutes' WHERE tenant_id = $1", [tenant.id]);
    expect(await overdue()).toBe(before + 1);
    await sweepDue(world.purge);
    expect(await stateOf(request.id)).toBe("purging");
    await sql("UPDATE console.purge_run SET finished_at = now() WHERE request_id = $1", [request.id]).catch(() => null);
  });
  test("under an order over everything it is the order that stands in the way; the wait is told of once that is gone", async () => {
    const { request, tenant } = await due([{ state: "pending" }]);
    const { id } = await world.given.hold({ tenant, isAgreed: true });
    await sweepDue(world.purge);
    expect(await openAlerts(request.id)).toEqual(["purge_held"]);
    await sql(
      `UPDATE console.legal_hold SET release_asked_at = now(), release_asked_by = gen_random_uuid(), released_at = now() - interval '49 hours',
         released_by = gen_random_uuid(), ended_because = 'released' WHERE id = $1`,
      [id],
    );
    await sweepDue(world.purge);
    expect(await openAlerts(request.id)).toContain("purge_waits_for_payout");
  });
  test("the alert ends with the payout also when something else stands in the way by then", async () => {
    const { request, tenant } = await due([{ state: "submitted" }]);
    await sweepDue(world.purge);
    await world.given.hold({ tenant });
    await settle(tenant.id, "failed");
    await sweepDue(world.purge);
    expect(await openAlerts(request.id)).toEqual(["purge_held"]);
  });
});

describe("the database refuses by itself", () => {
  const toPurging = (requestId: string) =>
    `UPDATE console.deletion_request SET state = 'purging', version = version + 1 WHERE id = '${requestId}'`;
  const as = async (role: string | null, ...statements: string[]) => {
    const client = await world.database.ownerPool.connect();
    try {
      await client.query("BEGIN");
      if (role) await client.query(`SET LOCAL ROLE ${role}`);
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  };
  test.each([null, "callmissed_purge"])("a raw step into the purge while money is on its way, as %s", async (role) => {
    for (const state of ["submitted", "pending"] as const) {
      const { request, tenant } = await due([{ state }]);
      await expect(as(role, toPurging(request.id))).rejects.toMatchObject({ code: "CM006" });
      await settle(tenant.id, "succeeded");
      await expect(as(role, toPurging(request.id))).resolves.toBeUndefined();
    }
  });
  test("not so for a tenant that a restore brought back: what the backup believes of a payout stops no replay", async () => {
    const { request, tenant } = await due([{ state: "submitted" }]);
    await sql(
      "INSERT INTO console.erasure_replay (tenant_id, ledger_number, erased_at, started_at) VALUES ($1, 1, now() - interval '1 minute', now())",
      [tenant.id],
    );
    await expect(as(null, toPurging(request.id))).resolves.toBeUndefined();
  });
  test("whoever deletes ends the asking for a refund only where it declined that refund", async () => {
    const { refunds } = await due([{ state: "requested" }]);
    const id = await ask(refunds[0]?.id ?? "");
    await world.purge.db.$executeRaw`SELECT console.end_grants(${refunds[0]?.id}::uuid, now())`;
    expect(await sql("SELECT ended_at FROM console.approval WHERE id = $1", [id])).toEqual([{ ended_at: null }]);
    await expect(world.console.db.$executeRaw`SELECT console.end_grants(${refunds[0]?.id}::uuid, now())`).rejects.toThrow();
  });
});

/** A grant that waits for a second person. */
async function ask(refundId: string): Promise<string> {
  const [row] = await sql(
    `INSERT INTO console.approval (id, kind, subject_id, facts_sha256, maker_id, created_at, expires_at)
     VALUES (gen_random_uuid(), 'grant_refund', $1, 'x', gen_random_uuid(), now(), now() + interval '48 hours') RETURNING id`,
    [refundId],
  );
  return row?.id;
}

describe("a purge waits for no refund", () => {
  test("what was asked or granted is declined in the step that begins it, with what waited for a second person; the rest stays as it was", async () => {
    const { request, tenant, refunds } = await due([
      { state: "requested" },
      { state: "granted" },
      { state: "failed" },
      { state: "declined" },
    ]);
    const [asked, granted, failed, declined] = refunds.map(({ id }) => id);
    const approval = await ask(asked ?? "");
    const elsewhere = await ask((await world.given.refund({})).id);
    await sql("INSERT INTO console.alert (id, kind, refund_id, raised_at) VALUES (gen_random_uuid(), 'refund_needs_person', $1, now())", [
      granted,
    ]);
    await beginPurge(world.purge, request.id);
    const rows = await sql("SELECT id, state, declined_because AS because, version FROM console.refund WHERE tenant_id = $1", [tenant.id]);
    const row = (id?: string) => rows.find((candidate) => candidate.id === id);
    for (const id of [asked, granted]) expect(row(id)).toMatchObject({ state: "declined", because: "account_erased", version: 2 });
    expect(row(failed)).toMatchObject({ state: "failed", because: null });
    expect(row(declined)).toMatchObject({ because: "owner_changed_mind", version: 1 });
    expect(await events(request.id, "refund.declined")).toEqual(
      expect.arrayContaining([asked, granted].map((refundId) => ({ refundId, because: "account_erased" }))),
    );
    expect((await sql("SELECT ended_because FROM console.approval WHERE id = $1", [approval]))[0]).toEqual({ ended_because: "stale" });
    expect((await sql("SELECT ended_at FROM console.approval WHERE id = $1", [elsewhere]))[0]).toEqual({ ended_at: null });
    expect(await sql("SELECT 1 FROM console.alert WHERE refund_id = $1 AND ended_at IS NULL", [granted])).toEqual([]);
  });
  test("nothing is declined when the purge does not begin", async () => {
    const { request, refunds } = await due([{ state: "requested" }, { state: "pending" }]);
    expect(await outcomeOf(beginPurge(world.purge, request.id))).toEqual({ refused: "payout_under_way" });
    expect((await sql("SELECT state FROM console.refund WHERE id = $1", [refunds[0]?.id]))[0]).toEqual({ state: "requested" });
    const early = await world.given.tenantInRetention({ dueInMs: 60_000 });
    const at = { ...world.purge, clock: fixedClock(new Date(early.purgeDueAt.getTime() - 1)) };
    expect(await outcomeOf(beginPurge(at, early.request.id))).toEqual({ refused: "window_open" });
  });
});

describe("nothing of a refund is left", () => {
  test("no name of it at a gateway or a bank, no number of ours, no order: raw or hashed, anywhere in the database", async () => {
    const tenant = await world.given.tenant();
    await world.given.oneRowInEveryTable(tenant);
    for (const gateway of ["cashfree", "razorpay"] as const)
      for (const state of ["requested", "succeeded", "reversed", "failed"] as const)
        await world.given.refund({ purchase: await world.given.purchase({ tenant, gateway }), state });
    // Paid by somebody at the gateway itself, told by a webhook that names nothing but the order: the tenant's all the same.
    const purchase = await world.given.purchase({ tenant });
    await tell({ name: "dash_7f3a", reference: "7777123477771234", orderId: purchase.orderId });
    const { request } = await world.given.tenantInRetention({ tenant, deactivatedDaysAgo: 31 });
    const names = [...(await namesOf(tenant)), "dash_7f3a", "7777123477771234", BANK];
    const ids: string[] = (
      await sql(
        `SELECT id FROM console.refund WHERE tenant_id = $1 UNION SELECT id FROM console.credit_note WHERE tenant_id = $1
         UNION SELECT id FROM console.refund_difference WHERE tenant_id = $1 UNION SELECT id FROM platform.purchase WHERE tenant_id = $1 UNION SELECT $1`,
        [tenant.id],
      )
    ).map(({ id }) => id);
    expect(names.length).toBeGreaterThan(40);
    // The search finds what is there; our own numbers stand there as numbers only.
    for (const name of names.filter((one, index) => index % 7 === 0 && !one.startsWith("RF-")))
      expect(await whereIs([name]), name).not.toEqual([]);
    await beginPurge(world.purge, request.id);
    await purgeTenant(world.purge, request.id);
    const disguised = names.flatMap((name) => [name, ...digestsOf(name)]);
    expect(await whereIs(disguised)).toEqual([]);
    // Ids of what is gone may stand in the visitors' book for years: no name was made from one.
    ids.push(...(await idsLeft()));
    expect(ids.length).toBeGreaterThan(20);
    const made = new Set(ids.flatMap((id) => digestsOf(id)));
    expect(names.filter((name) => [...made].some((digest) => name.includes(digest)))).toEqual([]);
  });
  test("a late word about an erased refund keeps no bank's name, and goes by itself", async () => {
    const { request, refunds } = await due([{ state: "succeeded" }]);
    const [refund] = await sql("SELECT gateway_refund_id AS name FROM console.refund WHERE id = $1", [refunds[0]?.id]);
    const { orderId } = refunds[0]?.purchase ?? { orderId: "" };
    await beginPurge(world.purge, request.id);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    await tell({ name: refund?.name, reference: "8888123488881234", orderId });
    expect(await sql("SELECT tenant_id, bank_reference FROM console.gateway_event WHERE gateway_reference = '8888123488881234'")).toEqual([
      { tenant_id: null, bank_reference: null },
    ]);
    expect(await whereIs([BANK, orderId])).toEqual([]);
    await sql("UPDATE console.gateway_event SET received_at = received_at - interval '2160 hours' WHERE tenant_id IS NULL");
    await sql("UPDATE console.refund_difference SET seen_at = seen_at - interval '2160 hours' WHERE tenant_id IS NULL");
    await expireNobodys(world.purge);
    expect(await whereIs([refund?.name, "8888123488881234"])).toEqual([]);
  });
  test("what a person had to look at ends with it, and stays while an order keeps it", async () => {
    const { request, tenant, refunds } = await due([{ state: "failed" }]);
    const [difference] = await sql(
      `INSERT INTO console.refund_difference (id, kind, gateway, tenant_id, refund_id, gateway_refund_id, found_at, seen_at)
       VALUES (gen_random_uuid(), 'state_differs', 'cashfree', $1, $2, 'cmr_0123456789', now(), now()) RETURNING id`,
      [tenant.id, refunds[0]?.id],
    );
    await sql(
      `INSERT INTO console.alert (id, kind, refund_id, difference_id, raised_at) VALUES (gen_random_uuid(), 'refund_needs_person', $1, NULL, now()),
         (gen_random_uuid(), 'refunds_differ', NULL, $2, now())`,
      [refunds[0]?.id, difference?.id],
    );
    const open = () =>
      sql("SELECT kind FROM console.alert WHERE ended_at IS NULL AND (refund_id = $1 OR difference_id = $2)", [
        refunds[0]?.id,
        difference?.id,
      ]);
    const { id } = await world.given.hold({ tenant, scope: ["payments"], isAgreed: true });
    await beginPurge(world.purge, request.id);
    expect(await purgeTenant(world.purge, request.id)).toBe("held");
    expect(await open()).toHaveLength(2);
    await sql(
      `UPDATE console.legal_hold SET release_asked_at = now(), release_asked_by = gen_random_uuid(), released_at = now() - interval '49 hours',
         released_by = gen_random_uuid(), ended_because = 'released' WHERE id = $1`,
      [id],
    );
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect(await open()).toEqual([]);
  });
});

const BANK = "74332746326123456";
/** A gateway's word about a refund that is not ours, or not any more. */
async function tell({ name, reference, orderId }: { name: string; reference: string; orderId: string }): Promise<void> {
  const money = { status: "failed", said: "FAILED", amountPaise: 100n, currency: "INR", bankReference: BANK } as const;
  const refund = { gatewayRefundId: name, gatewayReference: reference, ...money, orderId, paymentId: null };
  const news = { eventId: `late ${reference}`, sentAt: await world.console.clock.now(world.console.db), refund };
  await receiveGatewayEvent(world.console, "cashfree", news, createHash("sha256").update(reference).digest("hex"));
}

const digestsOf = (text: string): string[] =>
  ["md5", "sha1", "sha256"].flatMap((kind) =>
    (["hex", "base64", "base64url"] as const).map((form) => createHash(kind).update(text).digest().toString(form).slice(0, 16)),
  );

/** Every id that stands anywhere in the visitors' book. */
async function idsLeft(): Promise<string[]> {
  const rows = await sql(
    `SELECT DISTINCT (regexp_matches(to_jsonb(e)::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g'))[1] AS id FROM console.audit_event e`,
  );
  return rows.map(({ id }) => id);
}

/** Every name that a refund of the tenant goes by, at a gateway, a bank, or with us. */
async function namesOf(tenant: GivenTenant): Promise<string[]> {
  const rows = await sql(
    `SELECT ARRAY[r.gateway_refund_id, r.gateway_reference, r.bank_reference, r.number::text, n.number, n.recipient_name, p.order_id, p.cf_order_id, p.payment_id,
       p.invoice_number, e.event_id, e.body_sha256] AS names FROM console.refund r JOIN platform.purchase p ON p.id = r.purchase_id
       LEFT JOIN console.credit_note n ON n.refund_id = r.id LEFT JOIN console.gateway_event e ON e.refund_id = r.id WHERE r.tenant_id = $1`,
    [tenant.id],
  );
  return rows.flatMap(({ names }) =>
    (names as (string | null)[]).flatMap((name, at) => (name === null ? [] : [at === 3 ? refundNumber(Number(name)) : name])),
  );
}

/** The rows of all tables, the queue's among them, in which one of these texts stands. */
async function whereIs(texts: string[]): Promise<string[]> {
  const tables = await sql(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  );
  expect(tables.length).toBeGreaterThan(40);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql(`SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE to_jsonb(t)::text LIKE ANY ($1)`, [
      texts.map((text) => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`),
    ]);
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}
