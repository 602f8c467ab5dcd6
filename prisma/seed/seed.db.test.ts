import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STATES } from "@/server/deletion/lifecycle";
import { REJECTIONS } from "@/server/deletion/rejection";
import { openFile, sealedBytes } from "@/server/platform/file-cipher";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { compareOrganisation } from "@/server/platform/organisation-name";
import { openTenantKey } from "@/server/platform/tenant-keys";
import { CHAI_POINT, INITECH, NILGIRI, OPERATORS } from "@/server/testing/cast";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { TABLES } from "./book";
import { seed } from "./seed";

const CAST = [CHAI_POINT.tenantId, INITECH.tenantId, NILGIRI.tenantId];

type Rows = Record<string, unknown>[];

let database: TestDatabase;
let filesDir: string;
let now: number;

beforeAll(async () => {
  database = await testDatabase();
  filesDir = await mkdtemp(path.join(tmpdir(), "callmissed-seed-"));
  const { rows } = await database.ownerPool.query<{ now: Date }>("SELECT date_trunc('second', now()) AS now");
  now = rows[0]?.now.getTime() ?? 0;
  await seed({ url: database.url, filesDir, keyRing: openKeyRing(), now });
});
afterAll(async () => {
  await rm(filesDir, { recursive: true, force: true });
  await database.drop();
});

const ask = async (sql: string, values: unknown[] = []): Promise<Rows> => (await database.ownerPool.query(sql, values)).rows;
const one = async (sql: string, values: unknown[] = []): Promise<unknown> => Object.values((await ask(sql, values))[0] ?? {})[0];

/** A hash of everything a table holds, in an order of its own; what is encrypted differs each time, as it must. */
async function fingerprint({ ownerPool }: TestDatabase, table: string): Promise<string> {
  const { rows } = await ownerPool.query<{ row: string }>(
    `SELECT (to_jsonb(t) - '{system_prompt_ciphertext,body_ciphertext,secret_ciphertext}'::text[])::text AS row FROM ${table} t ORDER BY 1`,
  );
  return createHash("sha256")
    .update(rows.map(({ row }) => row).join("\n"))
    .digest("hex");
}

