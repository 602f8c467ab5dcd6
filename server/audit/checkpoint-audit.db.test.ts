import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixedClock, HOUR_MS, later } from "@/server/lib/clock";
import { env } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { OPERATORS } from "@/server/testing/cast";
import { testWorld, type World } from "@/server/testing/world";
import { checkWhole } from "./check-whole";
import { checkpointAudit } from "./checkpoint-audit";
import { examineTrail } from "./examine-trail";
import { findStall } from "./find-stall";
import { recordAuditEvent } from "./record-audit-event";

const MEERA = { kind: "operator", id: OPERATORS.meera.id } as const;
let world: World;
beforeAll(async () => {
  world = await testWorld();
  await write(3);
  expect(await checkpointAudit(world.console)).toEqual({ end: "taken", number: 1, seq: 3 });
});
afterAll(() => world.end());

async function write(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1)
    await world.console.db.$transaction((tx) => recordAuditEvent(tx, "request.assigned", MEERA, {}, { assigneeId: null }));
}
/** What a superuser does past every guard. */
async function past(...statements: string[]): Promise<void> {
  const client = await world.database.ownerPool.connect();
  await client.query(["SET session_replication_role = replica", ...statements].join("; ")).finally(() => client.release(true));
}
const rows = async (text: string) => (await world.database.ownerPool.query(text)).rows;
const told = async () =>
  (await rows("SELECT payload FROM console.audit_event WHERE type = 'audit.checkpointed' ORDER BY id")).map(({ payload }) => payload.seq);
const head = async (): Promise<number> => (await rows("SELECT max(seq)::int AS seq FROM console.audit_link"))[0]?.seq;
const alerts = () => world.console.db.alert.count({ where: { kind: "audit_trail_bent", endedAt: null } });
const notes = async () => (await readdir(path.join(env().AUDIT_STORE, "checkpoints"))).filter((name) => name.endsWith(".txt")).length;
const examined = async () =>
  (
    await examineTrail({
      ...{ where: { database: world.database.url }, checkpoints: env().AUDIT_STORE },
      ...{ keys: openSigningKeys(env().SIGNING_KEY_FILE).published, onProgress: () => {} },
    })
  ).faults;
const TYPE_OF = (seq: number, type: string) =>
  `UPDATE console.audit_event SET type = '${type}' WHERE id = (SELECT event_id FROM console.audit_link WHERE seq = ${seq})`;
const BEND = TYPE_OF(2, "purge.finished");
const MEND = TYPE_OF(2, "request.assigned");
/** A line of the book that says that a link was signed, linked as every other, past the guard that refuses it. */
const INVENT = (seq: number) => `WITH e AS (INSERT INTO console.audit_event (at, type, actor_kind, actor_id, payload)
    VALUES (date_trunc('milliseconds', clock_timestamp()), 'audit.checkpointed', 'operator', '${MEERA.id}', '{"seq": ${seq}}') RETURNING *)
  INSERT INTO console.audit_link SELECT l.seq + 1, e.id, console.audit_hash(l.hash, l.seq + 1, ROW(e.*)::console.audit_event)
    FROM e, (SELECT * FROM console.audit_link ORDER BY seq DESC LIMIT 1) l`;

test("a signer that was killed between its note and its line is made up for by the next run, also when nothing happened since", async () => {
  expect(await told()).toEqual([3]);
  await past("DELETE FROM console.audit_event WHERE type = 'audit.checkpointed'", "DELETE FROM console.audit_link WHERE seq = 4");
  for (const _run of ["the next", "the one after"]) {
    expect(await checkpointAudit(world.console)).toEqual({ end: "nothing_new" });
    expect(await told()).toEqual([3]);
    expect(await head()).toBe(4);
  }
  expect(await examined()).toEqual([]);
});

test("what was mended hours after it was found is signed again, however old the newest checkpoint is by then", async () => {
  const earlier = fixedClock(later(await world.console.clock.now(world.console.db), -3 * HOUR_MS));
  await write(1);
  expect(await checkpointAudit({ ...world.console, clock: earlier })).toMatchObject({ end: "taken", number: 2 });
  await write(1);
  await past(BEND);
  expect(await checkWhole(world.console)).toMatchObject({ what: "edited", seq: 2 });
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "refused" });
  await past(MEND);
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "taken", number: 3 });
  expect(await alerts()).toBe(0);
});

