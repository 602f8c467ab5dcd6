// long: one trail, and every way in which it may be bent
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { OPERATORS } from "@/server/testing/cast";
import { testWorld, type World } from "@/server/testing/world";
import { checkWhole } from "./check-whole";
import { type CheckpointNote, checkpointKey, readCheckpoint } from "./checkpoint";
import { checkpointAudit } from "./checkpoint-audit";
import { examineTrail } from "./examine-trail";
import { readCheckpoints } from "./read-checkpoints";
import { type Ask, readTrail } from "./read-trail";
import { recordAuditEvent } from "./record-audit-event";
import type { Fault } from "./trail-fault";
import { writeTrailLine } from "./trail-line";
import { type Verdict, verifyTrail } from "./verify-trail";

const MEERA = { kind: "operator", id: OPERATORS.meera.id } as const;
let world: World;
let notes: CheckpointNote[];
const keys = () => openSigningKeys(env().SIGNING_KEY_FILE).published;
const store = () => openStore(env().AUDIT_STORE);

async function write(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1)
    await world.console.db.$transaction((tx) =>
      recordAuditEvent(tx, "request.assigned", MEERA, {}, { assigneeId: turn % 2 ? MEERA.id : null }),
    );
}

// Links 1 to 5, checkpoint 1, its own event 6, links 7 to 11, checkpoint 2, its event 12, links 13 to 15.
beforeAll(async () => {
  world = await testWorld();
  await write(5);
  expect(await checkpointAudit(world.console)).toEqual({ end: "taken", number: 1, seq: 5 });
  await write(5);
  expect(await checkpointAudit(world.console)).toEqual({ end: "taken", number: 2, seq: 11 });
  await write(3);
  notes = await readCheckpoints(store(), keys());
});
afterAll(async () => world.end());

async function judge(lines: Parameters<typeof verifyTrail>[0], by: readonly CheckpointNote[]): Promise<Verdict> {
  const check = verifyTrail(lines, by);
  for (;;) {
    const step = await check.next();
    if (step.done) return step.value;
  }
}

/** What a superuser may do, undone afterwards: all guards off, some statements, and the verdict on what is there then. */
async function after(statements: readonly string[], by: readonly CheckpointNote[] = notes): Promise<Verdict> {
  const client = await world.database.ownerPool.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    for (const statement of statements) await client.query(statement);
    return await judge(readTrail(asking(client)), by);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}
const asking =
  (client: pg.PoolClient): Ask =>
  async (sql, ...values) =>
    (await client.query(sql, values)).rows;

const EVENT = (seq: number) => `(SELECT event_id FROM console.audit_link WHERE seq = ${seq})`;
/** The whole chain computed anew from a link on, as its forger would. */
const REWRITE = (
  from: number,
) => `DO $$ DECLARE l record; h bytea := coalesce((SELECT hash FROM console.audit_link WHERE seq = ${from - 1}), decode(repeat('00', 32), 'hex'));
  BEGIN FOR l IN SELECT k.seq, e FROM console.audit_link k JOIN console.audit_event e ON e.id = k.event_id WHERE k.seq >= ${from} ORDER BY k.seq LOOP
    h := console.audit_hash(h, l.seq, l.e); UPDATE console.audit_link SET hash = h WHERE seq = l.seq; END LOOP; END $$`;
const EDIT = (seq: number) => `UPDATE console.audit_event SET payload = '{"assigneeId": "edited"}' WHERE id = ${EVENT(seq)}`;

test("an untouched trail is sound, in the database and in an exported file", async () => {
  expect(await after([])).toMatchObject({ faults: [], events: 15, checkpoints: 2, newest: { number: 2, seq: 11 } });
  const folder = await mkdtemp(path.join(os.tmpdir(), "callmissed-trail-"));
  const client = await world.database.ownerPool.connect();
  const text: string[] = [];
  for await (const { event, ...line } of readTrail(asking(client))) if (event) text.push(writeTrailLine({ ...line, event }));
  client.release();
  const examine = async (lines: string[]) => {
    await writeFile(path.join(folder, "trail.jsonl"), `${lines.join("\n")}\n`);
    return examineTrail({
      where: { file: path.join(folder, "trail.jsonl") },
      checkpoints: env().AUDIT_STORE,
      keys: keys(),
      onProgress: () => {},
    });
  };
  expect((await examine(text)).faults).toMatchObject([{ what: "file_cut" }]); // there is no closing line: see the tests of exports
  const forged = text.map((line, at) => (at === 7 ? line.replace(/"payload":.*\}\}$/, '"payload":{"assigneeId": "edited"}}') : line));
  expect((await examine(forged)).faults[0]).toMatchObject({ what: "edited", seq: 8 });
  await expect(examine([...text, "nonsense"])).rejects.toThrow("Line 16 is no line of an exported trail.");
  await rm(folder, { recursive: true });
});

