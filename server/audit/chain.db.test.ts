import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATORS } from "@/server/testing/cast";
import { testWorld, type World } from "@/server/testing/world";
import { type Ask, readTrail } from "./read-trail";
import { recordAuditEvent } from "./record-audit-event";
import { type Verdict, verifyTrail } from "./verify-trail";

const MEERA = { kind: "operator", id: OPERATORS.meera.id } as const;
const SQL = "INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('purge.started', 'system', $1)";

const WRITERS = ["callmissed_console", "callmissed_purge", "callmissed_replay"];
const OTHERS = ["callmissed_export", "callmissed_queue", "callmissed_platform", "callmissed_seal"];

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(async () => world.end());

/** The chain once everybody who waits is linked. */
async function verdict(): Promise<Verdict> {
  await world.console.db.$queryRaw`SELECT console.link_waiting()`;
  const ask: Ask = async (sql, ...values) => (await world.database.ownerPool.query(sql, values)).rows;
  const check = verifyTrail(readTrail(ask), []);
  for (;;) {
    const step = await check.next();
    if (step.done) return step.value;
  }
}
const events = async (): Promise<number> =>
  (await world.database.ownerPool.query<{ n: number }>("SELECT count(*)::int AS n FROM console.audit_event")).rows[0]?.n ?? 0;

async function as<Result>(role: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: world.database.url, options: `-c role=${role}` });
  await client.connect();
  return work(client).finally(() => client.end());
}

test("fifty writers at once, from several pools and as several roles, make one chain without a fork or a gap", async () => {
  const before = await events();
  const pools = ["callmissed_console", "callmissed_purge", "callmissed_replay"].map(
    (role) => new pg.Pool({ connectionString: world.database.url, max: 15, options: `-c role=${role}` }),
  );
  const bySql = Array.from({ length: 40 }, async (_, writer) => {
    for (let turn = 0; turn < 5; turn += 1) await pools[writer % pools.length]?.query(SQL, [{ writer, turn }]);
  });
  const byVerb = Array.from({ length: 10 }, async () => {
    await world.console.db.$transaction(async (tx) => {
      for (let turn = 0; turn < 5; turn += 1)
        await recordAuditEvent(tx, "request.assigned", MEERA, {}, { assigneeId: turn % 2 === 0 ? MEERA.id : null });
    });
  });
  await Promise.all([...bySql, ...byVerb]);
  await Promise.all(pools.map((pool) => pool.end()));
  expect(await events()).toBe(before + 250);
  expect(await verdict()).toMatchObject({ faults: [], events: before + 250, head: { seq: before + 250 } });
});

test("what is rolled back, alone or to a savepoint, leaves no link and no gap", async () => {
  const before = await events();
  await as("callmissed_console", async (client) => {
    await client.query("BEGIN");
    await client.query(SQL, [{ kept: 1 }]);
    await client.query("SAVEPOINT here");
    await client.query(SQL, [{ gone: 1 }]);
    await client.query("ROLLBACK TO SAVEPOINT here");
    await client.query(SQL, [{ kept: 2 }]);
    await client.query("COMMIT");
    await client.query("BEGIN");
    await client.query(SQL, [{ gone: 2 }]);
    await client.query("ROLLBACK");
  });
  expect(await verdict()).toMatchObject({ faults: [], events: before + 2 });
});

test.each(["REPEATABLE READ", "SERIALIZABLE"])(
  "a writer under %s, who sees an older end of the chain, neither fails nor forks it",
  async (level) => {
    const before = await events();
    await as("callmissed_console", async (client) => {
      await client.query(`BEGIN ISOLATION LEVEL ${level}`);
      await client.query(SQL, [{ level }]);
      await as("callmissed_console", (other) => other.query(SQL, [{}]));
      await client.query("COMMIT");
    });
    expect(await verdict()).toMatchObject({ faults: [], events: before + 2 });
  },
);

