import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR_MS, later } from "@/server/lib/clock";
import { testWorld, type World } from "@/server/testing/world";
import { listOpenAlerts } from "./alert.queries";
import { raiseAlert } from "./raise-alert";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

test("money that came back stands above older alerts, and each says which refund, whose and how much", async () => {
  const { given, console: deps } = world;
  const now = await deps.clock.now(deps.db);
  const tenant = await given.tenant();
  const failed = await given.refund({ purchase: await given.purchase({ tenant }), state: "failed" });
  const reversed = await given.refund({ purchase: await given.purchase({ tenant }), state: "reversed" });
  await deps.db.alert.updateMany({ where: { endedAt: null }, data: { endedAt: now } });
  await raiseAlert(deps.db, "refund_needs_person", { refundId: failed.id }, later(now, -2 * HOUR_MS));
  await raiseAlert(deps.db, "refund_reversed", { refundId: reversed.id }, later(now, -HOUR_MS));
  const [first, second, ...rest] = await listOpenAlerts(deps, { ofDesk: false });
  expect(first).toMatchObject({ kind: "refund_reversed", refundId: reversed.id, organisation: tenant.name, amountPaise: 118_000n });
  expect(first?.refundNumber).toBeGreaterThan(1_000);
  expect(second).toMatchObject({ kind: "refund_needs_person", refundId: failed.id, number: null });
  expect(rest).toEqual([]);
});

test("one about a case of the desk is there for its officers, with the number of the case, and for nobody else", async () => {
  const { given, console: deps } = world;
  const { id: tenantId, owner } = await given.tenant();
  const { rows } = await world.database.ownerPool.query<{ id: string; number: number }>(
    `INSERT INTO console.grievance (id, kind, channel, topic, tenant_id, member_id, language, received_at, answer_due_at, state_changed_at)
     VALUES (gen_random_uuid(), 'grievance', 'dashboard', 'other', $1, $2, 'en', now(), now() + interval '720 hours', now()) RETURNING id, number`,
    [tenantId, owner.id],
  );
  const [found] = rows;
  const now = await deps.clock.now(deps.db);
  const raise = () => raiseAlert(deps.db, "notice_undeliverable", { grievanceId: found?.id ?? "" }, now);
  expect([await raise(), await raise()], "one at a time").toEqual([true, false]);
  const of = async (ofDesk: boolean) => (await listOpenAlerts(deps, { ofDesk })).filter(({ grievanceId }) => grievanceId !== null);
  expect(await of(true)).toMatchObject([{ grievanceId: found?.id, grievanceNumber: found?.number, requestId: null, organisation: null }]);
  expect(await of(false)).toEqual([]);
});