const BENT: [how: string, statements: string[], fault: Partial<Fault> & Pick<Fault, "what">][] = [
  ["a payload is edited", [EDIT(8)], { what: "edited", seq: 8 }],
  ["the last payload is edited", [EDIT(15)], { what: "edited", seq: 15 }],
  ["a time is edited", [`UPDATE console.audit_event SET at = at - interval '1 hour' WHERE id = ${EVENT(8)}`], { what: "edited", seq: 8 }],
  [
    "an actor is edited",
    [`UPDATE console.audit_event SET actor_id = gen_random_uuid() WHERE id = ${EVENT(8)}`],
    { what: "edited", seq: 8 },
  ],
  [
    "what two events say is swapped",
    [
      `UPDATE console.audit_event e SET at = o.at, payload = o.payload FROM console.audit_event o
        WHERE (e.id = ${EVENT(8)} AND o.id = ${EVENT(9)}) OR (e.id = ${EVENT(9)} AND o.id = ${EVENT(8)})`,
    ],
    { what: "out_of_order", seq: 8 },
  ],
  [
    "two links are swapped",
    [
      "UPDATE console.audit_link SET event_id = -event_id WHERE seq IN (8, 9)",
      `UPDATE console.audit_link l SET event_id = -o.event_id FROM console.audit_link o WHERE (l.seq, o.seq) = (8, 9)`,
      `UPDATE console.audit_link SET event_id = (SELECT min(e.id) FROM console.audit_event e WHERE NOT EXISTS (SELECT 1 FROM console.audit_link k WHERE k.event_id = e.id)) WHERE seq = 9`,
    ],
    { what: "out_of_order", seq: 8 },
  ],
  ["an event is removed", [`DELETE FROM console.audit_event WHERE id = ${EVENT(8)}`], { what: "missing", seq: 8 }],
  [
    "an event is removed with its link",
    [`DELETE FROM console.audit_event WHERE id = ${EVENT(8)}`, "DELETE FROM console.audit_link WHERE seq = 8"],
    { what: "missing", seq: 8 },
  ],
  [
    "an event is inserted past the chain",
    [
      "INSERT INTO console.audit_event (at, type, actor_kind, payload) VALUES (now() - interval '9 hours', 'purge.started', 'system', '{}')",
    ],
    { what: "unlinked", seq: null },
  ],
  ["a link is forged", ["UPDATE console.audit_link SET hash = sha256('a') WHERE seq = 8"], { what: "link_forged", seq: 8 }],
  [
    "the tail is cut with its links",
    [`DELETE FROM console.audit_event WHERE id >= ${EVENT(9)}`, "DELETE FROM console.audit_link WHERE seq >= 9"],
    { what: "tail_cut", seq: 9, checkpoint: 2 },
  ],
  ["the chain is rewritten from an event on", [EDIT(8), REWRITE(8)], { what: "rewritten", seq: 6, checkpoint: 2 }],
  ["the chain is rewritten from the beginning", [EDIT(2), REWRITE(1)], { what: "rewritten", seq: 1, checkpoint: 1 }],
  [
    "an event is removed and the rest is numbered and linked anew",
    [
      `DELETE FROM console.audit_event WHERE id = ${EVENT(8)}`,
      "DELETE FROM console.audit_link WHERE seq = 8",
      "UPDATE console.audit_link SET seq = -seq WHERE seq > 8",
      "UPDATE console.audit_link SET seq = -seq - 1 WHERE seq < 0",
      REWRITE(8),
    ],
    { what: "rewritten", seq: 6, checkpoint: 2 },
  ],
];

