import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

test("what somebody asked stays theirs, and a closed case is only ever opened again, whatever the console believes", async () => {
  const tenant = await world.given.tenant();
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    `INSERT INTO console.grievance (id, kind, channel, topic, tenant_id, member_id, language, received_at, answer_due_at, state_changed_at)
     VALUES (gen_random_uuid(), 'grievance', 'dashboard', 'other', $1, $2, 'en', now(), now() + interval '720 hours', now()) RETURNING id`,
    [tenant.id, tenant.owner.id],
  );
  const where = { id: rows[0]?.id as string };
  const { grievance } = world.console.db;
  for (const data of [{ tenantId: randomUUID() }, { memberId: randomUUID() }, { tenantId: null, memberId: null }])
    await expect(grievance.update({ where, data })).rejects.toThrow();
  await grievance.update({ where, data: { state: "closed", closedAt: new Date(), closedBecause: "answered" } });
  // It can be opened again, and in no other way come to be answered.
  const answered = { state: "answered", answeredAt: new Date(), closedAt: null, closedBecause: null } as const;
  await expect(grievance.update({ where, data: answered })).rejects.toThrow();
  expect(await grievance.findUnique({ where })).toMatchObject({ tenantId: tenant.id, memberId: tenant.owner.id, state: "closed" });
});
