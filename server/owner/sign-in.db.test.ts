// long: what signing in promises, from the asking to the forgetting, on one world with two processes.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseClock } from "@/server/lib/clock";
import { type Db, openDb } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { clearOfTheHour } from "@/server/testing/owner-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { askAgain } from "./ask-again";
import { askSignInCode } from "./ask-sign-in-code";
import { beginOwnerSession } from "./begin-owner-session";
import { endOwnerSession } from "./end-owner-session";
import { forgetTries } from "./forget-tries";
import { codesPerNetwork, triesPerNetwork } from "./limits";
import { oneTimeCode } from "./one-time-code";
import { readOwner } from "./read-owner";
import { signInWithCode } from "./sign-in-with-code";
import { writeSignInCode } from "./write-sign-in-code";

let world: World;
let second: { db: Db } & Deps;
beforeAll(async () => {
  world = await testWorld(30);
  // As another web process has it.
  second = { db: openDb("callmissed_console", world.database.url, 30), clock: databaseClock };
});
afterAll(async () => {
  await second.db.$disconnect();
  await world.end();
});

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const oneOf = async (text: string, values: unknown[] = []) => (await sql(text, values))[0];
let asked = 0;
/** A network that nobody else in these tests comes from. */
const network = () => {
  asked += 1;
  return `198.51.100.${asked}`;
};
const household = () => `${network().replace("198.51.100.", "2001:db8:0:")}::/64`;
const nobody = () => `nobody-${randomUUID()}@example.com`;
const ask = (email: string, from = network(), deps: Deps = world.console) => askSignInCode(deps, { email, language: "hi", network: from });
const type = (codeId: string, code: string, deps: Deps = world.console, from = network()) =>
  outcomeOf(signInWithCode(deps, { codeId, code, language: "en", network: from }));
const wrongFor = (id: string) => String((Number(oneTimeCode(id)) + 1) % 1_000_000).padStart(6, "0");
const codeRow = (id: string) => oneOf("SELECT * FROM console.owner_code WHERE id = $1", [id]);
const noticeOf = (id: string) => oneOf("SELECT kind, to_address, language FROM console.notice WHERE subject_id = $1", [id]);
const sessionsOf = async (tenant: { id: string }) =>
  (await sql("SELECT id FROM console.owner_session WHERE tenant_id = $1", [tenant.id])).length;
const age = (id: string, minutes: number) =>
  sql(
    `UPDATE console.owner_code SET created_at = created_at - $2 * interval '1 minute', expires_at = expires_at - $2 * interval '1 minute' WHERE id = $1`,
    [id, minutes],
  );
const REFUSED = { refused: "code_not_accepted" };

/** What an asking leaves in the database, and what it was refused with. */
async function traceOf(email: string) {
  const before = await sql("SELECT id FROM graphile_worker._private_jobs");
  const from = network();
  const { codeId } = await ask(email, from);
  const jobs = await sql(
    "SELECT j.payload, t.identifier FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE NOT j.id = ANY ($1)",
    [before.map(({ id }) => id)],
  );
  const {
    id,
    address_hash: hash,
    tenant_id: _tenant,
    member_id: _member,
    network_hash: from_,
    code_sha256: code,
    created_at: at,
    expires_at: until,
    ...rest
  } = await codeRow(codeId);
  expect(id).toBe(codeId);
  return {
    jobs: jobs.map(({ identifier, payload }) => ({ identifier, payload: JSON.stringify(payload).replace(codeId, "the code") })),
    rest,
    lengths: [hash.length, code.length, from_.length],
    minutes: (until - at) / 60_000,
    again: await outcomeOf(ask(email, from)),
  };
}

/** The statements that a call sends, without their values. */
async function statementsOf(email: string): Promise<string[]> {
  const heard: string[] = [];
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { PrismaClient } = await import("@/prisma/generated/client");
  const adapter = new PrismaPg({ connectionString: world.database.url, max: 1, options: "-c role=callmissed_console -c timezone=UTC" });
  const db = new PrismaClient({ adapter, log: [{ emit: "event", level: "query" }] });
  db.$on("query", ({ query }) => heard.push(query));
  await askSignInCode({ db: db as unknown as Db, clock: databaseClock }, { email, language: "en", network: network() });
  await db.$disconnect();
  return heard;
}

