import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clearOfTheHour } from "@/server/testing/owner-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { beginOwnerSession } from "./begin-owner-session";
import { countOwnerTry } from "./count-owner-try";
import { issueOwnerCode } from "./issue-owner-code";
import { oneTimeCode } from "./one-time-code";
import { readOwner, type SignedInMember } from "./read-owner";
import { useOwnerCode } from "./use-owner-code";

let world: World;
beforeAll(async () => {
  world = await testWorld(30);
});
afterAll(() => world.end());
beforeEach(() => clearOfTheHour(world));

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const wrongFor = (id: string) => String((Number(oneTimeCode(id)) + 1) % 1_000_000).padStart(6, "0");
const codeRow = async (id: string) => (await sql("SELECT * FROM console.owner_code WHERE id = $1", [id]))[0];
const age = (id: string, minutes: number) =>
  sql(
    `UPDATE console.owner_code SET created_at = created_at - $2 * interval '1 minute', expires_at = expires_at - $2 * interval '1 minute' WHERE id = $1`,
    [id, minutes],
  );

async function signedIn(): Promise<SignedInMember> {
  const tenant = await world.given.tenant();
  const { db, clock } = world.console;
  const person = { tenantId: tenant.id, id: tenant.owner.id, language: "hi" };
  const ownerSessionId = await db.$transaction(async (tx) => beginOwnerSession(tx, person, await clock.now(tx)));
  return (await readOwner(world.console, { ownerSessionId })) as SignedInMember;
}
const issue = (member: SignedInMember, purpose: "leave" | "come_back" = "leave") =>
  world.console.db.$transaction(async (tx) => issueOwnerCode(tx, { purpose, member, now: await world.console.clock.now(tx) }));
const tryIt = (member: SignedInMember, codeId: string, typed = oneTimeCode(codeId)) =>
  outcomeOf(countOwnerTry(world.console, { codeId, purpose: "leave", sessionId: member.sessionId, typed }));
const take = (codeId: string) =>
  outcomeOf(world.console.db.$transaction(async (tx) => useOwnerCode(tx, codeId, await world.console.clock.now(tx))));
const REFUSED = { refused: "code_not_accepted" };

describe("a code for what the owner is about to do", () => {
  test("goes to the address on file in the reader's language, lives ten minutes, and lies nowhere in the database", async () => {
    const member = await signedIn();
    const { codeId } = await issue(member);
    const row = await codeRow(codeId);
    expect(row?.expires_at.getTime() - row?.created_at.getTime()).toBe(600_000);
    expect(row).toMatchObject({ tenant_id: member.tenantId, member_id: member.id, session_id: member.sessionId, attempts: 0 });
    const [notice] = await sql("SELECT kind, to_address, language, params FROM console.notice WHERE subject_id = $1", [codeId]);
    expect(notice).toEqual({ kind: "leave_code", to_address: member.email, language: "hi", params: { codeId } });
    expect(JSON.stringify(row)).not.toContain(`"${oneTimeCode(codeId)}"`);
    expect(JSON.stringify(row)).not.toContain(member.email);
  });
  test("is used once, however many come with it", async () => {
    const member = await signedIn();
    const { codeId } = await issue(member);
    expect(await tryIt(member, codeId)).toEqual({ value: { codeId } });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => take(codeId)));
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
    expect(await codeRow(codeId)).toMatchObject({ ended_because: "used" });
    expect(await tryIt(member, codeId)).toEqual(REFUSED);
  });
  test("of fifty wrong tries in parallel five count, and the right one is then refused", async () => {
    const member = await signedIn();
    const { codeId } = await issue(member);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => tryIt(member, codeId, wrongFor(codeId))));
    expect(outcomes.every((outcome) => "refused" in outcome && outcome.refused === "code_not_accepted")).toBe(true);
    expect(await codeRow(codeId)).toMatchObject({ attempts: 5, ended_because: "too_many_attempts" });
    expect(await tryIt(member, codeId)).toEqual(REFUSED);
    expect(await take(codeId)).toEqual(REFUSED);
  });
  test("counts in the session that asked for it, for its purpose, and for its ten minutes", async () => {
    const [member, other] = [await signedIn(), await signedIn()];
    const { codeId } = await issue(member);
    expect(await tryIt(other, codeId)).toEqual(REFUSED);
    const elsewhere = { codeId, purpose: "come_back", sessionId: member.sessionId, typed: oneTimeCode(codeId) } as const;
    expect(await outcomeOf(countOwnerTry(world.console, elsewhere))).toEqual(REFUSED);
    expect(await codeRow(codeId)).toMatchObject({ attempts: 0 });
    await age(codeId, 10);
    expect(await tryIt(member, codeId)).toEqual(REFUSED);
    expect(await take(codeId)).toEqual(REFUSED);
  });
  test("that is known and one that nobody ever sent are refused alike", async () => {
    const member = await signedIn();
    expect(await tryIt(member, "00000000-0000-4000-8000-000000000000", "123456")).toEqual(REFUSED);
  });
});

describe("sending another", () => {
  test("is refused within a minute, also to two that ask at once, and then ends the older one", async () => {
    const member = await signedIn();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => outcomeOf(issue(member))));
    const sent = outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value.codeId] : []));
    expect(sent).toHaveLength(1);
    expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "code_just_sent")).toHaveLength(4);
    const first = sent[0] as string;
    await age(first, 1);
    const { codeId } = await issue(member);
    expect(await codeRow(first)).toMatchObject({ ended_because: "replaced" });
    expect(await tryIt(member, first)).toEqual(REFUSED);
    expect(await tryIt(member, codeId)).toHaveProperty("value");
  });
  test("is paused for fifteen minutes after five wrong tries, for this purpose alone", async () => {
    const member = await signedIn();
    const { codeId } = await issue(member);
    for (let index = 0; index < 5; index += 1) await tryIt(member, codeId, wrongFor(codeId));
    expect(await outcomeOf(issue(member))).toEqual({ refused: "code_paused" });
    expect(await outcomeOf(issue(member, "come_back"))).toHaveProperty("value");
  });
  test("does not let a stolen session go on guessing: four tries of each code pause it, and five codes are an hour's", async () => {
    const member = await signedIn();
    const { codeId: first } = await issue(member);
    for (let index = 0; index < 4; index += 1) await tryIt(member, first, wrongFor(first));
    await age(first, 1);
    const { codeId: next } = await issue(member);
    for (let index = 0; index < 4; index += 1) await tryIt(member, next, wrongFor(next));
    await age(next, 1);
    expect(await outcomeOf(issue(member))).toEqual({ refused: "code_paused" });
    const patient = await signedIn();
    for (let index = 0; index < 5; index += 1) await age((await issue(patient)).codeId, 26);
    expect(await outcomeOf(issue(patient))).toEqual({ refused: "codes_used_up" });
    expect(await outcomeOf(issue(patient, "come_back"))).toHaveProperty("value");
  });
});
