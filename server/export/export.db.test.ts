// long: what one archive holds, and who may read for it, share their set-up.
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256Hex } from "@/server/lib/crypto";
import { type Db, openDb } from "@/server/lib/db";
import { openStore } from "@/server/lib/open-store";
import { openingStream } from "@/server/platform/file-cipher";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { openTenantKey } from "@/server/platform/tenant-keys";
import type { GivenTenant } from "@/server/testing/given";
import { asBytea, sealedMessage, writeObjects } from "@/server/testing/given/content";
import { insertRows } from "@/server/testing/insert-rows";
import { readZip } from "@/server/testing/read-zip";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { buildExport, type ExportDeps } from "./build-export";
import { archiveKey } from "./export";
import { openExportDeps } from "./open-export-deps";
import { requestExport } from "./request-export";

let world: World;
let reader: Db;
let deps: ExportDeps;
beforeAll(async () => {
  world = await testWorld();
  reader = openDb("callmissed_export", world.database.url, 2);
  deps = openExportDeps(world.console, reader);
});
afterAll(async () => {
  await reader.$disconnect();
  await world.end();
});

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const ground = () => ({ pool: world.database.ownerPool, filesDir: world.filesDir });
const ask = (tenant: GivenTenant, language = "en") => requestExport(world.console, { id: tenant.owner.id, tenantId: tenant.id, language });

async function filledTenant(wish: { name?: string } = {}) {
  const tenant = await world.given.tenant(wish);
  await world.given.oneRowInEveryTable(tenant);
  await sql("DELETE FROM console.data_export WHERE tenant_id = $1", [tenant.id]);
  return tenant;
}
async function archiveOf(tenantId: string, id: string): Promise<Buffer> {
  const objectKey = archiveKey({ tenantId, id });
  const sealed = (await openStore(world.filesDir).read(objectKey)) ?? Readable.from([]);
  return buffer(sealed.pipe(openingStream(await openTenantKey(openKeyRing(), tenantId), { tenantId, objectKey })));
}
const linesOf = (zip: Map<string, Buffer>, name: string): Record<string, unknown>[] =>
  (zip.get(`data/${name}.jsonl`)?.toString() ?? "")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const rowOf = async (id: string) => (await sql("SELECT * FROM console.data_export WHERE id = $1", [id]))[0];

/** Everything that the platform has of a tenant and its owner gets, as class → rows of the table. */
const TABLES = {
  members: "team_member",
  bots: "bot",
  "knowledge-files": "knowledge_file",
  conversations: "conversation",
  messages: "message",
  recordings: "recording",
  transcripts: "transcript",
  webhooks: "webhook_endpoint",
  keys: "api_key",
  usage: "usage_record",
  purchases: "purchase",
  credits: "credit_entry",
};