describe("asking for a code", () => {
  test("leaves the same behind for a known and an unknown address, and answers the same", async () => {
    const tenant = await world.given.tenant();
    expect(await traceOf(tenant.owner.email)).toEqual(await traceOf(nobody()));
  });
  test("takes the same statements for both", async () => {
    const tenant = await world.given.tenant();
    const known = await statementsOf(tenant.owner.email);
    expect(known.length).toBeGreaterThan(6);
    expect(await statementsOf(nobody())).toEqual(known);
  });
  test("writes to the person whose address it is, whatever the letters' size, and to nobody else", async () => {
    const { tenant, email } = await world.given.member();
    const [theirs, nobodys] = [await ask(` ${email.toUpperCase()} `), await ask(nobody())];
    for (const { codeId } of [theirs, nobodys]) await writeSignInCode(world.console, codeId);
    expect(await noticeOf(theirs.codeId)).toEqual({ kind: "sign_in_code", to_address: email, language: "hi" });
    expect(await noticeOf(nobodys.codeId)).toBeUndefined();
    expect(JSON.stringify(await sql("SELECT * FROM console.owner_code WHERE tenant_id = $1", [tenant.id]))).not.toContain(email);
  });
  test("sends nothing where the address has changed before the mail was written", async () => {
    const tenant = await world.given.tenant();
    const { codeId } = await ask(tenant.owner.email);
    await sql("UPDATE platform.team_member SET email = $2 WHERE id = $1", [tenant.owner.id, `new-${tenant.owner.email}`]);
    await writeSignInCode(world.console, codeId);
    expect(await noticeOf(codeId)).toBeUndefined();
    expect(await type(codeId, oneTimeCode(codeId))).toEqual(REFUSED);
  });
  test("again is for the same address without naming it, a minute later, and the older code is over", async () => {
    const tenant = await world.given.tenant();
    const from = network();
    const first = await ask(tenant.owner.email, from);
    const again = (codeId: string) => outcomeOf(askAgain(second, { codeId, language: "en", network: from }));
    expect(await again(first.codeId)).toEqual({ refused: "code_just_sent" });
    await age(first.codeId, 1);
    const outcome = await again(first.codeId);
    const codeId = "value" in outcome ? outcome.value.codeId : "";
    await writeSignInCode(world.console, codeId);
    expect(await noticeOf(codeId)).toMatchObject({ to_address: tenant.owner.email });
    expect(await type(first.codeId, oneTimeCode(first.codeId))).toEqual(REFUSED);
    expect(await type(codeId, oneTimeCode(codeId))).toHaveProperty("value");
    expect(await again(codeId)).toEqual(REFUSED);
    expect(await again(randomUUID())).toEqual(REFUSED);
  });
  test.each([[59], [61], [26 * 60]])("again after %i minutes answers alike for a known and an unknown address", async (minutes) => {
    const outcomes = [];
    for (const email of [(await world.given.tenant()).owner.email, nobody()]) {
      const from = network();
      const { codeId } = await ask(email, from);
      await age(codeId, minutes);
      await forgetTries(world.purge);
      const outcome = await outcomeOf(askAgain(world.console, { codeId, language: "en", network: from }));
      outcomes.push("refused" in outcome ? outcome : "a code");
    }
    expect(outcomes).toEqual(minutes < 60 ? ["a code", "a code"] : [REFUSED, REFUSED]);
  });
});

