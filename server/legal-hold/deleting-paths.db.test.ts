// long: the list of everything that deletes, and the proof for each entry of it, belong side by side.
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expireExports } from "@/server/export/expire-exports";
import { eraseUnmatched } from "@/server/inbound-mail/erase-unmatched";
import { openStore } from "@/server/lib/open-store";
import { beginPurge } from "@/server/retention/begin-purge";
import { countClass } from "@/server/retention/count-class";
import { classesHeldBy, DATA_GROUPS, ERASE_CLASSES } from "@/server/retention/inventory";
import { purgeTenant } from "@/server/retention/purge-tenant";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";

/*
 * H2: a hold is enforced where the deletion happens, on every path. This file lists the paths. A new one, be it a line of
 * code, a function of the database or a grant, fails here until somebody has proven that a hold stops it, or has written
 * down why no hold can be meant.
 */

type Answer =
  | {
      proof:
        | "purge"
        | "unmatched letters"
        | "database"
        | "replay-erasures.db.test.ts: a hold placed since stands"
        | "sign-in.db.test.ts: what an order holds stays"
        | "archives";
    }
  | { noHoldBecause: string };

/** Every source file with a line that deletes tenants' data, or calls what does. */
const FILES: Record<string, Answer> = {
  "server/retention/purge-tenant.ts": { proof: "purge" },
  "server/retention/erase-class.ts": { proof: "purge" },
  "server/retention/erase-batch.ts": { proof: "purge" },
  "server/retention/remove-outside.ts": { proof: "purge" },
  "server/retention/erase-again.ts": { proof: "replay-erasures.db.test.ts: a hold placed since stands" },
  "server/platform/objects.adapter.ts": { proof: "purge" },
  "server/platform/tenant-keys.ts": { proof: "purge" },
  // Destroys again what a restored key store brought back, and only where a purge has taken the tenant's own row.
  "server/platform/rewrap-tenant-keys.ts": { noHoldBecause: "whatever order keeps the key keeps the tenant's row (tested below)" },
  "server/export/expire-exports.ts": { proof: "archives" },
  "server/export/remove-unfinished.ts": {
    noHoldBecause:
      "what a broken try half wrote: no archive yet, opened by nobody, a copy of rows that stay (tested in interrupted.db.test.ts)",
  },
  "server/grievance/erase-people.ts": {
    noHoldBecause:
      "cases of nobody's tenant; a letter of theirs about a tenant that an order holds stays (tested in grievance/desk.db.test.ts)",
  },
  "server/grievance/keep-files.ts": {
    noHoldBecause:
      "bytes whose rows did not come to be: no row ever pointed to them, nobody could open them (tested in grievance/files.db.test.ts)",
  },
  "server/inbound-mail/erase-letters.ts": { proof: "purge" },
  "server/inbound-mail/erase-unmatched.ts": { proof: "unmatched letters" },
};

/** Every function of the database with a statement that deletes. */
const FUNCTIONS: Record<string, Answer> = {
  "console.file_tax_records": { noHoldBecause: "shuffles tax records, which are anonymous: no order can name one" },
  "console.expire_nobodys_refunds": {
    noHoldBecause: "words about nobody's refund: without a tenant no order can name them (H2); tested in expire-nobodys.db.test.ts",
  },
  "console.forget_tries": { proof: "sign-in.db.test.ts: what an order holds stays" },
  "console.link_waiting": { noHoldBecause: "numbers of events that wait for their link in the chain; the events stay" },
  "console.expire_tax_records": { noHoldBecause: "tax records are anonymous: no order can name one (D§4)" },
};

/** Tables that some role may delete from although no hold reaches them. Everything else is tried. */
const TABLES: Record<string, Answer> = {
  "console.rate_count": { noHoldBecause: "keyed counts of tries: no order can name them" },
  "console.audit_waiting": { noHoldBecause: "numbers of events that wait for their link in the chain; the events stay" },
  "console.tax_record": { noHoldBecause: "anonymous: no order can name one (D§4)" },
};

