import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { creditNoteNumber } from "@/server/refund/credit-note";
import { REFUND_REASONS, REFUND_STATES, refundNumber } from "@/server/refund/refund";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { seed } from "./seed";

let database: TestDatabase;
let filesDir: string;
beforeAll(async () => {
  database = await testDatabase();
  filesDir = await mkdtemp(path.join(tmpdir(), "callmissed-seed-"));
  await seed({ url: database.url, filesDir, keyRing: openKeyRing() });
});
afterAll(async () => {
  await rm(filesDir, { recursive: true, force: true });
  await database.drop();
});
const ask = async (sql: string): Promise<Record<string, unknown>[]> => (await database.ownerPool.query(sql)).rows;

describe("refunds in the seed", () => {
  it("are in every state, most of them through, for more than one reason and by both gateways, and need somebody in a few ways", async () => {
    const states = await ask("SELECT state::text, count(*)::int AS total FROM console.refund GROUP BY 1");
    expect(states.map(({ state }) => state).sort()).toEqual([...REFUND_STATES].sort());
    expect(states.find(({ state }) => state === "succeeded")?.total).toBeGreaterThan(10);
    const reasons = (await ask("SELECT DISTINCT reason::text FROM console.refund")).map(({ reason }) => reason);
    expect(reasons.length).toBeGreaterThan(2);
    expect(REFUND_REASONS).toEqual(expect.arrayContaining(reasons));
    expect(await ask("SELECT DISTINCT gateway::text FROM console.refund")).toHaveLength(2);
    expect(await ask("SELECT DISTINCT trouble::text FROM console.refund WHERE trouble IS NOT NULL ORDER BY 1")).toEqual([
      { trouble: "failed" },
      { trouble: "reversed" },
      { trouble: "unknown_too_long" },
    ]);
  });

  it("are numbered from 1001 in the order in which they were written down", async () => {
    const rows = await ask("SELECT number FROM console.refund ORDER BY created_at, number");
    expect(rows.map(({ number }) => refundNumber(Number(number)))).toEqual(rows.map((_, at) => `RF-${1001 + at}`));
  });

  it("were asked within 7 × 24 hours and before deactivation, and everything happened in its order and is past", async () => {
    const wrong = await ask(
      `SELECT r.number FROM console.refund r JOIN platform.purchase p ON p.id = r.purchase_id LEFT JOIN console.deactivation d ON d.tenant_id = r.tenant_id AND d.ended_at IS NULL
       WHERE p.kind <> 'credits' OR r.gateway <> p.gateway OR r.requested_at - p.purchased_at NOT BETWEEN interval '0' AND interval '168 hours'
         OR r.requested_at >= d.deactivated_at OR r.requested_at > r.created_at
         OR NOT (coalesce(r.granted_at, r.created_at) BETWEEN r.created_at AND now() AND coalesce(r.submitted_at, now()) BETWEEN coalesce(r.granted_at, r.created_at) AND now()
           AND coalesce(r.settled_at, now()) BETWEEN coalesce(r.submitted_at, r.created_at) AND now() AND r.state_changed_at <= now())`,
    );
    expect(wrong).toEqual([]);
  });

  it("give back no more than was paid, and have moved the credits exactly as far as they have come", async () => {
    expect(
      await ask(
        `SELECT p.id FROM platform.purchase p JOIN console.refund r ON r.purchase_id = p.id AND r.state IN ('granted', 'submitted', 'pending', 'succeeded')
         GROUP BY p.tenant_id, p.id HAVING sum(r.amount_paise) > p.amount_paise OR sum(r.credits_paise) > p.taxable_paise`,
      ),
    ).toEqual([]);
    expect(
      await ask(
        `SELECT r.number FROM console.refund r WHERE (SELECT coalesce(sum(e.amount_paise), 0) FROM platform.credit_entry e WHERE e.refund_id = r.id)
           <> CASE WHEN r.state IN ('submitted', 'pending', 'succeeded') THEN -r.credits_paise ELSE 0 END
         OR (SELECT count(*) FROM platform.credit_entry e WHERE e.refund_id = r.id) <> CASE WHEN r.submitted_at IS NULL THEN 0 WHEN r.state IN ('failed', 'reversed') THEN 2 ELSE 1 END`,
      ),
    ).toEqual([]);
  });

  it("were granted by as many as their band asks for, none of them maker or lodger, and some wait for one or two people", async () => {
    expect(
      await ask(
        `SELECT r.number FROM console.refund r JOIN console.approval a ON a.kind = 'grant_refund' AND a.subject_id = r.id JOIN console.approval_agreement g ON g.approval_id = a.id
         WHERE g.checker_id IN (a.maker_id, r.lodged_by)`,
      ),
    ).toEqual([]);
    const bands = `CASE WHEN r.amount_paise <= 100000 THEN 0 WHEN r.amount_paise <= 1000000 THEN 1 ELSE 2 END`;
    expect(
      await ask(
        `SELECT r.number FROM console.refund r WHERE r.granted_at IS NOT NULL AND (r.checkers_needed <> ${bands} OR (SELECT count(*) FROM console.approval a
           JOIN console.approval_agreement g ON g.approval_id = a.id WHERE a.subject_id = r.id AND a.ended_because = 'agreed' AND a.facts_sha256 = console.grant_sha256(r)) <> ${bands})`,
      ),
    ).toEqual([]);
    const waiting = await ask(
      `SELECT a.needed, (SELECT count(*)::int FROM console.approval_agreement g WHERE g.approval_id = a.id) AS agreed, a.facts_sha256 = console.grant_sha256(r) AS true
       FROM console.approval a JOIN console.refund r ON r.id = a.subject_id WHERE a.kind = 'grant_refund' AND a.ended_at IS NULL AND a.expires_at > now() ORDER BY 1`,
    );
    expect(waiting).toEqual([
      { needed: 1, agreed: 0, true: true },
      { needed: 1, agreed: 0, true: true },
      { needed: 2, agreed: 1, true: true },
    ]);
  });

  it("have a credit note where they went through, numbered without a gap in each of two financial years", async () => {
    expect(
      await ask(
        "SELECT r.number FROM console.refund r LEFT JOIN console.credit_note n ON n.refund_id = r.id WHERE (n.id IS NOT NULL) <> (r.state IN ('succeeded', 'reversed')) OR (n.reversed_at IS NOT NULL) <> (r.state = 'reversed')",
      ),
    ).toEqual([]);
    const years = await ask("SELECT financial_year AS year, last_number AS last FROM console.credit_note_series ORDER BY 1");
    expect(years).toHaveLength(2);
    for (const { year, last } of years) {
      const notes = await ask(`SELECT number FROM console.credit_note WHERE financial_year = '${year}' ORDER BY issued_at`);
      expect(notes.map(({ number }) => number)).toEqual(
        Array.from({ length: Number(last) }, (_, at) => creditNoteNumber(String(year), at + 1)),
      );
    }
    const wrong = await ask(
      `SELECT n.number FROM console.credit_note n JOIN console.refund r ON r.id = n.refund_id JOIN platform.purchase p ON p.id = r.purchase_id
       WHERE n.amount_paise <> r.amount_paise OR n.taxable_paise <> r.credits_paise OR n.invoice_number <> p.invoice_number OR n.place_of_supply <> p.place_of_supply
         OR (n.igst_paise > 0) <> (p.igst_paise > 0) OR n.issued_at <> r.settled_at`,
    );
    expect(wrong).toEqual([]);
  });

  it("are told of by their gateways with a bank's reference, and one difference is open", async () => {
    expect(
      await ask(
        "SELECT r.number FROM console.refund r WHERE r.settled_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM console.gateway_event e WHERE e.refund_id = r.id AND e.gateway_refund_id = r.gateway_refund_id)",
      ),
    ).toEqual([]);
    expect(await ask("SELECT r.number FROM console.refund r WHERE r.state = 'succeeded' AND r.bank_reference IS NULL")).toEqual([]);
    expect(await ask("SELECT kind::text FROM console.refund_difference WHERE ended_at IS NULL")).toEqual([{ kind: "unknown_at_us" }]);
    expect(await ask("SELECT kind::text, count(*)::int AS open FROM console.alert WHERE ended_at IS NULL GROUP BY 1 ORDER BY 1")).toEqual([
      { kind: "refund_needs_person", open: 2 },
      { kind: "refund_reversed", open: 1 },
      { kind: "refunds_differ", open: 1 },
    ]);
  });

  it("move in sealed tenants without the seal noticing", async () => {
    const sealed = await ask(
      `SELECT e.tenant_id AS id, r.state::text FROM platform.credit_entry e JOIN console.refund r ON r.id = e.refund_id
       JOIN console.deactivation d ON d.tenant_id = e.tenant_id AND d.ended_at IS NULL AND e.occurred_at > d.deactivated_at`,
    );
    expect(sealed.map(({ state }) => state).sort()).toEqual(["pending", "succeeded"]);
    for (const { id } of sealed) {
      const counted = await ask(
        `SELECT f.rows::int, (SELECT count(*)::int FROM platform.credit_entry WHERE tenant_id = '${id}') AS there FROM platform.digest_table('${id}', 'credit_entry') f`,
      );
      expect(Number(counted[0]?.there) - Number(counted[0]?.rows)).toBe(1);
    }
  });
});