describe("an archive", () => {
  // proves: D5.2
  test("has every row and every file of the tenant, none of a neighbour, and says of each how long it is and what its fingerprint is", async () => {
    const neighbour = await filledTenant({ name: "Initech" });
    const tenant = await filledTenant({ name: "Chai <b>Point</b> Labs" });
    const id = await ask(tenant);
    expect(await buildExport(deps, id)).toBe("ready");
    const data = await archiveOf(tenant.id, id);
    const row = await rowOf(id);
    expect([row.state, Number(row.bytes), row.sha256, row.items_done]).toEqual(["ready", data.length, sha256Hex(data), row.items_total]);
    expect(Number(row.expires_at) - Number(row.ready_at)).toBe(168 * 3_600_000);

    const zip = await readZip(data);
    for (const [name, table] of Object.entries(TABLES)) {
      const ids = await sql(`SELECT id FROM platform.${table} WHERE tenant_id = $1 ORDER BY id`, [tenant.id]);
      expect(ids.length, name).toBeGreaterThan(0);
      expect(
        linesOf(zip, name).map((line) => line.id),
        name,
      ).toEqual(ids.map(({ id: known }) => known));
    }
    expect(linesOf(zip, "messages")[0]?.body).toBe("Namaste, kya aap khule hain?");
    expect(linesOf(zip, "transcripts")[0]?.body).toBe("Caller: Namaste");
    expect(linesOf(zip, "bots")[0]).toMatchObject({ systemPrompt: "You help.", settings: { voice: "vidya" } });
    for (const [name, text] of [
      ["recordings", "OggS and a few seconds of talk"],
      ["knowledge-files", "Opening hours: 9 to 7, Sunday closed."],
    ] as const)
      expect(zip.get(String(linesOf(zip, name)[0]?.file))?.toString(), name).toBe(text);

    const manifest = JSON.parse(zip.get("manifest.json")?.toString() ?? "");
    const said = new Map(manifest.entries.map((entry: { path: string }) => [entry.path, entry]));
    expect([...said.keys(), "manifest.json"].toSorted()).toEqual([...zip.keys()].toSorted());
    for (const [path, content] of zip)
      if (path !== "manifest.json") expect(said.get(path), path).toMatchObject({ bytes: content.length, sha256: sha256Hex(content) });
    expect(manifest).toMatchObject({ tenantId: tenant.id, lost: [] });

    const all = [...zip.values()].map(String).join("\n");
    expect(all).toContain(tenant.id);
    for (const secret of [
      neighbour.id,
      neighbour.owner.email,
      ...(await sql("SELECT sha256 AS secret FROM platform.api_key UNION SELECT token_sha256 FROM platform.member_session")).map(
        ({ secret }) => secret,
      ),
    ])
      expect(all).not.toContain(secret);
    const page = String(zip.get("index.html"));
    expect(page).toContain("Chai &lt;b&gt;Point&lt;/b&gt; Labs");
    expect(page).not.toMatch(/<script|\son\w+=|javascript:/i);
    expect(
      await sql(
        "SELECT type, payload ->> 'files' AS files FROM console.audit_event WHERE tenant_id = $1 AND type LIKE 'export.%' ORDER BY id",
        [tenant.id],
      ),
    ).toEqual([
      { type: "export.requested", files: null },
      { type: "export.ready", files: "2" },
    ]);
    expect(await sql("SELECT kind, to_address FROM console.notice WHERE tenant_id = $1 AND subject_id = $2", [tenant.id, id])).toEqual([
      { kind: "export_ready", to_address: tenant.owner.email },
    ]);
  });

  test("of more rows than a page has each of them once, and none that was written after it began", async () => {
    const tenant = await filledTenant();
    const [conversation] = await sql("SELECT id FROM platform.conversation WHERE tenant_id = $1", [tenant.id]);
    const add = async (count: number, sentAt: string) => {
      const rows = [];
      for (let at = 0; at < count; at += 1) {
        const id = randomUUID();
        rows.push({
          tenant_id: tenant.id,
          id,
          conversation_id: conversation.id,
          direction: "inbound",
          body_ciphertext: asBytea(await sealedMessage(ground(), tenant.id, id, `no ${at}`)),
          sent_at: sentAt,
        });
      }
      await insertRows(world.database.ownerPool, "platform.message", rows);
    };
    await add(2_500, "2026-03-01T00:00:00Z");
    await add(3, "2036-03-01T00:00:00Z");
    const id = await ask(tenant);
    await buildExport(deps, id);
    const messages = linesOf(await readZip(await archiveOf(tenant.id, id)), "messages");
    expect(new Set(messages.map((line) => line.id)).size).toBe(2_501);
    expect(messages).toHaveLength(2_501);
  });

  test("takes whatever people called their files and themselves, and none of it leads out of its folder or is computed by a spreadsheet", async () => {
    const tenant = await filledTenant();
    const [bot] = await sql("SELECT id FROM platform.bot WHERE tenant_id = $1", [tenant.id]);
    const names = ["../../etc/passwd", "C:\\x\\..\\y.txt", "con.txt", "चाय.pdf", "a/b", "..", `${"ल".repeat(300)}.pdf`];
    for (const name of names) {
      const id = randomUUID();
      const objectKey = `${tenant.id}/knowledge/${id}.bin`;
      await insertRows(world.database.ownerPool, "platform.knowledge_file", [
        { tenant_id: tenant.id, id, bot_id: bot.id, file_name: name, object_key: objectKey, bytes: 4, created_at: "2026-02-03T04:05:06Z" },
      ]);
      await writeObjects(ground(), tenant.id, { [objectKey]: name });
    }
    await sql("UPDATE platform.team_member SET name = $2 WHERE tenant_id = $1 AND id = $3", [
      tenant.id,
      '=HYPERLINK("http://x","y")',
      tenant.owner.id,
    ]);
    const id = await ask(tenant, "hi");
    await buildExport(deps, id);
    const zip = await readZip(await archiveOf(tenant.id, id));
    const files = linesOf(zip, "knowledge-files");
    expect(files).toHaveLength(names.length + 1);
    for (const { file, fileName } of files.filter((line) => names.includes(String(line.fileName)))) {
      expect(String(file)).toMatch(/^files\/knowledge\/[0-9a-f-]{36}\/(?!\.)[^/\\:]+$/);
      expect(zip.get(String(file))?.toString()).toBe(fileName);
    }
    expect(String(zip.get("sheets/members.csv"))).toContain(`"'=HYPERLINK`);
    expect(String(zip.get("index.html"))).toContain('<html lang="hi">');
  });

  test("is made although an original is missing or damaged, and says which", async () => {
    const tenant = await filledTenant();
    const [recording] = await sql("SELECT id, object_key FROM platform.recording WHERE tenant_id = $1", [tenant.id]);
    const [file] = await sql("SELECT id, object_key FROM platform.knowledge_file WHERE tenant_id = $1", [tenant.id]);
    const store = openStore(world.filesDir);
    await store.remove([recording.object_key]);
    await store.put(file.object_key, Buffer.from("this was never encrypted by anybody"));
    const id = await ask(tenant);
    expect(await buildExport(deps, id)).toBe("ready");
    const zip = await readZip(await archiveOf(tenant.id, id));
    const { lost } = JSON.parse(String(zip.get("manifest.json")));
    expect(
      lost
        .map(({ path, because }: { path: string; because: string }) => [path.includes(recording.id) || path.includes(file.id), because])
        .toSorted(),
    ).toEqual([
      [true, "damaged"],
      [true, "missing"],
    ]);
    expect(String(zip.get("index.html"))).toContain("2 original files");
  });
});