const ROOT = path.resolve(import.meta.dirname, "../..");
const MODELS = readdirSync(path.join(ROOT, "prisma/models"))
  .flatMap((file) => [...readFileSync(path.join(ROOT, "prisma/models", file), "utf8").matchAll(/^model (\w)(\w*) \{/gm)])
  .map((match) => `${match[1]?.toLowerCase()}${match[2]}`);
const DELETES = [
  new RegExp(`\\.(?:${MODELS.join("|")})\\.delete(?:Many)?\\(`),
  /\bDELETE\s+FROM\b|\bTRUNCATE\s/,
  /(?<![.\w])(?:unlink|rm|rmdir)(?:Sync)?\(/,
  /\.remove(?:Drafts)?\(|\bDelete\w*Command\(/,
  /\b(?:destroyTenantKey|deleteObjects\w*|eraseBatch|eraseClass|eraseLettersById|removeOutside)\(/,
];
/** Stores carry out what rooms ask of them, and know no tenant; whoever asks is found by the lines above. */
const STORES = /^server\/lib\/[a-z0-9-]+\.adapter\.ts$/;
const isProduction = (file: string) =>
  /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.|\.d\.ts$/.test(file) && !/^server\/(testing|local)\//.test(file) && !STORES.test(file);

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

/** A tenant whose window is over, with something in every class of the purge. */
async function fullTenant() {
  const retention = await world.given.tenantInRetention({ dueInMs: -1_000, isFilled: true });
  const { tenant, request } = retention;
  const stray = path.join(world.filesDir, tenant.id, "exports");
  await mkdir(stray, { recursive: true });
  await writeFile(path.join(stray, "half.zip"), "half");
  await sql(
    `INSERT INTO console.notice (id, kind, subject_id, tenant_id, request_id, to_address, language, params, created_at)
     VALUES ($1, 'deactivated', $2, $3, $4, 'somebody@x.example', 'en', '{}', now())`,
    [randomUUID(), retention.deactivationId, tenant.id, request.id],
  );
  return retention;
}
const countsOf = async (tenantId: string, requestId: string) =>
  Object.fromEntries(
    await Promise.all(
      ERASE_CLASSES.map(async (entry) => [entry.name, await countClass(world.purge.db, entry, tenantId, requestId)] as [string, number]),
    ),
  );

describe("the list is complete", () => {
  test("no line of code deletes in a file that is not on it", () => {
    const files = ["server", "app", "prisma"].flatMap((folder) =>
      (readdirSync(path.join(ROOT, folder), { recursive: true }) as string[]).map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
    );
    const found = files
      .filter((file) => isProduction(file) && !/^prisma\/(generated|seed|migrations)\//.test(file))
      .filter((file) => {
        const code = readFileSync(path.join(ROOT, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*(?:\/\/|import ).*$/gm, "");
        return DELETES.some((pattern) => pattern.test(code));
      });
    expect(found.length).toBeGreaterThan(4);
    expect(found.filter((file) => !(file in FILES))).toEqual([]);
  });
  test("whatever order keeps the key keeps the tenant's row, so a key without its tenant is never held", () => {
    for (const scope of [...DATA_GROUPS, "everything"]) {
      const held = classesHeldBy([scope]);
      if (held.includes("tenant_key")) expect(held, scope).toContain("tenant");
    }
    expect(classesHeldBy(["conversations"])).toContain("tenant_key");
  });
  test("no function of the database deletes that is not on it", async () => {
    const found = await sql(
      `SELECT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname IN ('console', 'platform', 'public') AND p.prosrc ~* '(delete\\s+from|truncate\\s)'`,
    );
    expect(found.map((row) => row.name).filter((name) => !(name in FUNCTIONS))).toEqual([]);
  });
  test("no row goes because another one went", async () => {
    const found = await sql("SELECT conname FROM pg_constraint WHERE contype = 'f' AND confdeltype NOT IN ('r', 'a')");
    expect(found).toEqual([]);
  });
  test("no view or rule deletes behind a table's name, and no table of ours is truncated by a role", async () => {
    expect(await sql("SELECT rulename FROM pg_rules WHERE schemaname IN ('console', 'platform') AND definition ~* 'delete'")).toEqual([]);
    expect(await grants("TRUNCATE")).toEqual([]);
  });
});

describe("purge", () => {
  test("without a hold the same steps leave nothing: what follows is a refusal, not an idle engine", async () => {
    const { tenant, request } = await fullTenant();
    const before = await countsOf(tenant.id, request.id);
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    await beginPurge(world.purge, request.id);
    await purgeTenant(world.purge, request.id);
    expect(new Set(Object.values(await countsOf(tenant.id, request.id)))).toEqual(new Set([0]));
  });
  test.each([...DATA_GROUPS, "everything"])(
    "under an order over %s not one row, object or key of it goes, and that it was asked for is recorded",
    async (scope) => {
      const { tenant, request } = await fullTenant();
      await beginPurge(world.purge, request.id);
      await world.given.hold({ tenant, scope: [scope] });
      const before = await countsOf(tenant.id, request.id);
      await outcomeOf(purgeTenant(world.purge, request.id));
      const after = await countsOf(tenant.id, request.id);
      const held = classesHeldBy([scope]);
      expect(held.length).toBeGreaterThan(0);
      for (const name of held) expect([name, after[name]]).toEqual([name, before[name]]);
      expect(
        await sql("SELECT DISTINCT type FROM console.audit_event WHERE request_id = $1 AND type LIKE '%refused_by_hold'", [request.id]),
      ).toHaveLength(1);
      expect((await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id]))[0]).toEqual({ state: "purging" });
    },
  );
  test("a hold that was released after the due instant protects for 48 hours all the same", async () => {
    const { tenant, request } = await fullTenant();
    await beginPurge(world.purge, request.id);
    await world.given.hold({ tenant, scope: ["conversations"], placedHoursAgo: 1, releasedAt: new Date(Date.now()) });
    const before = await countsOf(tenant.id, request.id);
    await purgeTenant(world.purge, request.id).catch(() => null);
    const after = await countsOf(tenant.id, request.id);
    for (const name of classesHeldBy(["conversations"])) expect([name, after[name]]).toEqual([name, before[name]]);
  });
});

describe("unmatched letters", () => {
  const letter = async (aboutTenantId: string | null) => {
    const { id } = await world.given.letter({ receivedAt: new Date(Date.now() - 40 * 86_400_000) });
    await sql("UPDATE console.inbound_mail SET tenant_id = NULL, request_id = NULL, about_tenant_id = $2 WHERE id = $1", [
      id,
      aboutTenantId,
    ]);
    return id;
  };
  const isThere = async (id: string) => (await sql("SELECT 1 FROM console.inbound_mail WHERE id = $1", [id])).length === 1;
  test("about a tenant under a hold stay, which is recorded; all others go in the same night", async () => {
    const held = await world.given.tenant();
    await world.given.hold({ tenant: held, scope: ["correspondence"] });
    const elsewhere = await world.given.tenant();
    await world.given.hold({ tenant: elsewhere, scope: ["conversations"] });
    const [kept, free, aboutNobody] = [await letter(held.id), await letter(elsewhere.id), await letter(null)];
    await eraseUnmatched(world.purge);
    expect([await isThere(kept), await isThere(free), await isThere(aboutNobody)]).toEqual([true, false, false]);
    expect(
      await sql("SELECT payload FROM console.audit_event WHERE tenant_id = $1 AND type = 'letters.refused_by_hold'", [held.id]),
    ).toEqual([{ payload: { letters: 1 } }]);
  });
});

describe("archives", () => {
  test("whose time is over stay under a hold over the account, which is recorded once; all others go", async () => {
    const store = openStore(world.filesDir);
    const [held, elsewhere] = [await world.given.tenant(), await world.given.tenant()];
    await world.given.hold({ tenant: held, scope: ["account"] });
    await world.given.hold({ tenant: elsewhere, scope: ["payments"] });
    const kept = await world.given.archive({ tenant: held, readyHoursAgo: 169 });
    const gone = await world.given.archive({ tenant: elsewhere, readyHoursAgo: 169 });
    for (const _again of [1, 2]) await expireExports(world.console, store);
    expect([await store.get(kept.objectKey), await store.get(gone.objectKey)].map(Boolean)).toEqual([true, false]);
    const states = await sql("SELECT id, state FROM console.data_export WHERE id = ANY ($1)", [[kept.id, gone.id]]);
    expect(new Map(states.map((row) => [row.id, row.state]))).toEqual(
      new Map([
        [kept.id, "ready"],
        [gone.id, "expired"],
      ]),
    );
    const book = "SELECT type FROM console.audit_event WHERE payload ->> 'exportId' = $1";
    expect(await sql(book, [kept.id])).toEqual([{ type: "export.expiry_refused_by_hold" }]);
    expect(await sql(book, [gone.id])).toEqual([{ type: "export.expired" }]);
  });
});

async function grants(privilege: string): Promise<{ role: string; table: string }[]> {
  return sql(
    `SELECT coalesce(r.rolname, 'PUBLIC') AS role, n.nspname || '.' || c.relname AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
       aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
     WHERE n.nspname IN ('console', 'platform') AND a.privilege_type = $1 AND a.grantee <> c.relowner ORDER BY 1, 2`,
    [privilege],
  );
}

describe("database", () => {
  /** How a table's rows are the tenant's ($1). A table that is missing here and in TABLES fails: nobody has said whose its rows are. */
  const WHOSE: Record<string, string> = {
    "console.inbound_mail": "about_tenant_id = $1",
    "console.verification": "letter_id IN (SELECT id FROM console.inbound_mail WHERE about_tenant_id = $1)",
    "console.seen_mark": "letter_id IN (SELECT id FROM console.inbound_mail WHERE about_tenant_id = $1)",
    "console.confirmation": "tenant_id = $1",
    "console.notice": "tenant_id = $1",
    "console.gateway_event": "tenant_id = $1",
    "console.refund_difference": "tenant_id = $1",
    "console.credit_note": "tenant_id = $1",
    "console.refund": "tenant_id = $1",
    "console.data_export": "tenant_id = $1",
    "console.team_warning": "tenant_id = $1",
    "console.consent": "tenant_id = $1",
    "console.owner_session": "tenant_id = $1",
    "console.owner_code": "tenant_id = $1",
    "console.grievance_message": "tenant_id = $1",
    "console.grievance_attachment": "tenant_id = $1",
    "console.grievance_note": "tenant_id = $1",
    "console.grievance_person": "tenant_id = $1",
    "console.seal_digest": "deactivation_id IN (SELECT id FROM console.deactivation WHERE tenant_id = $1)",
    "platform.tenant": "id = $1",
  };
  const whose = (table: string) => WHOSE[table] ?? (table.startsWith("platform.") ? "tenant_id = $1" : null);

  /** What happens when a role tries to delete all that a table has of a tenant: the refusal's code, or how many rows would have gone. */
  async function attempt(role: string, table: string, tenantId: string): Promise<string | number> {
    const client = await world.database.ownerPool.connect();
    try {
      await client.query("BEGIN");
      const { rows } = await client.query(`SELECT 1 FROM ${table} WHERE ${whose(table)} LIMIT 1`, [tenantId]);
      if (rows.length === 0) return "nothing there to try it on";
      await client.query("SELECT set_config('callmissed.tenant_id', $1, true), set_config('callmissed.purging_tenant', $1, true)", [
        tenantId,
      ]);
      await client.query(`SET LOCAL ROLE ${role}`);
      const { rowCount } = await client.query(`DELETE FROM ${table} WHERE ${whose(table)}`, [tenantId]);
      return rowCount ?? 0;
    } catch (error) {
      return String((error as { code?: string }).code);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  }

  // proves: D4.3
  test("whoever may delete from whatever table is refused under a hold, whether the tenant is active or being purged", async () => {
    const purging = await fullTenant();
    const active = await world.given.tenant();
    await world.given.oneRowInEveryTable(active);
    const { id: letterId } = await world.given.letter({ tenant: purging.tenant, requestId: purging.request.id });
    await sql("INSERT INTO console.seen_mark (sha256, letter_id, seen_at) VALUES ($2, $1, now())", [letterId, randomUUID()]);
    await beginPurge(world.purge, purging.request.id);
    // Rows that hang together hold each other; without that only the hold itself is left to refuse.
    const keys = await sql("SELECT conrelid::regclass::text AS table, conname FROM pg_constraint WHERE contype = 'f'");
    for (const key of keys) await sql(`ALTER TABLE ${key.table} DROP CONSTRAINT "${key.conname}"`);
    const known = await grants("DELETE");
    expect(known.length).toBeGreaterThan(30);
    for (const hold of [false, true]) {
      if (hold) for (const tenant of [purging.tenant, active]) await world.given.hold({ tenant });
      for (const { role, table } of known) {
        if (table in TABLES) continue;
        expect(whose(table), `${table}: whose are its rows? Say it in WHOSE, or in TABLES why no hold can be meant`).not.toBeNull();
        const tenantIds = [purging.tenant.id, ...(table.startsWith("platform.") ? [active.id] : [])];
        const outcomes = await Promise.all(tenantIds.map((id) => attempt(role, table, id)));
        // Without the hold at least one of the two can be deleted, or the refusal below would prove nothing.
        if (!hold)
          expect(
            outcomes.some((outcome) => Number(outcome) > 0),
            `${role} on ${table}, without a hold: ${outcomes}`,
          ).toBe(true);
        else
          for (const outcome of outcomes) expect([0, "CM001", "CM002"], `${role} on ${table}, under a hold: ${outcome}`).toContain(outcome);
      }
    }
  });
});