test.each(BENT)("it is seen and the first bad event named when %s", async (_, statements, fault) => {
  const seen = await after(statements);
  expect(seen.faults[0]).toMatchObject(fault);
  if (fault.what !== "unlinked") expect(seen.faults[0]?.says).toContain(`${fault.seq}`);
});

test("checkpoints that are removed, changed, replaced or signed by somebody else are seen, the newest one too", async () => {
  const [first, second] = notes;
  if (!first || !second) throw new Error("there are two checkpoints");
  expect((await after([], [second])).faults[0]).toMatchObject({ what: "checkpoint_missing", checkpoint: 1 });
  expect((await after([], [first])).faults[0]).toMatchObject({ what: "checkpoint_missing", seq: 12 });
  expect((await after([], [])).faults[0]).toMatchObject({ what: "checkpoint_missing", seq: 6 });
  const stored = async (number: number) => (await store().get(checkpointKey(number)))?.data ?? Buffer.alloc(0);
  const changed = Buffer.from((await stored(2)).toString("utf8").replace("\n11\n", "\n10\n"));
  expect((await after([], [first, readCheckpoint(2, changed, keys())])).faults[0]).toMatchObject({
    what: "checkpoint_forged",
    checkpoint: 2,
  });
  // An older one of ours in the place of the newer one.
  expect((await after([], [first, readCheckpoint(2, await stored(1), keys())])).faults[0]).toMatchObject({ what: "checkpoint_forged" });
  expect(
    (await after([], [first, { ...second, checkpoint: second.checkpoint && { ...second.checkpoint, previous: Buffer.alloc(32) } }]))
      .faults[0],
  ).toMatchObject({
    what: "checkpoint_forged",
    checkpoint: 2,
  });
  const others = keys().map((key) => ({ ...key, x: Buffer.alloc(32, 7).toString("base64url") }));
  expect((await after([], await readCheckpoints(store(), others))).faults[0]).toMatchObject({ what: "checkpoint_forged", checkpoint: 1 });
});

/** A line that is written into the past with all guards on, and linked, as the owner of the tables can. */
const WRITE_BACK = (id: string, at: string) => [
  "SET LOCAL session_replication_role = origin; SET LOCAL callmissed.as_written = 'yes'; SET CONSTRAINTS ALL IMMEDIATE",
  `INSERT INTO console.audit_event (id, at, type, actor_kind, payload) VALUES (${id}, ${at}, 'operator.access_ended', 'system', '{}')`,
];
const NEXT = "nextval('console.audit_event_id_seq')";

test("an event that is inserted later and dated back is seen, by its time or by its number, although its link is in order", async () => {
  expect((await after(WRITE_BACK(NEXT, "now() - interval '9 hours'"))).faults[0]).toMatchObject({ what: "dated_back", seq: 16 });
  expect((await after(WRITE_BACK(NEXT, "now() - interval '10 minutes'"))).faults).toEqual([]);
  // The first checkpoint lies hours before the second: what is linked after that has no number of the time before the first.
  const spread = notes.map((note) => ({
    ...note,
    checkpoint: note.checkpoint && {
      ...note.checkpoint,
      at: new Date(note.checkpoint.at.getTime() - (note.number === 1 ? 2 * 3_600_000 : 0)),
    },
  }));
  expect((await after([], spread)).faults).toEqual([]);
  expect((await after(WRITE_BACK("-7", "now()"), spread)).faults[0]).toMatchObject({ what: "dated_back", seq: 16, eventId: -7 });
});

test("an event that is gone while its number waits for a link is seen, and the number stays", async () => {
  const WAIT = "INSERT INTO console.audit_waiting (event_id) VALUES (900000)";
  expect((await after([WAIT])).faults[0]).toMatchObject({ what: "missing", eventId: 900_000 });
  expect((await after([WAIT, "SELECT console.link_waiting()"])).faults[0]).toMatchObject({ what: "missing", eventId: 900_000 });
});