describe("limits", () => {
  beforeEach(() => clearOfTheHour(world));
  test.each([["known"], ["unknown"]])("five codes an hour to one address for one network, counted over two processes: %s", async (kind) => {
    const email = kind === "known" ? (await world.given.tenant()).owner.email : nobody();
    const from = network();
    for (let index = 0; index < 5; index += 1) {
      const { codeId } = await ask(email, from, index % 2 ? second : world.console);
      await age(codeId, 1.5);
    }
    expect(await outcomeOf(ask(email, from))).toEqual({ refused: "codes_used_up" });
    expect(await outcomeOf(ask(email, from, second))).toEqual({ refused: "codes_used_up" });
    expect(await outcomeOf(ask(email))).toHaveProperty("value");
    await sql("DELETE FROM console.rate_count");
    expect(await outcomeOf(ask(email, from))).toHaveProperty("value");
  });
  test.each([["known"], ["unknown"]])(
    "thirty codes an hour to one address, of forty that as many networks ask for at once: %s",
    async (kind) => {
      const email = kind === "known" ? (await world.given.tenant()).owner.email : nobody();
      const asking = Array.from({ length: 40 }, (_, index) => outcomeOf(ask(email, network(), index % 2 ? second : world.console)));
      const outcomes = await Promise.all(asking);
      expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(30);
      expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "address_used_up")).toHaveLength(10);
    },
    60_000,
  );
  test.each([["known"], ["unknown"]])(
    "a hundred tries an hour of one address, whichever networks they come from: %s",
    async (kind) => {
      const email = kind === "known" ? (await world.given.tenant()).owner.email : nobody();
      const codes = await Promise.all(Array.from({ length: 21 }, () => ask(email, network())));
      const outcomes = [];
      for (const { codeId } of codes) for (let index = 0; index < 5; index += 1) outcomes.push(await type(codeId, wrongFor(codeId)));
      expect(outcomes.slice(0, 100)).toEqual(Array(100).fill(REFUSED));
      expect(outcomes.slice(100)).toEqual(Array(5).fill({ refused: "address_used_up" }));
    },
    60_000,
  );
  test("a stranger who asks for codes to the owner's address and tries them neither ends the owner's nor pauses the owner", async () => {
    const tenant = await world.given.tenant();
    const [home, strangers] = [network(), network()];
    const owners = await ask(tenant.owner.email, home);
    await age(owners.codeId, 2);
    const { codeId } = await ask(tenant.owner.email, strangers);
    for (let index = 0; index < 6; index += 1) await type(codeId, wrongFor(codeId), world.console, strangers);
    expect(await outcomeOf(ask(tenant.owner.email, strangers))).toEqual({ refused: "code_paused" });
    expect(await codeRow(owners.codeId)).toMatchObject({ ended_at: null });
    const another = await ask(tenant.owner.email, home);
    expect(await type(another.codeId, oneTimeCode(another.codeId), world.console, home)).toHaveProperty("value");
  });
  test.each([
    ["203.0.113.77", 200, 400],
    ["2001:db8:0:7::/64", 20, 100],
    ["unknown", 200, 400],
  ])("for %s: %i codes and %i tries an hour, because one IPv4 address may be a carrier's", (from, codes, tries) => {
    expect([codesPerNetwork(from).atMost, triesPerNetwork(from).atMost]).toEqual([codes, tries]);
  });
  test("twenty codes an hour for one household, of forty that two processes ask for at once", async () => {
    const from = household();
    const asking = Array.from({ length: 40 }, (_, index) => outcomeOf(ask(nobody(), from, index % 2 ? second : world.console)));
    const outcomes = await Promise.all(asking);
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(20);
    expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "network_used_up")).toHaveLength(20);
    expect(await outcomeOf(ask(nobody()))).toHaveProperty("value");
  });
  test("a hundred tries an hour by one household, whichever codes they are for", async () => {
    const from = household();
    const outcomes = [];
    for (let round = 0; round < 4; round += 1)
      outcomes.push(
        ...(await Promise.all(Array.from({ length: 30 }, () => type(randomUUID(), "123456", round % 2 ? second : world.console, from)))),
      );
    expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "code_not_accepted")).toHaveLength(100);
    expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "network_used_up")).toHaveLength(20);
  });
  test("keep neither address nor network", async () => {
    const [email, from] = [nobody(), network()];
    await ask(email, from);
    const kept = JSON.stringify(await sql("SELECT * FROM console.rate_count"));
    expect(kept).not.toContain(email);
    expect(kept).not.toContain(from);
  });
});

