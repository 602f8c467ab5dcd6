// long: one list of guarantees, read from top to bottom; split by rule it would repeat its set-up.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock } from "@/server/lib/clock";
import type { GivenRequest } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { sweepLeft } from "@/server/worker/sweep-left";
import { askComparison } from "./ask-comparison";
import { compareReturn } from "./compare-return";
import { deactivateTenant } from "./deactivate-tenant";
import { requestDetail } from "./detail.queries";
import { MOVES } from "./lifecycle";
import { lodgeReturn } from "./lodge-return";
import { openRequest } from "./open-request";
import { proposeAct } from "./propose-act";
import { reactivateTenant } from "./reactivate-tenant";
import { rejectRequest } from "./reject-request";
import { takeSealDigest } from "./take-seal-digest";
import { verifyRequest } from "./verify-request";
import { withdrawRequest } from "./withdraw-request";

let world: World;
let meera: { kind: "operator"; id: string };
let dev: { kind: "operator"; id: string };
beforeAll(async () => {
  world = await testWorld(24);
  meera = { kind: "operator", id: (await world.given.operator("support_lead")).id };
  dev = { kind: "operator", id: (await world.given.operator("support_agent")).id };
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const stateOf = async (request: { id: string }) =>
  (await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id]))[0]?.state;
const deactivate = (request: GivenRequest) => deactivateTenant(world.console, meera, request.id, request.version, request.tenant.name);

test("the database knows exactly the moves that the lifecycle file draws", async () => {
  const drawn = Object.values(MOVES).flatMap((move) => move.from.map((from) => `${from} → ${move.to}`));
  const known = (await sql("SELECT from_state, to_state FROM console.request_moves()")).map((row) => `${row.from_state} → ${row.to_state}`);
  expect(known.toSorted()).toEqual(drawn.toSorted());
});

describe("one live request per tenant", () => {
  test("twenty parallel requests for one tenant become one, and nineteen join it", async () => {
    const tenant = await world.given.tenant();
    const open = () =>
      world.console.db.$transaction(async (tx) =>
        openRequest(tx, {
          channel: "mail",
          tenantId: tenant.id,
          claimedTenantId: null,
          lodgedBy: null,
          actor: { kind: "system" },
          now: await world.console.clock.now(tx),
        }),
      );
    const opened = await Promise.all(Array.from({ length: 20 }, open));
    expect(opened.filter((request) => request.isNew)).toHaveLength(1);
    expect(new Set(opened.map((request) => request.id)).size).toBe(1);
    expect(await sql("SELECT 1 FROM console.deletion_request WHERE tenant_id = $1", [tenant.id])).toHaveLength(1);
  });
  test("a second live request is refused by the database itself", async () => {
    const { tenant } = await world.given.receivedRequest();
    await expect(world.given.receivedRequest({ tenant })).rejects.toMatchObject({ code: "23505" });
  });
  test("a letter nobody believes leaves the tenant's place free for the owner", async () => {
    const { tenant } = await world.given.receivedRequest({ isOnlyClaimed: true, evidence: { domain: "forged" } });
    await expect(world.given.receivedRequest({ tenant })).resolves.toMatchObject({ tenant: { id: tenant.id } });
  });
});

