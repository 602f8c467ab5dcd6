import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseClock } from "@/server/lib/clock";
import { testWorld, type World } from "@/server/testing/world";
import { admitOperator } from "./admit-operator";
import { beginSession } from "./begin-session";
import { endSession } from "./end-session";
import { isFreshAt } from "./fresh-sign-in";
import { readOperator } from "./read-operator";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const admit = (claims: Record<string, unknown>, trust = { isVerifiedUnsaid: false }) =>
  admitOperator(world.console, { name: "New Person", email_verified: true, ...claims }, trust);
/** Somebody whom two people invited, and who was never here. */
async function invited(role = "support_agent") {
  const [id, email] = [randomUUID(), `${randomUUID()}@callmissed.example`];
  await sql('INSERT INTO console.operator (id, email, name, role) VALUES ($1, $2, $3, $4::console."OperatorRole")', [
    id,
    email,
    "As invited",
    role,
  ]);
  return { id, email, sub: `sub-${id}` };
}
/** Somebody who has been here before, with a session. */
async function signedIn() {
  const person = await invited();
  await admit(person);
  return { ...person, session: { sessionId: (await beginSession(world.console, person.sub)) ?? "" } };
}
const rowOf = async (id: string) => (await sql("SELECT * FROM console.operator WHERE id = $1", [id]))[0];
const booked = (id: string) => sql("SELECT type, payload FROM console.audit_event WHERE actor_id = $1 ORDER BY id", [id]);

test.each([{ callmissed_role: "admin" }, { callmissed_role: "admin", roles: ["admin"], groups: ["admin"] }])(
  "nobody is let in whom nobody invited, and nothing is stored, whatever the provider says of their role: %j",
  async (over) => {
    expect(await admit({ sub: "stranger", email: "stranger@callmissed.example", ...over })).toBeNull();
    expect(await sql("SELECT 1 FROM console.operator WHERE subject = 'stranger' OR email LIKE 'stranger@%'")).toEqual([]);
  },
);
test.each([
  { email: "not an address" },
  { name: "" },
  { sub: "" },
  { email_verified: false },
  { email_verified: "false" },
  { email_verified: undefined },
])("an invited person is not let in, and stays invited, with the claims %j", async (over) => {
  const person = await invited();
  expect(await admit({ ...person, ...over })).toBeNull();
  expect(await rowOf(person.id)).toMatchObject({ subject: null, last_seen_at: null });
});
test("who was invited comes in by the address, however it is written, has the role that was given, and it is in the book once", async () => {
  const person = await invited("auditor");
  const claims = { sub: person.sub, email: person.email.toUpperCase(), email_verified: true, callmissed_role: "admin" };
  expect(await admit(claims)).toMatchObject({ id: person.id, role: "auditor", subject: person.sub, name: "New Person" });
  expect(await admit(claims)).toMatchObject({ id: person.id, role: "auditor" });
  expect(await booked(person.id)).toEqual([{ type: "operator.joined", payload: { operatorId: person.id } }]);
});
test("a provider that says nothing of the address is believed only where the company says so, and what it denies never is", async () => {
  const trust = { isVerifiedUnsaid: true };
  const person = await invited();
  expect(await admit({ ...person, email_verified: false }, trust)).toBeNull();
  expect(await admit({ ...person, email_verified: undefined }, trust)).toMatchObject({ id: person.id });
  const moved = { sub: person.sub, email: "moved@callmissed.example", email_verified: undefined };
  await admit(moved);
  expect(await rowOf(person.id)).toMatchObject({ email: person.email });
  await admit(moved, trust);
  expect(await rowOf(person.id)).toMatchObject({ email: "moved@callmissed.example" });
});
test("of two who sign in at the same instant with one invited address, one is bound to it and the other is nobody", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id, email } = await invited();
    const met = await Promise.all([admit({ sub: `a-${id}`, email }), admit({ sub: `b-${id}`, email })]);
    expect(met.filter((one) => one === null)).toHaveLength(1);
    expect((await rowOf(id))?.subject).toBe(met.find((one) => one !== null)?.subject);
  }
});
test("an address that is bound is nobody else's: the same one under another subject is not let in", async () => {
  const { email } = await signedIn();
  expect(await admit({ sub: "somebody else", email })).toBeNull();
});
test("another name is taken over; another address only where it is verified and nobody else's here", async () => {
  const [person, other] = [await signedIn(), await invited()];
  await admit({ sub: person.sub, email: other.email, name: "Married Name" });
  expect(await rowOf(person.id)).toMatchObject({ name: "Married Name", email: person.email });
  await admit({ sub: person.sub, email: "unproven@callmissed.example", email_verified: false });
  expect(await rowOf(person.id)).toMatchObject({ email: person.email });
  await admit({ sub: person.sub, email: "proven@callmissed.example", email_verified: true });
  expect(await rowOf(person.id)).toMatchObject({ email: "proven@callmissed.example" });
  expect(await admit({ sub: other.sub, email: other.email })).toMatchObject({ id: other.id });
  const renamed = (await booked(person.id)).filter(({ type }) => type === "operator.renamed").map(({ payload }) => payload);
  expect(renamed).toEqual([
    { operatorId: person.id, name: true, email: false },
    { operatorId: person.id, name: true, email: false },
    { operatorId: person.id, name: false, email: true },
  ]);
});
test("when somebody was last seen is kept at sign-in and while they work, once a minute and not at every call", async () => {
  const { id, session } = await signedIn();
  const first = (await rowOf(id))?.last_seen_at;
  expect(first).not.toBeNull();
  await readOperator(world.console, session);
  expect((await rowOf(id))?.last_seen_at).toEqual(first);
  await sql("UPDATE console.operator SET last_seen_at = last_seen_at - interval '1 minute' WHERE id = $1", [id]);
  await readOperator(world.console, session);
  expect((await rowOf(id))?.last_seen_at.getTime()).toBeGreaterThanOrEqual(first.getTime());
});
test("after signing out, a copy of the session opens nothing; another session of the same person still does", async () => {
  const { id, sub, session: here } = await signedIn();
  const there = await beginSession(world.console, sub);
  await endSession(world.console, here.sessionId);
  await endSession(world.console, here.sessionId);
  expect((await booked(id)).filter(({ type }) => type === "operator.signed_out")).toEqual([{ type: "operator.signed_out", payload: {} }]);
  expect(await readOperator(world.console, here)).toBeNull();
  expect(await readOperator(world.console, { sessionId: there ?? "" })).not.toBeNull();
  await expect(sql("UPDATE console.operator_session SET ended_at = NULL WHERE id = $1", [here.sessionId])).rejects.toThrow("stays ended");
});
test("a session opens nothing after twelve hours, however warm it was kept", async () => {
  const { session } = await signedIn();
  await sql("UPDATE console.operator_session SET signed_in_at = signed_in_at - interval '12 hours' WHERE id = $1", [session.sessionId]);
  expect(await readOperator(world.console, session)).toBeNull();
});
test("somebody whose access was ended is neither let in nor kept in", async () => {
  const { id, sub, email, session } = await signedIn();
  await sql("UPDATE console.operator SET ended_at = now() WHERE id = $1", [id]);
  expect(await readOperator(world.console, session)).toBeNull();
  expect(await admit({ sub, email })).toBeNull();
  expect(await admit({ sub, email, name: "Another Name" })).toBeNull();
  expect(await beginSession(world.console, sub)).toBeNull();
});