test("a writer who finds the chain taken waits for nobody; who writes a second later links what it left, in the order it was left", async () => {
  const before = await events();
  await as("callmissed_console", async (holder) => {
    await holder.query("BEGIN");
    await holder.query("SET CONSTRAINTS ALL IMMEDIATE");
    await holder.query(SQL, [{}]);
    await as("callmissed_console", async (other) => {
      await other.query("SET statement_timeout = '5s'");
      for (const left of [1, 2]) await other.query(SQL, [{ left }]);
    });
    await holder.query("COMMIT");
  });
  const { rows: waiting } = await world.database.ownerPool.query("SELECT * FROM console.audit_waiting");
  expect(waiting).toHaveLength(2);
  await as("callmissed_console", async (next) => {
    await next.query("SELECT pg_sleep(1.1)");
    await next.query(SQL, [{ next: 1 }]);
  });
  const { rows } = await world.database.ownerPool.query(
    "SELECT e.payload FROM console.audit_link l JOIN console.audit_event e ON e.id = l.event_id ORDER BY l.seq DESC LIMIT 3",
  );
  expect(rows.map(({ payload }) => payload)).toEqual([{ next: 1 }, { left: 2 }, { left: 1 }]);
  expect((await world.database.ownerPool.query("SELECT * FROM console.audit_waiting")).rows).toEqual([]);
  expect(await verdict()).toMatchObject({ faults: [], events: before + 4 });
});

test("the lock of the chain is taken at the commit only: while a transaction that wrote is open, others are linked at once", async () => {
  const { head } = await verdict();
  await as("callmissed_console", async (client) => {
    await client.query("BEGIN");
    await client.query(SQL, [{}]);
    await as("callmissed_console", (other) => other.query(SQL, [{}]));
    const { rows } = await world.database.ownerPool.query(
      "SELECT (SELECT count(*)::int FROM console.audit_waiting) AS waiting, (SELECT max(seq)::int FROM console.audit_link) AS seq",
    );
    expect(rows).toEqual([{ waiting: 0, seq: head.seq + 1 }]);
    await client.query("COMMIT");
  });
  expect(await verdict()).toMatchObject({ faults: [], head: { seq: head.seq + 2 } });
});

test("no lock that a role of ours may ask for keeps an event from its link; only a transaction that is linking does, as long as it is open", async () => {
  for (const role of [...WRITERS, ...OTHERS.filter((one) => one !== "callmissed_seal")])
    await as(role, async (client) => {
      await client.query("SELECT pg_advisory_lock(7217031126)");
      for (const lock of [
        "SELECT 1 FROM console.audit_chain FOR UPDATE",
        "DO $$ BEGIN LOCK TABLE console.audit_chain IN ACCESS SHARE MODE; END $$",
      ])
        await expect(client.query(lock), `${role}: ${lock}`).rejects.toMatchObject({ code: "42501" });
      await as("callmissed_console", (other) => other.query(SQL, [{ role }]));
      expect((await world.database.ownerPool.query("SELECT * FROM console.audit_waiting")).rows, role).toEqual([]);
    });
  const waiting = async () => (await world.database.ownerPool.query("SELECT * FROM console.audit_waiting")).rows.length;
  for (const hold of ["SELECT console.link_waiting()", `SET CONSTRAINTS ALL IMMEDIATE; ${SQL.replace("$1", "'{}'")}`]) {
    await as("callmissed_console", async (holder) => {
      await holder.query(`BEGIN; ${hold}`);
      await as("callmissed_console", (other) => other.query(SQL, [{ hold }]));
      expect(await waiting(), hold).toBe(1);
    });
    expect(await verdict(), hold).toMatchObject({ faults: [] });
    expect(await waiting(), hold).toBe(0);
  }
});

