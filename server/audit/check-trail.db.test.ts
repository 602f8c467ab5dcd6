import { afterAll, beforeAll, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";
import { type CheckLine, checkTrail } from "./check-trail";
import { handleTrailCheck } from "./handle-trail-check";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
  await world.database.ownerPool.query(
    "INSERT INTO console.audit_event (type, actor_kind, payload) SELECT 'tax_records.expired', 'system', jsonb_build_object('records', n) FROM generate_series(1, 12000) n",
  );
});
afterAll(() => world.end());

const told = async () => {
  const lines: CheckLine[] = [];
  for await (const line of checkTrail(world.console)) lines.push(line);
  return lines;
};
const asked = async (role: "auditor" | "admin" | "grievance_officer") => {
  const operator = { ...(await world.given.operator(role)), role };
  return handleTrailCheck(new Request("http://x", { method: "POST" }), null, async () => ({
    deps: world.console,
    operator,
    member: null,
    callId: "call",
  }));
};

test("a sound trail is told piece by piece, and at the end that it is sound", async () => {
  const lines = await told();
  expect(lines.slice(0, 2)).toEqual([
    { checked: 0, of: 12_000 },
    { checked: 10_000, of: 12_000 },
  ]);
  expect(lines.at(-1)).toMatchObject({ checked: 12_000, faults: [] });
});

test("one row changed past every trigger is named, and nothing is wrong once it is what it was", async () => {
  const { ownerPool: pool } = world.database;
  const change = async (payload: string) => {
    const client = await pool.connect();
    await client.query("SET session_replication_role = replica");
    await client.query("UPDATE console.audit_event SET payload = $1 WHERE id = (SELECT event_id FROM console.audit_link WHERE seq = 7)", [
      payload,
    ]);
    await client.query("SET session_replication_role = origin");
    client.release();
  };
  await change('{"records": 8}');
  expect((await told()).at(-1)).toMatchObject({ checked: 6, faults: [{ what: "edited", seq: 7, eventId: expect.any(Number) }] });
  await change('{"records": 7}');
  expect((await told()).at(-1)).toMatchObject({ checked: 12_000, faults: [] });
});

test("what waits for its link is told, and waiting too long, or an event that was changed or removed meanwhile, is a fault", async () => {
  const { ownerPool: pool } = world.database;
  const holder = await pool.connect();
  await holder.query("BEGIN; SELECT 1 FROM console.audit_chain FOR UPDATE");
  await pool.query("INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('purge.started', 'system', '{}')");
  /** The end of a check after what a superuser does, which is undone. */
  const after = async (...statements: string[]) => {
    const client = await pool.connect();
    await client.query(
      "SET session_replication_role = replica; CREATE TABLE kept AS SELECT * FROM console.audit_event e WHERE e.type = 'purge.started'; CREATE TABLE waited AS SELECT * FROM console.audit_waiting",
    );
    for (const statement of statements) await client.query(statement);
    const end = (await told()).at(-1);
    await client.query("DELETE FROM console.audit_event WHERE type = 'purge.started'; DELETE FROM console.audit_waiting");
    await client.query(
      "INSERT INTO console.audit_event SELECT * FROM kept; INSERT INTO console.audit_waiting SELECT * FROM waited; DROP TABLE kept, waited",
    );
    client.release(true);
    return end;
  };
  expect(await after()).toMatchObject({ checked: 12_000, waiting: 1, faults: [] });
  const OF_WAITING = "WHERE id IN (SELECT event_id FROM console.audit_waiting)";
  expect(await after("UPDATE console.audit_waiting SET at = at - interval '11 minutes'")).toMatchObject({
    faults: [{ what: "waits_long" }],
  });
  expect(await after(`UPDATE console.audit_event SET at = at - interval '70 hours' ${OF_WAITING}`)).toMatchObject({
    faults: [{ what: "dated_back" }],
  });
  expect(await after(`DELETE FROM console.audit_event ${OF_WAITING}`)).toMatchObject({
    faults: [{ what: "missing", eventId: expect.any(Number) }],
  });
  await holder.query("ROLLBACK");
  holder.release();
});

test("an auditor has it checked, one at a time; nobody else does", async () => {
  for (const role of ["admin", "grievance_officer"] as const) expect((await asked(role)).status).toBe(403);
  const first = await asked("auditor");
  expect((await asked("auditor")).status).toBe(409);
  const lines = (await first.text()).trimEnd().split("\n");
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ checked: 12_000, waiting: 1, faults: [] });
  const leftHalfway = await asked("auditor");
  await leftHalfway.body?.cancel();
  const next = await asked("auditor");
  expect(next.status).toBe(200);
  await next.body?.cancel();
});
