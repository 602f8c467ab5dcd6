import { afterAll, beforeAll, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";
import { REFUND_MOVES, REFUND_STATES } from "./refund";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

test("the database holds the same table of moves", async () => {
  const rows = await sql("SELECT from_state, to_state FROM console.refund_moves()");
  const theirs = rows.map((row) => `${row.from_state}>${row.to_state}`).sort();
  expect(theirs).toEqual(
    Object.entries(REFUND_MOVES)
      .flatMap(([from, to]) => to.map((state) => `${from}>${state}`))
      .sort(),
  );
});

test.each(REFUND_STATES)("a refund that is %s has exactly the credits taken that it should have", async (state) => {
  const refund = await world.given.refund({ state });
  const [row] = await sql("SELECT state FROM console.refund WHERE id = $1", [refund.id]);
  expect(row?.state).toBe(state);
  const [ledger] = await sql("SELECT coalesce(sum(amount_paise), 0)::bigint AS taken FROM platform.credit_entry WHERE refund_id = $1", [
    refund.id,
  ]);
  const isTaken = ["submitted", "pending", "succeeded"].includes(state);
  expect(BigInt(ledger?.taken)).toBe(isTaken ? -refund.creditsPaise : 0n);
});

test("the credits of a refund are taken and returned in turn, each only where it says so, also by two at once", async () => {
  const refund = await world.given.refund({ state: "submitted" });
  const enter = (kind: string) => sql('SELECT platform.enter_refund($1, $2::platform."CreditEntryKind")', [refund.id, kind]);
  const move = (state: string) =>
    sql(`UPDATE console.refund SET state = $2::console."RefundState", version = version + 1, settled_at = now() WHERE id = $1`, [
      refund.id,
      state,
    ]);
  const entries = async () =>
    (await sql("SELECT amount_paise FROM platform.credit_entry WHERE refund_id = $1 ORDER BY occurred_at, kind", [refund.id])).map((row) =>
      Number(row.amount_paise),
    );
  const credits = Number(refund.creditsPaise);
  for (const [state, kind, other] of [
    ["failed", "refund_return", "refund"],
    ["succeeded", "refund", "refund_return"],
    ["reversed", "refund_return", "refund"],
  ] as const) {
    await move(state);
    await expect(enter(other)).rejects.toMatchObject({ code: "CM006" });
    const both = await Promise.allSettled([enter(kind), enter(kind)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(enter(kind)).rejects.toMatchObject({ code: "CM006" });
  }
  expect(await entries()).toEqual([-credits, credits, -credits, credits]);
});

test("in a sealed tenant the credits of a refund still move, and nothing else does", async () => {
  const tenant = await world.given.tenant();
  const purchase = await world.given.purchase({ tenant });
  const refund = await world.given.refund({ purchase, state: "granted" });
  await world.given.tenantInRetention({ tenant });
  const before = await sql("SELECT digest FROM platform.digest_table($1, 'credit_entry')", [tenant.id]);
  await sql(
    `UPDATE console.refund SET state = 'submitted', version = 2, submitted_at = now(), gateway_refund_id = 'cmr_0123456789' WHERE id = $1`,
    [refund.id],
  );
  await world.console.db.$executeRaw`SELECT platform.enter_refund(${refund.id}::uuid, 'refund')`;
  expect(await sql("SELECT digest FROM platform.digest_table($1, 'credit_entry')", [tenant.id])).toEqual(before);
  await expect(world.console.db.$executeRaw`SELECT platform.enter_refund(${refund.id}::uuid, 'refund')`).rejects.toThrow();
  await expect(sql("UPDATE platform.credit_entry SET amount_paise = -1 WHERE refund_id = $1", [refund.id])).rejects.toMatchObject({
    code: "CM001",
  });
});