describe("deactivation is one transaction", () => {
  // proves: D3.1 D3.2 D3.4
  test("keys revoked, sessions ended, sealed, countdown started, notice, signal, jobs and audit event: all of it", async () => {
    const tenant = await world.given.tenant();
    await world.given.apiKey({ tenant });
    await world.given.apiKey({ tenant });
    await world.given.session(tenant);
    const request = await world.given.verifiedRequest({ tenant });
    const result = await deactivate(request);
    expect(result).toMatchObject({ keysRevoked: 2, sessionsEnded: 1 });
    expect(result.purgeDueAt.getTime() - result.deactivatedAt.getTime()).toBe(30 * 24 * 3_600_000);
    expect(await stateOf(request)).toBe("retained");
    expect(await sql("SELECT 1 FROM platform.api_key WHERE tenant_id = $1 AND revoked_at IS NULL", [tenant.id])).toEqual([]);
    expect(await sql("SELECT kind FROM console.notice WHERE request_id = $1", [request.id])).toEqual([{ kind: "deactivated" }]);
    expect(await sql("SELECT kind FROM console.signal WHERE tenant_id = $1", [tenant.id])).toEqual([{ kind: "tenant_deactivated" }]);
    expect(await sql("SELECT type FROM console.audit_event WHERE request_id = $1", [request.id])).toEqual([{ type: "tenant.deactivated" }]);
    const jobs = await sql(
      "SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key LIKE '%' || (SELECT id FROM console.deactivation WHERE request_id = $1)",
      [request.id],
    );
    expect(jobs.map((job) => job.task).toSorted()).toEqual(["probe-lockout", "take-seal-digest"]);
    await expect(world.given.bot({ tenant })).rejects.toMatchObject({ code: "CM001" });
  });
  test("when its last write fails, nothing of it has happened", async () => {
    const tenant = await world.given.tenant();
    await world.given.apiKey({ tenant });
    const request = await world.given.verifiedRequest({ tenant });
    await sql(
      `CREATE FUNCTION pg_temp.x() RETURNS void LANGUAGE sql AS ''; ALTER TABLE console.audit_event ADD CONSTRAINT refuse_this CHECK (tenant_id <> '${tenant.id}')`,
    );
    try {
      await expect(deactivate(request)).rejects.toThrow();
    } finally {
      await sql("ALTER TABLE console.audit_event DROP CONSTRAINT refuse_this");
    }
    expect(await stateOf(request)).toBe("verified");
    for (const table of ["console.deactivation", "console.notice", "console.signal"])
      expect(await sql(`SELECT 1 FROM ${table} WHERE tenant_id = $1`, [tenant.id]), table).toEqual([]);
    expect(await sql("SELECT 1 FROM platform.api_key WHERE tenant_id = $1 AND revoked_at IS NULL", [tenant.id])).toHaveLength(1);
  });
  test("ten agents pressing at once deactivate once; the others are told that their screen is old", async () => {
    const request = await world.given.verifiedRequest();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => outcomeOf(deactivate(request))));
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "stale_screen")).toHaveLength(9);
    expect(await sql("SELECT 1 FROM console.deactivation WHERE request_id = $1", [request.id])).toHaveLength(1);
  });
  test("the organisation's name must be typed as it stands", async () => {
    const request = await world.given.verifiedRequest();
    expect(await outcomeOf(deactivateTenant(world.console, meera, request.id, request.version, "Something else"))).toEqual({
      refused: "organisation_not_typed",
    });
    expect(await stateOf(request)).toBe("verified");
  });
  // proves: D3.5
  test("the countdown cannot be shortened or lengthened, not even by the database's owner", async () => {
    const { deactivationId } = await world.given.tenantInRetention();
    await expect(
      sql(
        "UPDATE console.deactivation SET purge_due_at = purge_due_at - interval '1 day', deactivated_at = deactivated_at - interval '1 day' WHERE id = $1",
        [deactivationId],
      ),
    ).rejects.toMatchObject({ code: "CM004" });
  });
});

