import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GivenRefund, GivenRetention } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { compareReturn } from "./compare-return";
import { reactivateTenant } from "./reactivate-tenant";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
/** Past every guard: what a fault or an intruder with the owner's rights could do. */
async function forge(text: string, values: unknown[]): Promise<void> {
  const client = await world.database.ownerPool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(text, values);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

const MOVES = `UPDATE console.refund SET state = $2::console."RefundState", version = version + 1, submitted_at = coalesce(submitted_at, date_trunc('milliseconds', clock_timestamp())),
  gateway_refund_id = coalesce(gateway_refund_id, 'cmr_' || replace(id::text, '-', '')), settled_at = CASE WHEN $2 IN ('succeeded', 'failed', 'reversed') THEN now() END WHERE id = $1`;
/** As the console pays out: each step with the entry that belongs to it. */
async function move({ id }: GivenRefund, ...states: string[]): Promise<void> {
  const had: string[] = [];
  for (const state of states) {
    await sql(MOVES, [id, state]);
    const isPaidAfterAll = state === "succeeded" && (had.at(-1) === "failed" || had.at(-1) === "reversed");
    had.push(state);
    if (state === "submitted" || isPaidAfterAll) await world.console.db.$executeRaw`SELECT platform.enter_refund(${id}::uuid, 'refund')`;
    if (state === "failed" || state === "reversed")
      await world.console.db.$executeRaw`SELECT platform.enter_refund(${id}::uuid, 'refund_return')`;
  }
}

/** A tenant that asked for its money back, got a yes, and was deactivated before anything was paid. */
async function deactivatedMeanwhile(): Promise<{ retention: GivenRetention; refund: GivenRefund }> {
  const tenant = await world.given.tenant();
  const refund = await world.given.refund({ purchase: await world.given.purchase({ tenant }), state: "granted" });
  return { refund, retention: await world.given.tenantInRetention({ tenant, dueInMs: 20 * 86_400_000 }) };
}
async function compared(retention: GivenRetention): Promise<string | null> {
  if ((await sql("SELECT 1 FROM console.return_request WHERE request_id = $1 AND ended_at IS NULL", [retention.request.id])).length === 0)
    await world.given.returnRequest({ retention, isCompared: false });
  await sql("DELETE FROM console.return_comparison WHERE deactivation_id = $1", [retention.deactivationId]);
  await compareReturn(world.console, retention.deactivationId);
  const [row] = await sql("SELECT differs_in, finished_at FROM console.return_comparison WHERE deactivation_id = $1", [
    retention.deactivationId,
  ]);
  expect(row?.finished_at).not.toBeNull();
  return row?.differs_in ?? null;
}
const balance = async (tenantId: string) =>
  Number((await sql("SELECT coalesce(sum(amount_paise), 0) AS sum FROM platform.credit_entry WHERE tenant_id = $1", [tenantId]))[0]?.sum);
async function comeBack(retention: GivenRetention) {
  const dev = await world.given.operator();
  const { request, tenant } = retention;
  return outcomeOf(reactivateTenant(world.console, { kind: "operator", id: dev.id }, request.id, request.version, tenant.name));
}

describe("a refund asked before deactivation is paid out under the seal", () => {
  test.each([
    [["submitted"], -1],
    [["submitted", "pending", "succeeded"], -1],
    [["submitted", "failed"], 0],
    [["submitted", "succeeded", "reversed"], 0],
    [["submitted", "failed", "succeeded"], -1],
    [["submitted", "succeeded", "reversed", "succeeded", "reversed", "succeeded"], -1],
    [["submitted", "failed", "succeeded", "reversed"], 0],
  ])(
    "after %s the sealed data counts as it was, the credits are where the refund says, and the owner comes back to that",
    async (states, taken) => {
      const { retention, refund } = await deactivatedMeanwhile();
      const before = await balance(retention.tenant.id);
      await move(refund, ...states);
      const after = before + taken * Number(refund.creditsPaise);
      expect(await balance(retention.tenant.id)).toBe(after);
      expect(await compared(retention)).toBeNull();
      expect(await comeBack(retention)).toMatchObject({ value: { reactivatedAt: expect.any(Date) } });
      expect(await balance(retention.tenant.id)).toBe(after);
    },
  );
  test("a second deactivation takes the entries into its fingerprint: from then on they cannot be touched either", async () => {
    const { retention, refund } = await deactivatedMeanwhile();
    await move(refund, "submitted", "succeeded");
    expect(await compared(retention)).toBeNull();
    await comeBack(retention);
    const again = await world.given.tenantInRetention({ tenant: retention.tenant, dueInMs: 29.9 * 86_400_000 });
    expect(await compared(again)).toBeNull();
    await forge("DELETE FROM platform.credit_entry WHERE refund_id = $1", [refund.id]);
    expect(await compared(again)).toBe("credit_entry");
    expect(await comeBack(again)).toEqual({ refused: "return_differs" });
  });
});

describe("an entry that no refund accounts for keeps the door closed", () => {
  const entry = `INSERT INTO platform.credit_entry (tenant_id, id, source, kind, amount_paise, purchase_id, refund_id, occurred_at) VALUES
    ($1, gen_random_uuid(), 'purchased', $2::platform."CreditEntryKind", $3, $4, $5, now() + make_interval(hours => $6))`;
  const DAYS_AGO = -24 * 12;
  type Forged = [tenant: string, kind: string, paise: bigint | number, purchase: string, refund: string, hours: number];
  test.each<[string, (refund: GivenRefund, other: GivenRefund) => Forged]>([
    ["of a refund that does not exist", (r) => [r.tenant.id, "refund", -r.creditsPaise, r.purchase.id, crypto.randomUUID(), 0]],
    ["of another tenant's refund", (r, other) => [r.tenant.id, "refund", -other.creditsPaise, other.purchase.id, other.id, 0]],
    ["of the wrong amount", (r) => [r.tenant.id, "refund", -r.creditsPaise + 1n, r.purchase.id, r.id, 0]],
    ["about another purchase", (r) => [r.tenant.id, "refund", -r.creditsPaise, crypto.randomUUID(), r.id, 0]],
    ["from before the seal", (r) => [r.tenant.id, "refund", -r.creditsPaise, r.purchase.id, r.id, DAYS_AGO]],
    ["that returns what was never given back", (r) => [r.tenant.id, "refund_return", r.creditsPaise, r.purchase.id, r.id, 0]],
    ["with the sign turned", (r) => [r.tenant.id, "refund", r.creditsPaise, r.purchase.id, r.id, 0]],
  ])("%s", async (_what, forged) => {
    const { retention, refund } = await deactivatedMeanwhile();
    const other = await world.given.refund({ state: "submitted" });
    await move(refund, "submitted", "pending");
    expect(await compared(retention)).toBeNull();
    const values = forged(refund, other);
    const [, kind, , , of] = values;
    // In the place of the true one, so that nothing is missing and only the forged one can be what differs.
    await forge(`DELETE FROM platform.credit_entry WHERE refund_id = $1 AND kind = $2::platform."CreditEntryKind"`, [of, kind]);
    await forgeEntry(entry, values);
    expect(await compared(retention)).toBe("credit_entry");
    expect(await comeBack(retention)).toEqual({ refused: "return_differs" });
  });
  test("a debit that is taken away, though its refund was submitted, and a return that never came", async () => {
    for (const states of [
      ["submitted", "succeeded"],
      ["submitted", "failed"],
    ]) {
      const { retention, refund } = await deactivatedMeanwhile();
      await move(refund, ...states);
      expect(await compared(retention)).toBeNull();
      const kind = states.includes("failed") ? "refund_return" : "refund";
      await forge(`DELETE FROM platform.credit_entry WHERE refund_id = $1 AND kind = $2::platform."CreditEntryKind"`, [refund.id, kind]);
      expect(await compared(retention), kind).toBe("credit_entry");
    }
  });
  test("one entry of many that is taken away or doubled, after its gateway changed its word", async () => {
    for (const forged of [
      "DELETE FROM platform.credit_entry WHERE id = (SELECT id FROM platform.credit_entry WHERE refund_id = $1 AND kind = 'refund' LIMIT 1)",
      "DELETE FROM platform.credit_entry WHERE refund_id = $1 AND kind = 'refund_return'",
      "INSERT INTO platform.credit_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* FROM platform.credit_entry e WHERE e.refund_id = $1 AND e.kind = 'refund_return'",
    ]) {
      const { retention, refund } = await deactivatedMeanwhile();
      await move(refund, "submitted", "failed", "succeeded");
      expect(await compared(retention)).toBeNull();
      await forge(forged, [refund.id]);
      expect(await compared(retention), forged).toBe("credit_entry");
      expect(await comeBack(retention)).toEqual({ refused: "return_differs" });
    }
  });
  test("entries of a refund that was never paid out, although they add up to nothing", async () => {
    const { retention, refund } = await deactivatedMeanwhile();
    for (const [kind, sign] of [
      ["refund", -1n],
      ["refund_return", 1n],
    ] as const)
      await forgeEntry(entry, [refund.tenant.id, kind, sign * refund.creditsPaise, refund.purchase.id, refund.id, 0]);
    expect(await compared(retention)).toBe("credit_entry");
  });
  /** A constraint refuses some of these even past the triggers; without it the fingerprint alone has to see them. */
  async function forgeEntry(text: string, values: unknown[]): Promise<void> {
    await sql("ALTER TABLE platform.credit_entry DROP CONSTRAINT IF EXISTS credit_entry_sign");
    await forge(text, values);
  }
});

describe("the platform's role", () => {
  const as = async (tenantId: string, text: string, values: unknown[]) => {
    const client = await world.database.ownerPool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SET LOCAL ROLE callmissed_platform");
      await client.query("SELECT set_config('callmissed.tenant_id', $1, true)", [tenantId]);
      return (await client.query(text, values)).rowCount;
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  };
  test("books use and purchases, and writes, changes and removes nothing that belongs to a refund", async () => {
    const refund = await world.given.refund({ state: "succeeded" });
    const { id: tenantId } = refund.tenant;
    const insert = `INSERT INTO platform.credit_entry (tenant_id, id, source, kind, amount_paise, purchase_id, refund_id, occurred_at)
      VALUES ($1, gen_random_uuid(), 'purchased', $2::platform."CreditEntryKind", $3, NULL, $4, now())`;
    expect(await as(tenantId, insert, [tenantId, "consumption", -100, null])).toBe(1);
    for (const refundId of [refund.id, crypto.randomUUID()])
      await expect(as(tenantId, insert, [tenantId, "refund_return", 100, refundId])).rejects.toThrow(/row-level security/);
    const ofRefund = "platform.credit_entry SET amount_paise = amount_paise WHERE refund_id = $1";
    expect(await as(tenantId, `UPDATE ${ofRefund}`, [refund.id])).toBe(0);
    expect(await as(tenantId, "DELETE FROM platform.credit_entry WHERE refund_id = $1", [refund.id])).toBe(0);
    // Neither makes one of its own entries look like a refund's.
    await expect(
      as(
        tenantId,
        "UPDATE platform.credit_entry SET refund_id = gen_random_uuid(), kind = 'refund_return' WHERE refund_id IS NULL AND amount_paise > 0",
        [],
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(as(tenantId, "SELECT platform.enter_refund($1, 'refund_return')", [refund.id])).rejects.toThrow(/permission denied/);
    expect(await as(tenantId, "UPDATE platform.credit_entry SET occurred_at = occurred_at WHERE refund_id IS NULL", [])).toBe(1);
  });
});
