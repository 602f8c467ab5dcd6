import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { classesHeldBy } from "@/server/retention/inventory";
import { testWorld, type World } from "@/server/testing/world";
import { type HoldView, holdDetail, holdsOfTenant, listHolds } from "./queries";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

/** Every page of a list, one after the other. */
async function walk(view: HoldView): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: { key: string; id: string } | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listHolds>> = await listHolds(world.console, view, cursor);
    ids.push(...page.items.map((row) => row.id));
    if (!page.next) return ids;
    cursor = page.next;
  }
}

test("the list shows who needs a second person first, then reviews as they come; every hold once, over all pages", async () => {
  const tenant = await world.given.tenant();
  const hold = async (wish: object) => (await world.given.hold({ tenant, ...wish })).id;
  const late: string[] = [];
  for (let reviewInDays = 60; reviewInDays < 90; reviewInDays += 1) late.push(await hold({ isAgreed: true, reviewInDays }));
  for (let reviewInDays = 20; reviewInDays < 50; reviewInDays += 1)
    late.splice(reviewInDays - 20, 0, await hold({ isAgreed: true, reviewInDays }));
  const soon = await hold({ isAgreed: true, reviewInDays: 3 });
  const waiting = await hold({});
  const ended = [await hold({ releasedAt: new Date(Date.now() - 2_000) }), await hold({ releasedAt: new Date(Date.now() - 1_000) })];
  expect(await walk("open")).toEqual([waiting, soon, ...late]);
  expect(await walk("to_agree")).toEqual([waiting]);
  expect(await walk("to_review")).toEqual([soon]);
  expect(await walk("ended")).toEqual(ended.toReversed());
  const { holds } = await holdsOfTenant(world.console, tenant.id);
  expect(holds).toHaveLength(20);
});

test("the detail says who placed it, who is needed next, and why not oneself", async () => {
  const tenant = await world.given.tenant();
  const { id, placedBy } = await world.given.hold({ tenant, scope: ["payments"] });
  const own = await holdDetail(world.console, id, { id: placedBy });
  expect(own).toMatchObject({ tenant: { name: tenant.name }, people: { placedBy: "A colleague", agreedBy: null }, isReviewDue: false });
  expect(own.hold.heldClasses).toEqual(classesHeldBy(["payments"]));
  expect(own.decisions.agree).toMatchObject({ allowed: false, code: "own_hold" });
  expect((await holdDetail(world.console, id, { id: randomUUID() })).decisions.agree).toMatchObject({ allowed: true });
});