const freshness = async (sessionId: string | null) => {
  const operator = await readOperator(world.console, { sessionId: sessionId ?? "" });
  return operator && isFreshAt(operator.authenticatedAt, await databaseClock.now(world.console.db));
};
const secondsAgo = async (seconds: number) => Math.floor((await databaseClock.now(world.console.db)).getTime() / 1000) - seconds;

test("a sign-in is as fresh as the provider says, and never fresh where it does not say; the book says which", async () => {
  const person = await invited();
  await admit(person);
  const begin = async (authTime: unknown) => freshness(await beginSession(world.console, person.sub, { authTime }));
  expect(await begin(await secondsAgo(14 * 60))).toBe(true);
  expect(await begin(await secondsAgo(16 * 60))).toBe(false);
  for (const authTime of [undefined, null, 0, -1, Number.NaN, "1790000000"]) expect(await begin(authTime)).toBe(false);
  const signIns = (await booked(person.id)).filter(({ type }) => type === "operator.signed_in");
  expect(signIns.map(({ payload }) => payload.isFresh)).toEqual([true, ...Array(7).fill(false)]);
});
test("a provider whose clock runs ahead makes nobody fresher than now, and by more than a minute not fresh at all", async () => {
  const { sub } = await signedIn();
  for (const ahead of [90, 86_400])
    expect(await freshness(await beginSession(world.console, sub, { authTime: await secondsAgo(-ahead) }))).toBe(false);
  const sessionId = await beginSession(world.console, sub, { authTime: await secondsAgo(-50) });
  expect(await freshness(sessionId)).toBe(true);
  const [row] = await sql("SELECT authenticated_at <= signed_in_at AS bounded FROM console.operator_session WHERE id = $1", [sessionId]);
  expect(row).toEqual({ bounded: true });
});
test("the session that a new sign-in replaces is over, whoever held it", async () => {
  const [before, after] = [await signedIn(), await signedIn()];
  const next = await beginSession(world.console, after.sub, { insteadOf: before.session.sessionId });
  expect(await readOperator(world.console, before.session)).toBeNull();
  expect(await readOperator(world.console, { sessionId: next ?? "" })).not.toBeNull();
  const ended = (await booked(after.id)).filter(({ type }) => type === "operator.sessions_ended");
  expect(ended).toEqual([{ type: "operator.sessions_ended", payload: { operatorId: before.id, sessions: 1 } }]);
});
