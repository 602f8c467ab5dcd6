// long: one list of guarantees, read from top to bottom; split by rule it would repeat its set-up.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { eraseUnmatched } from "./erase-unmatched";
import { unexamined } from "./examine-letter";
import type { Examination } from "./letter";
import { processLetter } from "./process-letter";
import { reexamineLetter } from "./reexamine-letter";
import { storeLetter } from "./store-letter";

let world: World;
beforeAll(async () => {
  world = await testWorld(16);
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
let made = 0;

/** What the examiners say of a genuine deletion letter from an owner; a test changes what it is about. */
function examined(tenant: GivenTenant, over: Partial<Examination> = {}): Examination {
  made += 1;
  return {
    ...unexamined("unexaminable"),
    from: tenant.owner.email,
    sender: "passed",
    reasons: [{ code: "dkim_passed", sentence: "Signed." }],
    addressedToSupport: true,
    intent: "deletion",
    accountEmail: tenant.owner.email,
    organisation: tenant.name,
    messageId: `<m${made}@${tenant.domain}>`,
    signatureHashes: [made.toString(16).padStart(64, "0")],
    subject: "Please delete our account",
    text: "Please delete our account.",
    ...over,
  };
}

async function arrive(letter: Examination, raw = `letter ${made}`) {
  const delivery = {
    raw: Uint8Array.from(Buffer.from(raw)),
    peerIp: "203.0.113.7",
    helo: "mail.example",
    mailFrom: null,
    recipients: ["support@callmissed.com"],
  };
  const { letterId } = await storeLetter(world.console, delivery);
  await processLetter({ ...world.console, examine: async () => letter }, letterId);
  const [row] = await sql("SELECT outcome, request_id, tenant_id FROM console.inbound_mail WHERE id = $1", [letterId]);
  return {
    letterId,
    outcome: row?.outcome as string,
    requestId: row?.request_id as string | null,
    tenantId: row?.tenant_id as string | null,
  };
}
const noticesOf = async (tenantId: string) =>
  (await sql("SELECT kind, to_address FROM console.notice WHERE tenant_id = $1 ORDER BY created_at", [tenantId])).map(
    (row) => `${row.kind} → ${row.to_address}`,
  );

describe("a genuine letter from the owner", () => {
  // proves: D1.1 D2.4
  test("opens one request, bound to the tenant, with four passed checks and a code to the address on file", async () => {
    const tenant = await world.given.tenant();
    const { outcome, requestId } = await arrive(examined(tenant));
    expect(outcome).toBe("opened_request");
    const checks = await sql("SELECT verdict FROM console.verification WHERE request_id = $1", [requestId]);
    expect(checks.map((row) => row.verdict)).toEqual(["passed", "passed", "passed", "passed"]);
    expect(await noticesOf(tenant.id)).toEqual([`confirm_deletion → ${tenant.owner.email}`]);
  });
  test("sent twice with the same bytes is kept once and processed once", async () => {
    const tenant = await world.given.tenant();
    const letter = examined(tenant);
    const first = await arrive(letter, "the very same bytes");
    const second = await arrive(letter, "the very same bytes");
    expect(second.letterId).toBe(first.letterId);
    expect(await sql("SELECT 1 FROM console.inbound_mail WHERE id = $1", [first.letterId])).toHaveLength(1);
    expect(await noticesOf(tenant.id)).toHaveLength(1);
  });
  test("examined by two workers at once is routed once", async () => {
    const tenant = await world.given.tenant();
    const { letterId } = await storeLetter(world.console, {
      raw: Uint8Array.from(Buffer.from(`twice ${made}`)),
      peerIp: null,
      helo: null,
      mailFrom: null,
      recipients: [],
    });
    const letter = examined(tenant);
    await Promise.all([1, 2, 3].map(() => processLetter({ ...world.console, examine: async () => letter }, letterId)));
    expect(await sql("SELECT 1 FROM console.deletion_request WHERE tenant_id = $1", [tenant.id])).toHaveLength(1);
    expect(await noticesOf(tenant.id)).toHaveLength(1);
  });
  test("followed by a second one attaches it and sends no second code", async () => {
    const tenant = await world.given.tenant();
    const first = await arrive(examined(tenant));
    const second = await arrive(examined(tenant));
    expect(second).toMatchObject({ outcome: "attached", requestId: first.requestId });
    expect(await noticesOf(tenant.id)).toHaveLength(1);
  });
  test("twenty at once become one live request", async () => {
    const tenant = await world.given.tenant();
    const arrivals = await Promise.all(
      Array.from({ length: 20 }, (_, index) => arrive(examined(tenant), `parallel ${index} ${tenant.id}`)),
    );
    expect(arrivals.filter((letter) => letter.outcome === "opened_request")).toHaveLength(1);
    expect(new Set(arrivals.map((letter) => letter.requestId)).size).toBe(1);
  });
});

describe("a letter that is not what it seems", () => {
  // proves: D2.4
  test("forged in the owner's name opens a claimed request, mails nobody, and leaves the place to the owner", async () => {
    const tenant = await world.given.tenant();
    const forged = await arrive(
      examined(tenant, {
        sender: "failed",
        facts: { ...examined(tenant).facts, dmarc: { result: "fail", policy: "reject", policyDomain: tenant.domain } },
      }),
    );
    expect(forged).toMatchObject({ outcome: "opened_request", tenantId: null });
    expect(await noticesOf(tenant.id)).toEqual([]);
    const genuine = await arrive(examined(tenant));
    expect(genuine.outcome).toBe("opened_request");
    expect(genuine.requestId).not.toBe(forged.requestId);
  });
  test("a hundred forged letters are one claimed request", async () => {
    const tenant = await world.given.tenant();
    const ids = new Set<string | null>();
    for (let index = 0; index < 100; index += 1)
      ids.add((await arrive(examined(tenant, { sender: "failed" }), `forged ${index} ${tenant.id}`)).requestId);
    expect(ids.size).toBe(1);
  });
  test("inconclusive is bound to the tenant but sends no code by itself", async () => {
    const tenant = await world.given.tenant();
    const letter = await arrive(examined(tenant, { sender: "inconclusive", reasons: [{ code: "not_signed", sentence: "No signature." }] }));
    expect(letter).toMatchObject({ outcome: "opened_request", tenantId: tenant.id });
    expect(await noticesOf(tenant.id)).toEqual([]);
  });
  test("played back under another wrapping opens nothing", async () => {
    const tenant = await world.given.tenant();
    const letter = examined(tenant);
    const original = await arrive(letter);
    await sql("UPDATE console.deletion_request SET state = 'withdrawn', version = 2 WHERE id = $1", [original.requestId]);
    expect(await arrive(letter, "the same letter with another Received line")).toMatchObject({ outcome: "replayed", requestId: null });
    expect(await arrive({ ...letter, messageId: "<new@x.example>" }, "the same signature with a new Message-ID")).toMatchObject({
      outcome: "replayed",
    });
  });
  test.each(["failed", "inconclusive"] as const)("a %s letter cannot use up a genuine letter's Message-ID", async (sender) => {
    const tenant = await world.given.tenant();
    const genuine = examined(tenant);
    await arrive(
      { ...genuine, sender, from: "stranger@elsewhere.example", signatureHashes: [] },
      `stranger's ${sender} first ${tenant.id}`,
    );
    expect(await arrive(genuine, `genuine second ${tenant.id}`)).toMatchObject({ outcome: "opened_request" });
  });
  // proves: D2.4
  test.each(["date_stale", "signature_stale", "not_addressed_to_us"])(
    "stale or meant for somebody else (%s) opens nothing and is queued for a person",
    async (code) => {
      const tenant = await world.given.tenant();
      const letter = examined(tenant, {
        sender: "inconclusive",
        reasons: [{ code, sentence: "Old." }],
        addressedToSupport: code !== "not_addressed_to_us",
      });
      expect(await arrive(letter)).toMatchObject({ outcome: "queued", requestId: null });
      expect(await noticesOf(tenant.id)).toEqual([]);
    },
  );
  test("from an automatic sender is never answered", async () => {
    const tenant = await world.given.tenant();
    await arrive(examined(tenant, { automatic: ["auto_reply"] }));
    expect(await noticesOf(tenant.id)).toEqual([]);
  });
});

describe("a letter about which DNS did not answer", () => {
  const unknown = (tenant: GivenTenant) => {
    const letter = examined(tenant, { sender: "inconclusive", reasons: [{ code: "dmarc_unknown", sentence: "No answer." }] });
    return { ...letter, facts: { ...letter.facts, dnsTrouble: [{ name: tenant.domain, type: "TXT", code: "SERVFAIL" }] } };
  };
  test("is looked at again, and once it is proven its check passes and the code goes out", async () => {
    const tenant = await world.given.tenant();
    const letter = unknown(tenant);
    const { letterId, requestId } = await arrive(letter, `no dns ${tenant.id}`);
    const waiting = await sql("SELECT run_at > now() AS later FROM graphile_worker.jobs WHERE key = $1", [`look-again:${letterId}`]);
    expect(waiting).toEqual([{ later: true }]);
    expect(await noticesOf(tenant.id)).toEqual([]);
    await reexamineLetter({ ...world.console, examine: async () => examined(tenant) }, letterId);
    expect(await sql("SELECT verdict FROM console.verification WHERE request_id = $1 AND \"check\" = 'domain'", [requestId])).toEqual([
      { verdict: "passed" },
    ]);
    expect(await noticesOf(tenant.id)).toEqual([`confirm_deletion → ${tenant.owner.email}`]);
  });
  test("stays inconclusive while DNS stays silent, and a day later nobody looks again", async () => {
    const tenant = await world.given.tenant();
    const { letterId } = await arrive(unknown(tenant), `still no dns ${tenant.id}`);
    await sql("UPDATE console.inbound_mail SET received_at = now() - interval '25 hours' WHERE id = $1", [letterId]);
    await sql("DELETE FROM graphile_worker._private_jobs WHERE key = $1", [`look-again:${letterId}`]);
    await reexamineLetter({ ...world.console, examine: async () => unknown(tenant) }, letterId);
    expect(await sql("SELECT sender FROM console.inbound_mail WHERE id = $1", [letterId])).toEqual([{ sender: "inconclusive" }]);
    expect(await sql("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [`look-again:${letterId}`])).toEqual([]);
  });
});

describe("a letter from somebody else", () => {
  // proves: D2.2 D2.3
  test("a team member is told whom to ask, once a day, and nothing is opened", async () => {
    const tenant = await world.given.tenant();
    const ravi = await world.given.member({ tenant });
    const letter = () => examined(tenant, { from: ravi.email });
    expect(await arrive(letter())).toMatchObject({ outcome: "answered_member", requestId: null });
    await arrive(letter());
    expect(await noticesOf(tenant.id)).toEqual([`ask_your_owner → ${ravi.email}`]);
    expect(await sql("SELECT 1 FROM console.deletion_request WHERE coalesce(tenant_id, claimed_tenant_id) = $1", [tenant.id])).toEqual([]);
  });
  // proves: D2.4
  test("a stranger who names the account opens a claimed request in which the owner check has failed", async () => {
    const tenant = await world.given.tenant();
    const { requestId, tenantId } = await arrive(examined(tenant, { from: "stranger@elsewhere.example" }));
    expect(tenantId).toBeNull();
    expect(await sql("SELECT code FROM console.verification WHERE request_id = $1 AND \"check\" = 'owner'", [requestId])).toEqual([
      { code: "not_known" },
    ]);
  });
  test("a person who was written to by a tenant's bot gets a case to be routed, and nothing is deleted", async () => {
    const tenant = await world.given.tenant();
    expect(await arrive(examined(tenant, { intent: "end_user", from: "customer@elsewhere.example" }))).toMatchObject({
      outcome: "opened_case",
      requestId: null,
      tenantId: null,
    });
  });
  // proves: D2.5
  test("an owner who names another account's e-mail gets a failed check", async () => {
    const [mine, other] = [await world.given.tenant(), await world.given.tenant()];
    const { requestId } = await arrive(examined(mine, { accountEmail: other.owner.email }));
    expect(
      await sql("SELECT verdict FROM console.verification WHERE request_id = $1 AND \"check\" = 'account_email'", [requestId]),
    ).toEqual([{ verdict: "failed" }]);
  });
  test("more unmatched letters than fit into one batch are all erased in one night", async () => {
    await sql(
      "INSERT INTO console.inbound_mail (id, content_sha256, raw, bytes, recipients, received_at, outcome) SELECT gen_random_uuid(), 'old ' || i, '', 0, '{}', now() - interval '800 hours', 'unmatched' FROM generate_series(1, 1201) i",
    );
    expect(await eraseUnmatched(world.purge)).toBeGreaterThanOrEqual(1201);
    expect(await sql("SELECT 1 FROM console.inbound_mail WHERE content_sha256 LIKE 'old %'")).toEqual([]);
  });
  test("what matched no tenant is erased after thirty days, and not before", async () => {
    const tenant = await world.given.tenant();
    const { letterId } = await arrive(examined(tenant, { from: "nobody@elsewhere.example", accountEmail: null, organisation: null }));
    await sql("UPDATE console.inbound_mail SET received_at = now() - interval '720 hours' + interval '1 minute' WHERE id = $1", [letterId]);
    await eraseUnmatched(world.purge);
    expect(await sql("SELECT outcome FROM console.inbound_mail WHERE id = $1", [letterId])).toEqual([{ outcome: "unmatched" }]);
    await sql("UPDATE console.inbound_mail SET received_at = now() - interval '720 hours 1 second' WHERE id = $1", [letterId]);
    await eraseUnmatched(world.purge);
    expect(await sql("SELECT 1 FROM console.inbound_mail WHERE id = $1", [letterId])).toEqual([]);
  });
});

describe("a letter of the owner about something else", () => {
  test.each(["other", "reactivation", "grievance"] as const)(
    "%s, while a request is open, lies beside the request and raises an alert",
    async (intent) => {
      const { tenant, id } = await world.given.receivedRequest();
      expect(await arrive(examined(tenant, { intent, text: "please do not delete" }))).toMatchObject({
        outcome: intent === "grievance" ? "opened_case" : "queued",
        requestId: id,
      });
      expect(await sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL", [id])).toEqual([
        { kind: "owner_wrote_again" },
      ]);
    },
  );
  test("with a zero byte where authentication facts are stored is examined like any other", async () => {
    const tenant = await world.given.tenant();
    const letter = examined(tenant, {
      sender: "inconclusive",
      reasons: [{ code: "signature_foreign", sentence: "Signed by x\0.example." }],
    });
    const facts = { ...letter.facts, dnsTrouble: [{ name: "x\0.example", type: "TXT", code: "BADNAME" }] };
    expect(await arrive({ ...letter, facts, organisation: `${tenant.name}\0` })).toMatchObject({ outcome: "opened_request" });
  });
  test("unproven and naming only an organisation opens nothing", async () => {
    const tenant = await world.given.tenant();
    const stranger = { from: "x@nowhere.example", accountEmail: null, sender: "inconclusive" as const };
    expect(await arrive(examined(tenant, stranger))).toMatchObject({ outcome: "unmatched", requestId: null });
  });
});

describe("coming back by letter", () => {
  test("a proven letter after an unproven one brings the code", async () => {
    const { tenant } = await world.given.tenantInRetention({ deactivatedDaysAgo: 29 });
    await arrive(examined(tenant, { intent: "reactivation", sender: "inconclusive" }));
    expect(await noticesOf(tenant.id)).toEqual([]);
    await arrive(examined(tenant, { intent: "reactivation" }));
    expect(await noticesOf(tenant.id)).toEqual([`confirm_return → ${tenant.owner.email}`]);
  });
  // proves: D6.1
  test("inside the window the owner's letter asks to return and brings a code", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 29 });
    expect(await arrive(examined(tenant, { intent: "reactivation" }))).toMatchObject({ outcome: "asked_to_return", requestId: request.id });
    expect(await noticesOf(tenant.id)).toEqual([`confirm_return → ${tenant.owner.email}`]);
  });
  // proves: D6.6
  test("after the window it is queued for a person and brings none", async () => {
    const { tenant } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    expect(await arrive(examined(tenant, { intent: "reactivation" }))).toMatchObject({ outcome: "queued" });
    expect(await noticesOf(tenant.id)).toEqual([]);
  });
});