describe("the seed", () => {
  it("makes the same database for the same instant, down to every id and byte", async () => {
    const second = await testDatabase();
    await seed({ url: second.url, filesDir, keyRing: openKeyRing(), now });
    for (const table of TABLES) expect(await fingerprint(second, table), table).toBe(await fingerprint(database, table));
    await second.drop();
  }, 60_000);

  it("refuses a database that holds tenants", async () => {
    await expect(seed({ url: database.url, filesDir, keyRing: openKeyRing() })).rejects.toThrow("holds tenants already");
  });

  it("has a request in every state but the passing one, and one on every day of the window", async () => {
    const states = (await ask("SELECT DISTINCT state::text AS state FROM console.deletion_request")).map(({ state }) => state);
    expect(states.sort()).toEqual(STATES.filter((state) => state !== "purging").sort());
    const days = await ask(
      "SELECT DISTINCT floor(extract(epoch FROM to_timestamp($1) - deactivated_at) / 86400)::int AS day FROM console.deactivation WHERE ended_at IS NULL ORDER BY day",
      [now / 1_000],
    );
    expect(days.map(({ day }) => day)).toEqual([...Array.from({ length: 30 }, (_, day) => day), 33]);
  });

  it("leaves nobody overdue, except under a hold", async () => {
    const overdue = await ask(
      `SELECT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = d.tenant_id AND h.released_at IS NULL) AS held
       FROM console.deactivation d WHERE d.ended_at IS NULL AND d.purge_due_at <= now() + interval '1 hour'`,
    );
    expect(overdue).toEqual([{ held: true }]);
  });

  it("numbers requests from 2001 in the order of their arrival", async () => {
    const rows = await ask("SELECT number FROM console.deletion_request ORDER BY received_at, number");
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => 2001 + at));
  });

  it("keeps money to the paisa: GST of 18 % by place of supply, credits backed by purchases, no source below zero", async () => {
    const wrong = await ask(
      `SELECT invoice_number FROM platform.purchase WHERE taxable_paise + cgst_paise + sgst_paise + igst_paise <> amount_paise
         OR (place_of_supply = '29') <> (cgst_paise > 0) OR (place_of_supply = '29') <> (igst_paise = 0)
         OR abs(cgst_paise + sgst_paise + igst_paise - taxable_paise * 0.18) > 1`,
    );
    expect(wrong).toEqual([]);
    expect(await ask("SELECT tenant_id FROM platform.credit_entry GROUP BY tenant_id, source HAVING sum(amount_paise) < 0")).toEqual([]);
    expect(
      await one(
        "SELECT count(*)::int FROM platform.credit_entry e JOIN platform.purchase p ON p.id = e.purchase_id WHERE e.kind = 'purchase' AND e.amount_paise <> p.taxable_paise",
      ),
    ).toBe(0);
  });

  it("has in the store what its rows point to, encrypted for its place, opening to the size they say, and nothing of the purged", async () => {
    const objects = await ask(
      "SELECT tenant_id, object_key, bytes FROM platform.recording UNION ALL SELECT tenant_id, object_key, bytes FROM platform.knowledge_file",
    );
    expect(objects.length).toBeGreaterThan(500);
    for (const { tenant_id, object_key, bytes } of objects) {
      const [tenantId, objectKey] = [String(tenant_id), String(object_key)];
      const sealed = await readFile(path.join(filesDir, objectKey));
      expect(sealed.length).toBe(sealedBytes(Number(bytes)));
      const plain = await openFile(await openTenantKey(openKeyRing(), tenantId), { tenantId, objectKey }, sealed);
      expect(plain.length).toBe(bytes);
      if (plain.length > 0) expect(sealed.includes(plain)).toBe(false);
    }
    for (const table of ["inbound_mail", "confirmation"]) {
      expect(
        await one(
          `SELECT count(*)::int FROM console.${table} t JOIN console.deletion_request r ON r.id = t.request_id WHERE r.state = 'purged'`,
        ),
      ).toBe(0);
    }
    expect(
      await one(
        "SELECT count(*)::int FROM platform.tenant t JOIN console.deletion_request r ON r.tenant_id = t.id WHERE r.state = 'purged'",
      ),
    ).toBe(0);
  });

  it("gives the cast what cast.ts promises", async () => {
    const { tenantId, balancePaise, keys, members, botCount } = CHAI_POINT;
    expect(await one("SELECT sum(amount_paise)::int FROM platform.credit_entry WHERE tenant_id = $1", [tenantId])).toBe(balancePaise);
    const counts = await Promise.all(
      ["api_key WHERE revoked_at IS NULL AND", "team_member WHERE", "bot WHERE"].map((part) =>
        one(`SELECT count(*)::int FROM platform.${part} tenant_id = $1`, [tenantId]),
      ),
    );
    expect(counts).toEqual([keys, members, botCount]);
    for (const { id, key } of [...CHAI_POINT.apiKeys, ...INITECH.apiKeys]) {
      expect(await one("SELECT id FROM platform.api_key WHERE sha256 = $1", [createHash("sha256").update(key).digest("hex")])).toBe(id);
    }
    expect(await one("SELECT count(*)::int FROM console.deletion_request WHERE tenant_id IN ($1, $2)", [tenantId, INITECH.tenantId])).toBe(
      0,
    );
  });

  it("has a tenant whose purchases of these days can be paid back in every band, by both gateways", async () => {
    const rows = await ask(
      "SELECT gateway, amount_paise::int AS paise, payment_id IS NOT NULL AS named FROM platform.purchase WHERE tenant_id = $1 AND kind = 'credits' AND purchased_at > now() - interval '5 days' ORDER BY 2",
      [NILGIRI.tenantId],
    );
    expect(rows).toEqual([
      { gateway: "razorpay", paise: 590_000, named: true },
      { gateway: "cashfree", paise: 1_770_000, named: false },
    ]);
    expect(await one("SELECT count(*)::int FROM console.refund WHERE tenant_id IN ($1, $2, $3)", CAST)).toBe(0);
    expect(
      await one("SELECT max(amount_paise)::int FROM platform.purchase WHERE tenant_id = $1 AND purchased_at > now() - interval '5 days'", [
        CHAI_POINT.tenantId,
      ]),
    ).toBe(590_000);
  });

  it("knows the operators that the local identity provider signs in", async () => {
    const local: string = "../../server/local/people.mjs";
    const { people } = (await import(local)) as { people: { sub: string; name: string; email: string; role: string | null }[] };
    const known = people.filter(({ role }) => role !== null).map(({ sub, name, email, role }) => ({ subject: sub, name, email, role }));
    expect(Object.values(OPERATORS).map(({ subject, name, email, role }) => ({ subject, name, email, role }))).toEqual(known);
  });

  it("writes findings that the comparison of names would come to", async () => {
    const findings = await ask(
      "SELECT code, facts->>'given' AS given, facts->>'onRecord' AS record FROM console.verification WHERE \"check\" = 'organisation' AND facts ? 'given'",
    );
    const LIKENESS = { organisation_given_matches: "same", organisation_near_miss: "near", organisation_given_differs: "different" };
    for (const { code, given, record } of findings)
      expect(compareOrganisation(String(given), String(record))).toBe(LIKENESS[code as keyof typeof LIKENESS]);
    const reasons = (
      await ask("SELECT DISTINCT rejected_because AS because FROM console.deletion_request WHERE rejected_because IS NOT NULL")
    ).map(({ because }) => because);
    expect(REJECTIONS).toEqual(expect.arrayContaining(reasons));
  });

  it("never lets anybody verify what they lodged themselves", async () => {
    const own =
      "SELECT count(*)::int FROM console.audit_event e JOIN console.deletion_request r ON r.id = e.request_id WHERE e.type = 'request.verified' AND e.actor_id = r.lodged_by_operator_id";
    expect(await one(own)).toBe(0);
  });
});