test.each([...WRITERS, ...OTHERS])("%s can neither write a link nor change what stands", async (role) => {
  await as("callmissed_console", (client) => client.query(SQL, [{}]));
  const statements = [
    "INSERT INTO console.audit_link (seq, event_id, hash) VALUES (900000, 900000, sha256('a'))",
    "UPDATE console.audit_link SET hash = sha256('a')",
    "DELETE FROM console.audit_link",
    "TRUNCATE console.audit_link",
    // What waits is the business of whoever owns the functions that link it.
    ...(role === "callmissed_seal"
      ? []
      : ["INSERT INTO console.audit_waiting (event_id) VALUES (900000)", "DELETE FROM console.audit_waiting"]),
    "UPDATE console.audit_event SET payload = '{}'",
    "DELETE FROM console.audit_event",
    "TRUNCATE console.audit_event",
    "ALTER TABLE console.audit_event DISABLE TRIGGER link_event",
    "SET session_replication_role = replica",
  ];
  await as(role, async (client) => {
    for (const statement of statements)
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|CM004)$/) });
  });
});

test("not even the owner of the tables changes or removes a link while the guards stand", async () => {
  await as("callmissed_console", (client) => client.query(SQL, [{}]));
  for (const statement of [
    "UPDATE console.audit_link SET hash = sha256('a')",
    "DELETE FROM console.audit_link",
    "TRUNCATE console.audit_link",
  ])
    await expect(world.database.ownerPool.query(statement), statement).rejects.toMatchObject({ code: "CM004" });
});

test("the number and the time of an event are the database's, even when its owner says otherwise", async () => {
  const client = await world.database.ownerPool.connect();
  await client.query("SELECT nextval('console.audit_event_id_seq')"); // a number that nobody has
  const { rows } = await client.query(
    `INSERT INTO console.audit_event (id, at, type, actor_kind, payload) VALUES (-7, '2001-01-01', 'purge.started', 'system', '{}')
     RETURNING id = currval('console.audit_event_id_seq') AS id, abs(extract(epoch FROM clock_timestamp() - at)) < 60 AS at`,
  );
  client.release();
  expect(rows).toEqual([{ id: true, at: true }]);
});

test.each(WRITERS)("a number that %s drew and kept is not given to an event later", async (role) => {
  const { kept, given } = await as(role, async (client) => {
    const drawn = await client.query("SELECT nextval('console.audit_event_id_seq')::int AS kept");
    const written = await client.query(
      "INSERT INTO console.audit_event (id, type, actor_kind, payload) VALUES (currval('console.audit_event_id_seq'), 'purge.started', 'system', '{}')",
    );
    expect(written.rowCount).toBe(1);
    const { rows } = await world.database.ownerPool.query("SELECT max(id)::int AS given FROM console.audit_event");
    return { ...drawn.rows[0], ...rows[0] };
  });
  expect(given).toBeGreaterThan(kept);
});

test.each(WRITERS)("%s may not say that its events are older than they are", async (role) => {
  const { rows } = await as(role, async (client) => {
    await client.query("SET callmissed.as_written = 'yes'");
    await client.query(
      "INSERT INTO console.audit_event (at, type, actor_kind, payload) VALUES ('2001-01-01', 'purge.started', 'system', '{}')",
    );
    return world.database.ownerPool.query("SELECT 1 FROM console.audit_event WHERE at < '2002-01-01'");
  });
  expect(rows).toEqual([]);
});

test.each(WRITERS)("the time of an event is the database's, whatever %s says", async (role) => {
  const found = await as(role, async (client) => {
    await client.query(
      "INSERT INTO console.audit_event (at, type, actor_kind, payload) VALUES ('2001-01-01', 'purge.started', 'system', '{\"stamped\": 1}')",
    );
    return world.database.ownerPool.query(
      "SELECT abs(extract(epoch FROM clock_timestamp() - at)) < 60 AS now FROM console.audit_event WHERE payload ? 'stamped' ORDER BY id DESC LIMIT 1",
    );
  });
  expect(found.rows).toEqual([{ now: true }]);
});