describe("verification", () => {
  test("an inconclusive check takes two different people", async () => {
    const request = await world.given.receivedRequest({ evidence: { domain: "not_authenticated" } });
    expect(await outcomeOf(verifyRequest(world.console, meera, request.id, request.version))).toEqual({ refused: "second_person_needed" });
    await proposeAct(world.console, meera, request.id, request.version, "propose_verification");
    expect(await outcomeOf(verifyRequest(world.console, meera, request.id, request.version))).toEqual({ refused: "maker_is_checker" });
    expect(await verifyRequest(world.console, dev, request.id, request.version)).toEqual({ agreedBySecondPerson: true });
    expect(await stateOf(request)).toBe("verified");
  });
  test("an approval does not cover facts that the first person did not see", async () => {
    const request = await world.given.receivedRequest({ evidence: { organisation: "organisation_near_miss" } });
    await proposeAct(world.console, meera, request.id, request.version, "propose_verification");
    await sql("UPDATE platform.team_member SET email_changed_at = now() WHERE tenant_id = $1 AND role = 'owner'", [request.tenant.id]);
    expect(await outcomeOf(verifyRequest(world.console, dev, request.id, request.version))).toEqual({ refused: "code_not_confirmed" });
    expect(await stateOf(request)).toBe("received");
  });
  test("an approval lapses after 48 hours", async () => {
    const request = await world.given.receivedRequest({ evidence: { account_email: "account_not_given" } });
    await proposeAct(world.console, meera, request.id, request.version, "propose_verification");
    await sql("UPDATE console.approval SET expires_at = now() WHERE subject_id = $1", [request.id]);
    expect(await outcomeOf(verifyRequest(world.console, dev, request.id, request.version))).toEqual({ refused: "second_person_needed" });
  });
  test("after it has lapsed a colleague can be asked again, and the screen offers it", async () => {
    const request = await world.given.receivedRequest({ evidence: { domain: "weak_or_partial" } });
    await proposeAct(world.console, meera, request.id, request.version, "propose_verification");
    await sql("UPDATE console.approval SET expires_at = now() WHERE subject_id = $1", [request.id]);
    const { decisions } = await requestDetail(world.console, request.id, dev, true);
    expect(decisions.propose_verification).toMatchObject({ allowed: true });
    await proposeAct(world.console, dev, request.id, request.version, "propose_verification");
    expect(await verifyRequest(world.console, meera, request.id, request.version)).toEqual({ agreedBySecondPerson: true });
  });
  test("the database refuses a maker who is the checker", async () => {
    const request = await world.given.receivedRequest({ evidence: { domain: "dns_no_answer" } });
    await proposeAct(world.console, meera, request.id, request.version, "propose_verification");
    await expect(
      sql("UPDATE console.approval SET checker_id = maker_id, agreed_at = now() WHERE subject_id = $1", [request.id]),
    ).rejects.toMatchObject({ code: "23514" });
  });
  test("a forged letter is never verified, by anybody", async () => {
    const request = await world.given.receivedRequest({ isOnlyClaimed: true, evidence: { domain: "forged", owner: "is_owner" } });
    for (const actor of [meera, dev])
      expect(await outcomeOf(verifyRequest(world.console, actor, request.id, request.version))).toEqual({ refused: "no_tenant" });
    await expect(
      sql("UPDATE console.deletion_request SET state = 'verified', version = 2 WHERE id = $1", [request.id]),
    ).rejects.toMatchObject({ code: "23514" });
  });
});

describe("the owner changes while a request is open", () => {
  const handOver = (tenantId: string, daysAgo: number) =>
    sql(
      `WITH was AS (UPDATE platform.team_member SET role = 'admin' WHERE tenant_id = $1 AND role = 'owner' RETURNING 1)
       INSERT INTO platform.team_member (tenant_id, id, email, name, role, created_at, became_owner_at)
       SELECT $1, gen_random_uuid(), 'new.' || $1 || '@x.example', 'New Owner', 'admin', now(), now() - make_interval(days => $2) FROM was`,
      [tenantId, daysAgo],
    ).then(() => sql("UPDATE platform.team_member SET role = 'owner' WHERE tenant_id = $1 AND name = 'New Owner'", [tenantId]));

  test("what the former owner confirmed does not verify the request, however long ago the change was", async () => {
    const request = await world.given.receivedRequest();
    await handOver(request.tenant.id, 8);
    expect(await outcomeOf(verifyRequest(world.console, meera, request.id, request.version))).toEqual({ refused: "evidence_failed" });
  });
  test("what was verified before does not deactivate after it", async () => {
    const request = await world.given.verifiedRequest();
    await handOver(request.tenant.id, 8);
    expect(await outcomeOf(deactivate(request))).toEqual({ refused: "evidence_failed" });
    expect(await stateOf(request)).toBe("verified");
  });
  test("a code confirmed before the owner's address changed counts no more", async () => {
    const request = await world.given.receivedRequest({ channel: "operator" });
    await sql("UPDATE platform.team_member SET email_changed_at = now() WHERE tenant_id = $1 AND role = 'owner'", [request.tenant.id]);
    expect(await outcomeOf(verifyRequest(world.console, meera, request.id, request.version))).toEqual({ refused: "code_not_confirmed" });
  });
});