describe("asking", () => {
  test("is refused while one is being made, for a sealed tenant, and more often than three times a day", async () => {
    const tenant = await filledTenant();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => outcomeOf(ask(tenant))));
    expect(answers.filter((answer) => "value" in answer)).toHaveLength(1);
    expect(answers.filter((answer) => "refused" in answer && answer.refused === "export_under_way")).toHaveLength(4);
    for (const more of [1, 2]) {
      await sql(
        "UPDATE console.data_export SET state = 'ready', ready_at = now(), expires_at = now() + interval '168 hours', bytes = 1, sha256 = 'x' WHERE tenant_id = $1 AND state = 'requested'",
        [tenant.id],
      );
      expect(await outcomeOf(ask(tenant)), `number ${more + 1}`).toHaveProperty("value");
    }
    await sql(
      "UPDATE console.data_export SET state = 'failed', ended_at = now(), ended_because = 'could_not_be_built' WHERE tenant_id = $1 AND state = 'requested'",
      [tenant.id],
    );
    expect(await outcomeOf(ask(tenant)), "one that failed does not count").toHaveProperty("value");
    await sql(
      "UPDATE console.data_export SET state = 'ready', ready_at = now(), expires_at = now() + interval '168 hours', bytes = 1, sha256 = 'x' WHERE tenant_id = $1 AND state = 'requested'",
      [tenant.id],
    );
    expect(await outcomeOf(ask(tenant))).toEqual({ refused: "export_too_often" });
    const { tenant: sealed } = await world.given.tenantInRetention();
    expect(await outcomeOf(ask(sealed))).toEqual({ refused: "export_sealed" });
  });
});

describe("the role that reads for an archive", () => {
  const seen = async (own: string | null, table: string) =>
    reader.$transaction(async (tx) => {
      if (own) await tx.$queryRaw`SELECT set_config('callmissed.tenant_id', ${own}, true)`;
      const key = table === "tenant" ? "id" : "tenant_id";
      return tx.$queryRawUnsafe<{ tenant: string; rows: number }[]>(
        `SELECT ${key} AS tenant, count(*)::int AS rows FROM platform.${table} GROUP BY 1`,
      );
    });
  test("sees one tenant, nothing without one, nothing of a sealed one, and can change nothing", async () => {
    const tenant = await filledTenant();
    await filledTenant();
    const { tenant: sealed } = await world.given.tenantInRetention({ isFilled: true });
    const tables = ["tenant", ...Object.values(TABLES)];
    for (const table of tables) {
      expect(
        (await seen(tenant.id, table)).map((row) => row.tenant),
        table,
      ).toEqual([tenant.id]);
      expect(await seen(null, table), table).toEqual([]);
      expect(await seen(sealed.id, table), table).toEqual([]);
    }
    for (const statement of [
      "SELECT sha256 FROM platform.api_key",
      "SELECT * FROM platform.member_session",
      "SELECT * FROM console.notice",
      "DELETE FROM platform.message",
      "UPDATE platform.tenant SET name = 'x'",
      "INSERT INTO platform.tenant (id) VALUES (gen_random_uuid())",
    ])
      await expect(reader.$executeRawUnsafe(statement), statement).rejects.toThrow(/permission denied/);
  });
});
