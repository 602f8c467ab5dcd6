import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import type { Role } from "@/server/operator/permissions";
import { testWorld, type World } from "@/server/testing/world";
import { checkpointAudit } from "./checkpoint-audit";
import { examineTrail } from "./examine-trail";
import { exportFound, exportTrail } from "./export-trail";
import { handleTrailExport } from "./handle-trail-export";
import { readTrailFile } from "./read-trail";
import { recordAuditEvent } from "./record-audit-event";
import { sayVerdict } from "./say-verdict";
import { verifyTrail } from "./verify-trail";

let world: World;
let folder: string;
const EVENTS = 2_345;
const by = { kind: "operator", id: randomUUID() } as const;

beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
  folder = await mkdtemp(join(tmpdir(), "trail-"));
  const { console, database } = world;
  await console.db.$transaction((tx) =>
    recordAuditEvent(tx, "purge.step_finished", { kind: "system" }, {}, { className: 'a,"b"', erased: 1 }),
  );
  await database.ownerPool.query(
    "INSERT INTO console.audit_event (type, actor_kind, payload) SELECT 'tax_records.expired', 'system', jsonb_build_object('records', n) FROM generate_series(1, $1) n",
    [EVENTS],
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.end();
});

async function textOf(lines: AsyncGenerator<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of lines) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

async function verdictOf(file: string) {
  const check = verifyTrail(readTrailFile(file), []);
  for (;;) {
    const step = await check.next();
    if (step.done) return step.value;
  }
}
const exportsIn = async () =>
  (await world.database.ownerPool.query("SELECT payload FROM console.audit_event WHERE type = 'audit.exported' ORDER BY id")).rows;

test("the exported trail verifies without this console, up to the link that was last when it was asked for, and one changed line does not", async () => {
  const text = await textOf(await exportTrail(world.console, by));
  const file = join(folder, "trail.jsonl");
  await writeFile(file, text);
  expect(await verdictOf(file)).toMatchObject({ events: EVENTS + 1, faults: [] });
  expect((await exportsIn()).at(-1)).toEqual({ payload: { events: EVENTS + 1, format: "jsonl" } });
  const bent = join(folder, "bent.jsonl");
  await writeFile(bent, text.replace('{"records": 1000}', '{"records": 1001}'));
  expect((await verdictOf(bent)).faults[0]).toMatchObject({ what: "edited", seq: 1_001 });
});

test("what a search finds is exported, all of it and nothing that was written since", async () => {
  const lines = await exportFound(world.console, by, { q: "", kind: "tax_records" });
  await world.database.ownerPool.query(
    "INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('tax_records.expired', 'system', '{\"records\": 9999}')",
  );
  const rows = (await textOf(lines)).trimEnd().split("\r\n");
  expect(rows).toHaveLength(EVENTS + 1);
  expect(rows[0]).toBe("\ufeffLink,Event,At (UTC),Type,Actor,Actor id,Tenant id,Request id,Payload,Hash");
  expect(rows[1]).toContain(`"{""records"":${EVENTS}}"`);
  expect((await exportsIn()).at(-1)).toEqual({ payload: { events: EVENTS, format: "csv" } });
});

test.each(["support_lead", "grievance_officer", "admin"] as const)("%s takes no trail along, and nothing is written", async (role) => {
  const before = await exportsIn();
  const operator = { ...(await world.given.operator(role)), role: role as Role };
  const contextOf = async () => ({ deps: world.console, operator, member: null, callId: "call" });
  const response = await handleTrailExport(new Request("http://x/api/audit/export?format=jsonl"), null, contextOf);
  expect(response.status).toBe(403);
  expect(await exportsIn()).toEqual(before);
});

test("an auditor's search comes as a file; a format that there is not, or a date that is none, is refused", async () => {
  const operator = { ...(await world.given.operator("auditor")), role: "auditor" as const };
  const ask = (search: string) =>
    handleTrailExport(new Request(`http://x/api/audit/export?${search}`), null, async () => ({
      deps: world.console,
      operator,
      member: null,
      callId: "call",
    }));
  const found = await ask("format=csv&kind=purge");
  expect(found.headers.get("content-disposition")).toContain("audit-events.csv");
  expect((await found.text()).trimEnd().split("\r\n")).toHaveLength(2);
  for (const wrong of ["", "format=xml", "format=csv&from=yesterday", "format=csv&kind=%25"])
    expect((await ask(wrong)).status, wrong).toBe(400);
});

test("an untouched file stays sound when the book goes on; one without the whole of its end, or with another's, does not", async () => {
  const file = join(folder, "taken.jsonl");
  const examine = async (text: string) => {
    await writeFile(file, text);
    const keys = openSigningKeys(env().SIGNING_KEY_FILE).published;
    return examineTrail({ where: { file }, checkpoints: env().AUDIT_STORE, keys, onProgress: () => {} });
  };
  await checkpointAudit(world.console);
  const text = await textOf(await exportTrail(world.console, by));
  expect(await examine(text)).toMatchObject({ faults: [], goneOn: null, waiting: 0 });
  await world.database.ownerPool.query(
    "INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('tax_records.expired', 'system', '{\"records\": 1}')",
  );
  const taken = await checkpointAudit(world.console);
  const { faults, goneOn, ...rest } = await examine(text);
  expect({ faults, number: goneOn?.number }).toEqual({ faults: [], number: 2 });
  expect(sayVerdict({ faults, goneOn, ...rest })).toContain(`checkpoint 2 of ${goneOn?.at.toISOString()} is at link ${goneOn?.seq}`);
  expect(taken).toMatchObject({ end: "taken", number: 2 });
  const lines = text.trimEnd().split("\n");
  const closing = lines.at(-1) ?? "";
  const what = async (some: string[]) => (await examine(`${some.join("\n")}\n`)).faults.map((fault) => fault.what);
  expect(await what(lines.slice(0, -1))).toEqual(["tail_cut", "file_cut"]);
  expect(await what([...lines.slice(0, -2), closing])).toEqual(["file_cut"]);
  expect(await what([...lines.slice(0, -1), closing.replace("waiting 0", "waiting 1")])).toContain("end_forged");
  const later = (await textOf(await exportTrail(world.console, by))).trimEnd().split("\n");
  expect(await what([...later.slice(0, -1), closing])).toContain("end_forged");
});

test("a file that was taken while events had waited too long for their links says so", async () => {
  const { ownerPool: pool } = world.database;
  const client = await pool.connect();
  await client.query("BEGIN; SELECT 1 FROM console.audit_chain FOR UPDATE");
  await pool.query("INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('purge.started', 'system', '{}')");
  const other = await pool.connect();
  await other.query("SET session_replication_role = replica; UPDATE console.audit_waiting SET at = at - interval '11 minutes'");
  other.release(true);
  const file = join(folder, "waited.jsonl");
  await writeFile(file, await textOf(await exportTrail(world.console, by)));
  await client.query("ROLLBACK");
  client.release();
  const keys = openSigningKeys(env().SIGNING_KEY_FILE).published;
  const examined = await examineTrail({ where: { file }, checkpoints: env().AUDIT_STORE, keys, onProgress: () => {} });
  expect(examined).toMatchObject({ waiting: 1, faults: [{ what: "waits_long" }] });
});