describe("turning down", () => {
  test("a rejection is answered to a proven sender, in the letter's language, and to nobody else", async () => {
    const proven = await world.given.receivedRequest();
    const forged = await world.given.receivedRequest({ isOnlyClaimed: true, evidence: { domain: "forged" } });
    for (const request of [proven, forged]) await rejectRequest(world.console, meera, request.id, request.version, "account_unclear");
    expect(await sql("SELECT to_address FROM console.notice WHERE request_id = $1", [proven.id])).toEqual([
      { to_address: proven.tenant.owner.email },
    ]);
    expect(await sql("SELECT 1 FROM console.notice WHERE request_id = $1", [forged.id])).toEqual([]);
  });
  test("a second agent acting on an old screen is refused and told the new state", async () => {
    const request = await world.given.receivedRequest();
    await verifyRequest(world.console, meera, request.id, request.version);
    await expect(rejectRequest(world.console, dev, request.id, request.version, "not_a_deletion")).rejects.toMatchObject({
      code: "stale_screen",
      facts: { state: "verified" },
    });
    expect(await stateOf(request)).toBe("verified");
  });
  test("a withdrawn request frees the tenant's place", async () => {
    const request = await world.given.verifiedRequest();
    await withdrawRequest(world.console, meera, request.id, request.version);
    await expect(world.given.receivedRequest({ tenant: request.tenant })).resolves.toBeTruthy();
  });
});