describe("the code", () => {
  test("signs in once, of fifty right ones that come to two processes at once", async () => {
    const tenant = await world.given.tenant();
    const { codeId } = await ask(tenant.owner.email);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => type(codeId, oneTimeCode(codeId), index % 2 ? second : world.console)),
    );
    const signedIn = outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : []));
    expect(signedIn).toHaveLength(1);
    expect(await sessionsOf(tenant)).toBe(1);
    expect(
      await sql("SELECT actor_kind, actor_id, payload FROM console.audit_event WHERE type = 'owner.signed_in' AND tenant_id = $1", [
        tenant.id,
      ]),
    ).toEqual([{ actor_kind: "owner", actor_id: tenant.owner.id, payload: {} }]);
    expect(await readOwner(second, signedIn[0] ?? null)).toMatchObject({
      id: tenant.owner.id,
      tenantId: tenant.id,
      role: "owner",
      language: "en",
    });
    expect(await type(codeId, oneTimeCode(codeId))).toEqual(REFUSED);
  });
  test.each([["known"], ["unknown"]])(
    "of fifty wrong ones in two processes five count, and the address pauses for 15 minutes: %s",
    async (kind) => {
      const email = kind === "known" ? (await world.given.tenant()).owner.email : nobody();
      const from = network();
      const { codeId } = await ask(email, from);
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, index) => type(codeId, wrongFor(codeId), index % 2 ? second : world.console)),
      );
      for (const outcome of outcomes) expect(outcome).toEqual(REFUSED);
      expect(await codeRow(codeId)).toMatchObject({ attempts: 5, ended_because: "too_many_attempts" });
      expect(await type(codeId, oneTimeCode(codeId))).toEqual(REFUSED);
      expect(await outcomeOf(ask(email, from, second))).toEqual({ refused: "code_paused" });
    },
  );
  test("that was written down for nobody lets nobody in", async () => {
    const { codeId } = await ask(nobody());
    expect(await type(codeId, oneTimeCode(codeId))).toEqual(REFUSED);
  });
  test("is refused after its ten minutes, and when it was sent for something else", async () => {
    const tenant = await world.given.tenant();
    const { codeId } = await ask(tenant.owner.email);
    await age(codeId, 10);
    expect(await type(codeId, oneTimeCode(codeId))).toEqual(REFUSED);
    const other = await ask((await world.given.tenant()).owner.email);
    await sql("UPDATE console.owner_code SET purpose = 'leave', session_id = $2 WHERE id = $1", [other.codeId, randomUUID()]);
    expect(await type(other.codeId, oneTimeCode(other.codeId))).toEqual(REFUSED);
  });
  test("signs in during the thirty days, and no more once erasing has begun", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 12 });
    const early = await ask(tenant.owner.email);
    expect(await type(early.codeId, oneTimeCode(early.codeId))).toHaveProperty("value");
    const late = await ask(tenant.owner.email);
    await sql("INSERT INTO console.purge_run (request_id, tenant_id, started_at, heartbeat_at) VALUES ($1, $2, now(), now())", [
      request.id,
      tenant.id,
    ]);
    expect(await type(late.codeId, oneTimeCode(late.codeId))).toEqual(REFUSED);
    await age(late.codeId, 1);
    const after = await ask(tenant.owner.email);
    expect(await codeRow(after.codeId)).toMatchObject({ tenant_id: null, member_id: null });
    const again = await askAgain(world.console, { codeId: late.codeId, language: "en", network: network() });
    expect(await codeRow(again.codeId)).toMatchObject({ tenant_id: null, member_id: null });
    await writeSignInCode(world.console, late.codeId);
    expect(await noticeOf(late.codeId)).toBeUndefined();
    expect(await sessionsOf(tenant)).toBe(1);
  });
});