test("a login that may read the three tables of the book checks it; one that may not is told what it needs", async () => {
  const { ownerPool: pool, url } = world.database;
  const name = `reader_${process.pid}`;
  const examine = () => {
    const own = new URL(url);
    own.username = name;
    own.password = "x";
    return examineTrail({ where: { database: own.href }, checkpoints: env().AUDIT_STORE, keys: keys(), onProgress: () => {} });
  };
  await pool.query(
    `CREATE ROLE ${name} LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA console TO ${name}; GRANT SELECT ON console.audit_event, console.audit_link TO ${name}`,
  );
  try {
    await expect(examine()).rejects.toThrow("SELECT on console.audit_event, console.audit_link and console.audit_waiting");
    await pool.query(`GRANT SELECT ON console.audit_waiting TO ${name}`);
    expect(await examine()).toMatchObject({ faults: [], events: 15 });
  } finally {
    await pool.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
  }
});

test("checkpoints that ended hours before the newest event are called too old", async () => {
  const old = notes.map((note) => ({
    ...note,
    checkpoint: note.checkpoint && { ...note.checkpoint, at: new Date(note.checkpoint.at.getTime() - 3 * 3_600_000) },
  }));
  expect((await after([], old)).faults[0]).toMatchObject({ what: "checkpoint_old", checkpoint: 2 });
});

test("a bent trail gets no checkpoint, a repaired one does, and after a backup only whoever says so gets one", async () => {
  const as = async (statement: string) => {
    const client = await world.database.ownerPool.connect();
    await client.query("SET session_replication_role = replica");
    await client.query(statement).finally(() => client.release(true));
  };
  const files = async () => (await readdir(path.join(env().AUDIT_STORE, "checkpoints"))).filter((name) => name.endsWith(".txt"));
  await as("UPDATE console.audit_event SET type = 'purge.finished' WHERE id = (SELECT event_id FROM console.audit_link WHERE seq = 14)");
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "refused", because: expect.stringContaining("link 14") });
  expect(await files()).toHaveLength(2);
  const booked = async () =>
    (
      await world.database.ownerPool.query("SELECT type FROM console.audit_event WHERE type ~ '^audit.(found|settled)' ORDER BY id")
    ).rows.map(({ type }) => type);
  const alerts = () => world.console.db.alert.count({ where: { kind: "audit_trail_bent", endedAt: null } });
  await checkpointAudit(world.console);
  expect(await alerts()).toBe(1);
  expect(await booked()).toEqual(["audit.found_bent"]);
  await as("UPDATE console.audit_event SET type = 'request.assigned' WHERE id = (SELECT event_id FROM console.audit_link WHERE seq = 14)");
  expect(await checkpointAudit(world.console, { atLeast: 100 })).toEqual({ end: "not_yet" });
  const both = await Promise.all([checkpointAudit(world.console), checkpointAudit(world.console)]);
  expect(both.map(({ end }) => end)).toContain("taken");
  expect(await checkpointAudit(world.console)).toEqual({ end: "nothing_new" });
  expect(await alerts()).toBe(0);
  expect(await booked()).toEqual(["audit.found_bent", "audit.settled"]);
  // What lies before the last checkpoint is found by the check of the night, and from then on nothing is signed.
  await as("UPDATE console.audit_event SET type = 'purge.finished' WHERE id = (SELECT event_id FROM console.audit_link WHERE seq = 2)");
  await write(1);
  expect(await checkWhole(world.console)).toMatchObject({ what: "edited", seq: 2 });
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "refused", because: expect.stringContaining("link 2)") });
  expect(await checkpointAudit(world.console, { atLeast: 2 })).toEqual({ end: "not_yet" });
  await as("UPDATE console.audit_event SET type = 'request.assigned' WHERE id = (SELECT event_id FROM console.audit_link WHERE seq = 2)");
  expect(await checkWhole(world.console)).toBeNull();
  expect(await alerts()).toBe(0);
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "taken" });
  const taken = (await files()).length;
  // The database as it was after link 12.
  await as("DELETE FROM console.audit_event WHERE id IN (SELECT event_id FROM console.audit_link WHERE seq > 12)");
  await as("DELETE FROM console.audit_link WHERE seq > 12");
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "refused", because: expect.stringContaining("The tail was cut") });
  await write(1);
  expect(await checkpointAudit(world.console, { isRestored: true })).toMatchObject({ end: "taken", number: taken + 1, seq: 14 });
  const examined = await examineTrail({
    where: { database: world.database.url },
    checkpoints: env().AUDIT_STORE,
    keys: keys(),
    onProgress: () => {},
  });
  expect(examined).toMatchObject({ faults: [], restores: [taken + 1] });
});