describe("return is exact", () => {
  const comeBack = (retention: Awaited<ReturnType<World["given"]["tenantInRetention"]>>, clock = world.console.clock) =>
    reactivateTenant({ ...world.console, clock }, meera, retention.request.id, retention.request.version, retention.tenant.name);

  /** Past the seal, as only somebody with the keys to the server could. */
  const breakSeal = (tenantId: string, body: string) =>
    sql(`SET session_replication_role = replica; UPDATE platform.message SET body_ciphertext = ${body} WHERE tenant_id = '${tenantId}';
      SET session_replication_role = origin`);
  const openAlerts = ({ request }: { request: GivenRequest }) =>
    sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL", [request.id]);

  // proves: D3.7 D6.3 D6.4 D6.5
  test("everything is what it was, keys stay revoked, and the report names every table as equal", async () => {
    const retention = await world.given.tenantInRetention({ deactivatedDaysAgo: 29, isFilled: true });
    const { key } = await world.given.apiKey(); // a neighbour's key, to see that only this tenant's are concerned
    await world.given.returnRequest({ retention, isByMail: true });
    const result = await comeBack(retention);
    const digests = await sql(
      "SELECT table_name, count(DISTINCT digest)::int AS kinds, count(*)::int AS taken FROM console.seal_digest WHERE deactivation_id = $1 GROUP BY 1",
      [retention.deactivationId],
    );
    expect(digests).toHaveLength(result.tablesCompared);
    expect(digests.every((row) => row.kinds === 1 && row.taken === 2)).toBe(true);
    expect(await sql("SELECT 1 FROM platform.api_key WHERE tenant_id = $1 AND revoked_at IS NULL", [retention.tenant.id])).toEqual([]);
    expect(key).toMatch(/^cm_live_/);
    await expect(world.given.bot({ tenant: retention.tenant })).resolves.toBeTruthy();
    expect(await stateOf(retention.request)).toBe("reactivated");
  });
  // proves: D6.3
  test("one changed byte names the table, keeps the door closed and raises an alert", async () => {
    const retention = await world.given.tenantInRetention({ isFilled: true });
    await world.given.returnRequest({ retention, isCompared: false });
    await breakSeal(retention.tenant.id, "body_ciphertext || '\\x00'");
    await compareReturn(world.console, retention.deactivationId);
    await expect(comeBack(retention)).rejects.toMatchObject({ code: "return_differs", facts: { table: "message" } });
    expect(await stateOf(retention.request)).toBe("retained");
    expect(await openAlerts(retention)).toEqual([{ kind: "return_differs" }]);
    const { decisions } = await requestDetail(world.console, retention.request.id, meera, true);
    expect(decisions.reactivate.because).toContain("(message)");
  });
  test("once the difference is undone, a comparison asked for again ends the alert and opens the door", async () => {
    const retention = await world.given.tenantInRetention({ isFilled: true });
    await world.given.returnRequest({ retention, isCompared: false });
    await breakSeal(retention.tenant.id, "body_ciphertext || '\\x00'");
    await compareReturn(world.console, retention.deactivationId);
    await breakSeal(retention.tenant.id, "substr(body_ciphertext, 1, length(body_ciphertext) - 1)");
    expect(await outcomeOf(comeBack(retention))).toEqual({ refused: "return_differs" });
    await askComparison(world.console, retention.request.id);
    expect(await outcomeOf(comeBack(retention))).toEqual({ refused: "return_not_compared" });
    await compareReturn(world.console, retention.deactivationId);
    expect(await openAlerts(retention)).toEqual([]);
    expect(await outcomeOf(comeBack(retention))).toHaveProperty("value");
  });
  test("a row more or less is a difference, and so is a table that was not compared", async () => {
    const one = await world.given.tenantInRetention({ isFilled: true });
    await world.given.returnRequest({ retention: one, isCompared: false });
    await sql(`SET session_replication_role = replica; DELETE FROM platform.usage_record WHERE tenant_id = '${one.tenant.id}';
      SET session_replication_role = origin`);
    await compareReturn(world.console, one.deactivationId);
    await expect(comeBack(one)).rejects.toMatchObject({ code: "return_differs", facts: { table: "usage_record" } });
    const other = await world.given.tenantInRetention({ isFilled: true });
    await world.given.returnRequest({ retention: other });
    await sql("DELETE FROM console.seal_digest WHERE deactivation_id = $1 AND moment = 'returning' AND table_name = 'tenant'", [
      other.deactivationId,
    ]);
    await expect(comeBack(other)).rejects.toMatchObject({ code: "return_differs", facts: { table: "tenant" } });
  });
  test.each([
    ["missing", "DELETE FROM console.return_comparison WHERE deactivation_id = $1"],
    ["still running", "UPDATE console.return_comparison SET finished_at = NULL, tables_done = 3 WHERE deactivation_id = $1"],
    [
      "older than an hour",
      "UPDATE console.return_comparison SET finished_at = now() - interval '1 hour 1 second' WHERE deactivation_id = $1",
    ],
    [
      "from before the wish",
      "UPDATE console.return_request SET received_at = now() + interval '1 second' WHERE request_id = (SELECT request_id FROM console.deactivation WHERE id = $1)",
    ],
  ])("a comparison that is %s does not open the door, and taking it afresh does", async (_what, change) => {
    const retention = await world.given.tenantInRetention({ isFilled: true });
    await world.given.returnRequest({ retention });
    await sql(change, [retention.deactivationId]);
    expect(await outcomeOf(comeBack(retention))).toMatchObject({
      refused: expect.stringMatching(/return_(not_compared|code_not_confirmed)/),
    });
    await sql("UPDATE console.return_request SET received_at = now() - interval '1 hour' WHERE request_id = $1", [retention.request.id]);
    await compareReturn(world.console, retention.deactivationId);
    expect(await outcomeOf(comeBack(retention))).toHaveProperty("value");
  });
  test("while it is compared nobody waits: no transaction is open, and progress is on the screen after each table", async () => {
    const retention = await world.given.tenantInRetention({ isFilled: true });
    await world.given.returnRequest({ retention, isCompared: false });
    const tables = (await sql("SELECT count(*)::int AS total FROM platform.sealed_tables()"))[0]?.total;
    // Somebody holds a row that the seventh table's fingerprint does not need but its statement has to wait for.
    const client = await world.database.ownerPool.connect();
    const seventh = (await sql("SELECT s FROM platform.sealed_tables() WITH ORDINALITY t(s, n) WHERE n = 7"))[0]?.s;
    await client.query("BEGIN");
    await client.query(`LOCK TABLE platform."${seventh}" IN ACCESS EXCLUSIVE MODE`);
    const running = compareReturn(world.console, retention.deactivationId);
    const progress = async () =>
      (
        await sql("SELECT tables_done, finished_at FROM console.return_comparison WHERE deactivation_id = $1", [retention.deactivationId])
      )[0];
    await expect.poll(progress, { timeout: 10_000 }).toEqual({ tables_done: 6, finished_at: null });
    // The tenant's own row can be locked meanwhile: the comparison holds nothing of it.
    await expect(sql("SELECT 1 FROM platform.tenant WHERE id = $1 FOR UPDATE NOWAIT", [retention.tenant.id])).resolves.toHaveLength(1);
    await client.query("COMMIT");
    client.release();
    await running;
    expect(await progress()).toMatchObject({ tables_done: tables });
    expect(await outcomeOf(comeBack(retention))).toHaveProperty("value");
  });
  test("after the return the report stands: no comparison begins any more, and the database refuses to change it", async () => {
    const retention = await world.given.tenantInRetention({ isFilled: true });
    await world.given.returnRequest({ retention });
    await comeBack(retention);
    const report = () => sql("SELECT * FROM console.return_comparison WHERE deactivation_id = $1", [retention.deactivationId]);
    const before = await report();
    await compareReturn(world.console, retention.deactivationId);
    expect(await report()).toEqual(before);
    const where = { deactivationId: retention.deactivationId };
    await expect(world.console.db.returnComparison.updateMany({ where, data: { tablesDone: 0, finishedAt: null } })).rejects.toThrow(
      /stands/,
    );
    await expect(world.console.db.sealDigest.updateMany({ where, data: { digest: "x" } })).rejects.toThrow(/stands/);
  });
  test("what was sealed is never rewritten, not even while the window is open", async () => {
    const retention = await world.given.tenantInRetention({ isFilled: true });
    const sealed = { deactivationId: retention.deactivationId, moment: "sealed" as const };
    await expect(world.console.db.sealDigest.updateMany({ where: sealed, data: { digest: "x" } })).rejects.toThrow(/stands/);
    await expect(world.console.db.sealDigest.deleteMany({ where: sealed })).rejects.toThrow(/permission denied|denied access/);
  });
  test("the wish to come back queues the comparison at once, and the sweep queues one that is missing or old", async () => {
    const retention = await world.given.tenantInRetention({ deactivatedDaysAgo: 29 });
    await lodgeReturn(world.console, meera, retention.request.id, retention.request.version);
    const queued = () => sql("SELECT key FROM graphile_worker._private_jobs WHERE key = $1", [`compare:${retention.deactivationId}`]);
    expect(await queued()).toHaveLength(1);
    await sql("DELETE FROM graphile_worker._private_jobs");
    await sweepLeft(world.console);
    expect(await queued()).toHaveLength(1);
    await sql("DELETE FROM graphile_worker._private_jobs");
    await compareReturn(world.console, retention.deactivationId);
    await sweepLeft(world.console);
    expect(await queued()).toEqual([]);
    await sql("UPDATE console.return_comparison SET finished_at = now() - interval '2 hours' WHERE deactivation_id = $1", [
      retention.deactivationId,
    ]);
    await sweepLeft(world.console);
    expect(await queued()).toHaveLength(1);
  });
  // proves: D6.6
  test("at the closing instant, to the millisecond, the door is closed", async () => {
    const retention = await world.given.tenantInRetention({ deactivatedDaysAgo: 29 });
    await world.given.returnRequest({ retention });
    const at = (ms: number) => fixedClock(new Date(retention.purgeDueAt.getTime() + ms));
    expect(await outcomeOf(comeBack(retention, at(1)))).toEqual({ refused: "window_closed" });
    expect(await outcomeOf(comeBack(retention, at(0)))).toEqual({ refused: "window_closed" });
    await compareReturn({ ...world.console, clock: at(-1) }, retention.deactivationId);
    expect(await outcomeOf(comeBack(retention, at(-1)))).toHaveProperty("value");
  });
  test("without the fingerprint nobody comes back; once the worker took it, they do", async () => {
    const retention = await world.given.tenantInRetention({ isUndigested: true, isFilled: true });
    await world.given.returnRequest({ retention });
    expect(await outcomeOf(comeBack(retention))).toEqual({ refused: "digest_not_taken" });
    await Promise.all([takeSealDigest(world.console, retention.deactivationId), takeSealDigest(world.console, retention.deactivationId)]);
    expect(await outcomeOf(comeBack(retention))).toEqual({ refused: "return_not_compared" });
    await Promise.all([compareReturn(world.console, retention.deactivationId), compareReturn(world.console, retention.deactivationId)]);
    await compareReturn(world.console, retention.deactivationId);
    expect(await outcomeOf(comeBack(retention))).toHaveProperty("value");
  });
  test("an agent writes the wish to return down by hand, the code goes to the owner, and twice is once", async () => {
    const retention = await world.given.tenantInRetention({ deactivatedDaysAgo: 29 });
    const { id, version } = retention.request;
    expect(await lodgeReturn(world.console, meera, id, version)).toEqual({ codeSent: true });
    expect(await sql("SELECT kind, to_address FROM console.notice WHERE request_id = $1", [id])).toEqual([
      { kind: "confirm_return", to_address: retention.tenant.owner.email },
    ]);
    expect(await outcomeOf(lodgeReturn(world.console, dev, id, version))).toEqual({ refused: "return_already_asked" });
    const late = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    expect(await outcomeOf(lodgeReturn(world.console, dev, late.request.id, late.request.version))).toEqual({ refused: "window_closed" });
  });
  test("no return without the owner's own wish and code", async () => {
    const silent = await world.given.tenantInRetention();
    expect(await outcomeOf(comeBack(silent))).toEqual({ refused: "return_not_asked" });
    const unconfirmed = await world.given.tenantInRetention();
    await world.given.returnRequest({ retention: unconfirmed, isConfirmed: false });
    expect(await outcomeOf(comeBack(unconfirmed))).toEqual({ refused: "return_code_not_confirmed" });
  });
  test("an ended deactivation stays ended, and the same tenant can leave again later", async () => {
    const retention = await world.given.tenantInRetention();
    await world.given.returnRequest({ retention });
    await comeBack(retention);
    await expect(
      sql("UPDATE console.deactivation SET ended_at = NULL, ended_because = NULL WHERE id = $1", [retention.deactivationId]),
    ).rejects.toMatchObject({ code: "CM004" });
    const again = await world.given.verifiedRequest({ tenant: retention.tenant });
    expect(await outcomeOf(deactivate(again))).toHaveProperty("value");
  });
});