describe("signing out", () => {
  const signedIn = async (tenant: { id: string; owner: { id: string } }) => {
    const { db, clock } = world.console;
    const person = { tenantId: tenant.id, id: tenant.owner.id, language: "en" };
    return { ownerSessionId: await db.$transaction(async (tx) => beginOwnerSession(tx, person, await clock.now(tx))) };
  };
  test("ends this session, or every one of this person, and nobody else's", async () => {
    const [tenant, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    const [phone, desk, lent, theirs] = [await signedIn(tenant), await signedIn(tenant), await signedIn(tenant), await signedIn(neighbour)];
    await endOwnerSession(world.console, await readOwner(world.console, phone), "here");
    expect(await readOwner(second, phone)).toBeNull();
    expect(await readOwner(second, desk)).not.toBeNull();
    await endOwnerSession(world.console, await readOwner(world.console, desk), "everywhere");
    for (const over of [desk, lent]) expect(await readOwner(second, over)).toBeNull();
    expect(await readOwner(second, theirs)).not.toBeNull();
    expect(
      await sql("SELECT payload FROM console.audit_event WHERE type = 'owner.signed_out' AND tenant_id = $1 ORDER BY id", [tenant.id]),
    ).toEqual([{ payload: { sessions: 1 } }, { payload: { sessions: 2 } }]);
  });
  test("of somebody who is not the owner is written down as theirs, and not as the owner's", async () => {
    const { tenant, id, email } = await world.given.member();
    const { codeId } = await ask(email);
    const outcome = await type(codeId, oneTimeCode(codeId));
    await endOwnerSession(world.console, await readOwner(world.console, "value" in outcome ? outcome.value : null), "here");
    expect(await sql("SELECT type, actor_kind, actor_id FROM console.audit_event WHERE tenant_id = $1 ORDER BY id", [tenant.id])).toEqual([
      { type: "owner.signed_in", actor_kind: "member", actor_id: id },
      { type: "owner.signed_out", actor_kind: "member", actor_id: id },
    ]);
  });
  test("twice is the same as once", async () => {
    const tenant = await world.given.tenant();
    const member = await readOwner(world.console, await signedIn(tenant));
    await endOwnerSession(world.console, member, "here");
    await endOwnerSession(world.console, member, "here");
    await endOwnerSession(world.console, null, "everywhere");
    expect(await sql("SELECT 1 FROM console.audit_event WHERE type = 'owner.signed_out' AND tenant_id = $1", [tenant.id])).toHaveLength(1);
  });
});

describe("what was counted is forgotten", () => {
  test("counts after their hour, codes after a day, sign-ins 30 days after they are over; what an order holds stays", async () => {
    await forgetTries(world.purge);
    const [tenant, held] = [await world.given.tenant(), await world.given.tenant()];
    await world.given.hold({ tenant: held, scope: ["correspondence"] });
    const [old, young, somebodys, kept] = [
      await ask(nobody()),
      await ask(nobody()),
      await ask(tenant.owner.email),
      await ask(held.owner.email),
    ];
    for (const { codeId } of [old, somebodys, kept]) await age(codeId, 24 * 60);
    const sessionOf = async (owner: { id: string; owner: { id: string } }, hoursAgo: number) =>
      (
        await oneOf(
          `INSERT INTO console.owner_session (id, tenant_id, member_id, language, signed_in_at)
           VALUES (gen_random_uuid(), $1, $2, 'en', now() - $3 * interval '1 hour') RETURNING id`,
          [owner.id, owner.owner.id, hoursAgo],
        )
      )?.id;
    await sessionOf(tenant, 732);
    const recent = await sessionOf(tenant, 731);
    await world.given.hold({ tenant: held, scope: ["account"] });
    const heldSession = await sessionOf(held, 900);
    await sql(
      "UPDATE console.rate_count SET expires_at = now() - interval '1 second' WHERE bucket IN (SELECT bucket FROM console.rate_count LIMIT 2)",
    );
    const counts = (await sql("SELECT 1 FROM console.rate_count")).length;
    expect(await forgetTries(world.purge)).toEqual({ forgotten: 5 });
    expect(await sql("SELECT 1 FROM console.rate_count")).toHaveLength(counts - 2);
    for (const { codeId } of [old, somebodys]) expect(await codeRow(codeId)).toBeUndefined();
    for (const { codeId } of [young, kept]) expect(await codeRow(codeId)).toBeDefined();
    expect(
      await sql("SELECT id FROM console.owner_session WHERE tenant_id = ANY ($1) ORDER BY signed_in_at", [[tenant.id, held.id]]),
    ).toEqual([{ id: heldSession }, { id: recent }]);
    expect(await forgetTries(world.purge)).toEqual({ forgotten: 0 });
  });
  test("by the purge's role alone", async () => {
    await expect(forgetTries(world.console)).rejects.toThrow(/permission denied|denied access/);
    await expect(world.console.db.rateCount.deleteMany()).rejects.toThrow(/permission denied|denied access/);
  });
});

describe("the console's role", () => {
  test("can lower no tries, and change neither whose a code or a sign-in is, nor what is right, nor until when", async () => {
    const { codeId } = await ask((await world.given.tenant()).owner.email);
    const { db } = world.console;
    await db.ownerCode.update({ where: { id: codeId }, data: { attempts: 3 } });
    await expect(db.ownerCode.update({ where: { id: codeId }, data: { attempts: 2 } })).rejects.toThrow();
    expect(await codeRow(codeId)).toMatchObject({ attempts: 3 });
    const far = new Date(Date.UTC(2099, 0, 1));
    for (const data of [{ codeSha256: "0" }, { sessionId: randomUUID() }, { expiresAt: far }, { createdAt: far }, { tenantId: null }])
      await expect(db.ownerCode.update({ where: { id: codeId }, data })).rejects.toThrow(/permission denied|denied access/);
    for (const data of [{ signedInAt: far }, { memberId: randomUUID() }, { tenantId: randomUUID() }])
      await expect(db.ownerSession.updateMany({ data })).rejects.toThrow(/permission denied|denied access/);
  });
});
