import { afterAll, beforeAll, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";
import { admitOperator } from "./admit-operator";
import { beginSession } from "./begin-session";
import { endSession } from "./end-session";
import { readOperator } from "./read-operator";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const claims = (over: Record<string, unknown> = {}) => ({
  sub: "s-1",
  email: "New.Person@callmissed.example",
  name: "New Person",
  callmissed_role: "support_agent",
  ...over,
});
const admit = (over: Record<string, unknown> = {}) => admitOperator(world.console, claims(over), "callmissed_role");

test.each([
  { callmissed_role: undefined },
  { callmissed_role: "owner" },
  { callmissed_role: ["admin"] },
  { email: "not an address" },
  { name: "" },
])("nobody is let in, and nothing is stored, with the claims %j", async (over) => {
  expect(await admit({ sub: "stranger", ...over })).toBeNull();
  expect(await sql("SELECT 1 FROM console.operator WHERE subject = 'stranger'")).toEqual([]);
});
test("the role of the claim is taken over at each sign-in, and counts for sessions that are open already", async () => {
  await admit({ sub: "promoted" });
  const session = { sessionId: (await beginSession(world.console, "promoted")) ?? "" };
  expect(await readOperator(world.console, session)).toMatchObject({ role: "support_agent" });
  await admit({ sub: "promoted", email: "promoted@callmissed.example", callmissed_role: "support_lead" });
  expect(await readOperator(world.console, session)).toMatchObject({ role: "support_lead" });
});
test("after signing out, a copy of the session opens nothing; another session of the same person still does", async () => {
  await admit({ sub: "twice", email: "twice@callmissed.example" });
  const [here, there] = [await beginSession(world.console, "twice"), await beginSession(world.console, "twice")];
  await endSession(world.console, here ?? "");
  expect(await readOperator(world.console, { sessionId: here ?? "" })).toBeNull();
  expect(await readOperator(world.console, { sessionId: there ?? "" })).not.toBeNull();
});
test("somebody whose access was ended is neither let in nor kept in", async () => {
  await admit({ sub: "gone", email: "gone@callmissed.example" });
  const session = { sessionId: (await beginSession(world.console, "gone")) ?? "" };
  await sql("UPDATE console.operator SET ended_at = now() WHERE subject = 'gone'");
  expect(await readOperator(world.console, session)).toBeNull();
  expect(await admit({ sub: "gone", email: "gone@callmissed.example" })).toBeNull();
  expect(await beginSession(world.console, "gone")).toBeNull();
});