test("nothing but a link that is there is said to be signed, whoever writes the line", async () => {
  for (const payload of ['{"seq": 999999999}', '{"seq": "1"}', '{"seq": 1.5}', "{}", '{"seq": 1, "more": 2}'])
    for (const by of ["callmissed_console", "postgres"]) {
      const client = await world.database.ownerPool.connect();
      if (by !== "postgres") await client.query(`SET ROLE ${by}`);
      const insert = client.query(
        "INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('audit.checkpointed', 'system', $1)",
        [payload],
      );
      await expect(
        insert.finally(() => client.release(true)),
        `${by}: ${payload}`,
      ).rejects.toMatchObject({ code: "CM004" });
    }
});

test("an invented line about the signing is named with who wrote it, and neither stops the signing nor passes for it", async () => {
  await write(1);
  await past(INVENT(999_999_999));
  const invented = await head();
  const AGE = (sign: "-" | "+") =>
    `UPDATE console.audit_event SET at = at ${sign} interval '3 hours' WHERE id IN (SELECT event_id FROM console.audit_link WHERE seq = ${invented - 1})`;
  await past(AGE("-"));
  expect((await findStall(world.console.db)).unsignedSeconds).toBeGreaterThan((2 * HOUR_MS) / 1_000);
  await past(AGE("+"));
  expect(await checkWhole(world.console)).toMatchObject({ what: "checkpoint_invented", seq: invented });
  expect(await alerts()).toBe(1);
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "taken", number: 4 });
  // The same with one that the console's own role may write: of a link that is there, and that nothing signed.
  await write(1);
  const seq = await head();
  await world.console.db
    .$executeRaw`INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('audit.checkpointed', 'system', jsonb_build_object('seq', ${seq}::int))`;
  expect(await checkWhole(world.console)).toMatchObject({ what: "checkpoint_invented" });
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "taken", number: 5 });
  const [first] = await examined();
  expect(first).toMatchObject({ what: "checkpoint_invented", seq: invented, says: expect.stringContaining(`operator ${MEERA.id}`) });
  // Whatever is bent besides stops the signing as ever, and stands in the book although the alert is open already.
  await past(BEND);
  for (const _run of [1, 2])
    expect(await checkpointAudit(world.console)).toMatchObject({ end: "refused", because: expect.stringContaining("link 2)") });
  await past(MEND);
  expect(await alerts()).toBe(1);
  const found = await rows("SELECT payload ->> 'what' AS what FROM console.audit_event WHERE type = 'audit.found_bent' ORDER BY id");
  expect(found.slice(-2).map(({ what }) => what)).toEqual(["checkpoint_invented", "edited"]);
});

test("--restored signs nothing where nothing was cut, and nothing over a trail that is bent before the cut", async () => {
  await write(2);
  const before = await notes();
  await past(BEND);
  for (const isBent of [true, false]) {
    expect(await checkpointAudit(world.console, { isRestored: true }), `bent: ${isBent}`).toEqual({ end: "nothing_cut" });
    if (isBent) await past(MEND);
  }
  expect([await notes(), await alerts()]).toEqual([before, 1]);
  expect(await checkpointAudit(world.console)).toMatchObject({ end: "taken", number: before + 1 });
  const cut = (await head()) - 2;
  await past(
    `DELETE FROM console.audit_event WHERE id IN (SELECT event_id FROM console.audit_link WHERE seq > ${cut})`,
    `DELETE FROM console.audit_link WHERE seq > ${cut}`,
    BEND,
  );
  expect(await checkpointAudit(world.console, { isRestored: true })).toMatchObject({
    end: "refused",
    because: expect.stringContaining("link 2)"),
  });
  expect(await notes()).toBe(before + 1);
  await past(MEND);
  expect(await checkpointAudit(world.console, { isRestored: true })).toMatchObject({ end: "taken", number: before + 2 });
  expect((await examined()).map(({ what }) => what)).toEqual(["checkpoint_invented"]);
});
