import { afterAll, beforeAll, expect, test } from "vitest";
import { NotFound } from "@/server/lib/refusal";
import { testWorld, type World } from "@/server/testing/world";
import { beginOwnerSession } from "./begin-owner-session";
import { chooseLanguage } from "./choose-language";
import { readOwner } from "./read-owner";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

async function signedIn() {
  const tenant = await world.given.tenant();
  const { db, clock } = world.console;
  const person = { tenantId: tenant.id, id: tenant.owner.id, language: "en" };
  const id = await db.$transaction(async (tx) => beginOwnerSession(tx, person, await clock.now(tx)));
  const read = async () => readOwner(world.console, { ownerSessionId: id });
  const member = await read();
  if (!member) throw new Error("nobody is signed in");
  return { member, read };
}

test("the language that somebody chooses is that of their sign-in from then on, and of nobody else's", async () => {
  const [one, another] = [await signedIn(), await signedIn()];
  await chooseLanguage(world.console, one.member, "hi");
  expect((await one.read())?.language).toBe("hi");
  expect((await another.read())?.language).toBe("en");
});

test("a language that we do not speak is none, and changes nothing", async () => {
  const { member, read } = await signedIn();
  await expect(chooseLanguage(world.console, member, "xx")).rejects.toBeInstanceOf(NotFound);
  expect((await read())?.language).toBe("en");
});
