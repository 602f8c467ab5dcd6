import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginPurge } from "@/server/retention/begin-purge";
import { testWorld, type World } from "@/server/testing/world";
import { answerConsent } from "./answer-consent";
import { countUse } from "./count-use";
import { consentOf } from "./queries";
import { withdrawConsent } from "./withdraw-consent";

let world: World;
beforeAll(async () => {
  world = await testWorld(20);
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const somebody = async () => {
  const tenant = await world.given.tenant();
  return { id: tenant.owner.id, tenantId: tenant.id, role: "owner" as const };
};
const yes = { isGiven: true, language: "hi", answeredBy: "banner" } as const;
const rows = (memberId: string) => sql("SELECT * FROM console.consent WHERE member_id = $1 ORDER BY answered_at, id", [memberId]);
const events = async (tenantId: string) =>
  (await sql("SELECT type, payload FROM console.audit_event WHERE tenant_id = $1 ORDER BY id", [tenantId])) as {
    type: string;
    payload: unknown;
  }[];
const total = async (feature: string) =>
  Number((await sql("SELECT coalesce(sum(total), 0) AS total FROM console.use_count WHERE feature = $1", [feature]))[0]?.total);

describe("consent to being counted", () => {
  test("is a row with category, text version, time, language and how, and stands in the book", async () => {
    const person = await somebody();
    await answerConsent(world.console, person, yes);
    const [row, ...more] = await rows(person.id);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ category: "analytics", is_given: true, text_version: "2026-11-25", language: "hi", answered_by: "banner" });
    expect(await consentOf(world.console, person)).toMatchObject({ state: "given", answeredAt: row?.answered_at });
    expect((await events(person.tenantId)).map(({ type }) => type)).toEqual(["consent.answered"]);
    expect(JSON.stringify(await events(person.tenantId))).not.toMatch(/@|Owner/);
  });

  // proves: D7.3 C4.5
  test("is withdrawn by one act, from then on counts nothing, and is not asked for again", async () => {
    const person = await somebody();
    await answerConsent(world.console, person, yes);
    await withdrawConsent(world.console, person, "foot");
    const [row] = await rows(person.id);
    expect(row).toMatchObject({ is_given: true, ended_by: "foot" });
    expect((await consentOf(world.console, person)).state).toBe("withdrawn");
    await countUse(world.console, person, "leave_acted");
    expect(await total("leave_acted")).toBe(0);
    await withdrawConsent(world.console, person, "foot");
    expect((await events(person.tenantId)).map(({ type }) => type)).toEqual(["consent.answered", "consent.withdrawn"]);
  });

  test("a no is kept as well, and a yes after it replaces it", async () => {
    const person = await somebody();
    await answerConsent(world.console, person, { ...yes, isGiven: false });
    expect((await consentOf(world.console, person)).state).toBe("refused");
    await answerConsent(world.console, person, { ...yes, answeredBy: "cookie_page" });
    expect((await consentOf(world.console, person)).state).toBe("given");
    expect((await rows(person.id)).map(({ is_given, ended_by }) => [is_given, ended_by])).toEqual([
      [false, "answered_cookie_page"],
      [true, null],
    ]);
  });

  test("is not written down any more once the tenant's purge has begun", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ dueInMs: -1_000 });
    const person = { id: tenant.owner.id, tenantId: tenant.id, role: "owner" as const };
    await beginPurge(world.purge, request.id);
    await answerConsent(world.console, person, yes);
    expect(await rows(person.id)).toEqual([]);
    expect((await events(person.tenantId)).map(({ type }) => type)).not.toContain("consent.answered");
  });

  test("given twenty times at once is given once", async () => {
    const person = await somebody();
    await Promise.all(Array.from({ length: 20 }, () => answerConsent(world.console, person, yes)));
    expect(await rows(person.id)).toHaveLength(1);
  });

  // proves: D7.3 C2.10
  test("is each person's own: a colleague's yes does not count the owner, nor the neighbour", async () => {
    const tenant = await world.given.tenant();
    const colleague = await world.given.member({ tenant });
    await answerConsent(world.console, { id: colleague.id, tenantId: tenant.id, role: "agent" }, yes);
    expect(await sql("SELECT actor_kind, actor_id FROM console.audit_event WHERE tenant_id = $1", [tenant.id])).toEqual([
      { actor_kind: "member", actor_id: colleague.id },
    ]);
    const owner = { id: tenant.owner.id, tenantId: tenant.id, role: "owner" } as const;
    expect((await consentOf(world.console, owner)).state).toBe("unanswered");
    await countUse(world.console, owner, "export_acted");
    await countUse(world.console, { id: colleague.id, tenantId: (await somebody()).tenantId, role: "agent" }, "export_acted");
    expect(await total("export_acted")).toBe(0);
  });
});

describe("counting", () => {
  // proves: C2.9
  test("adds up per day and feature, also when many come at once, and keeps nothing that leads to anybody", async () => {
    const person = await somebody();
    await answerConsent(world.console, person, yes);
    await Promise.all(Array.from({ length: 20 }, () => countUse(world.console, person, "home_opened")));
    const counted = await sql("SELECT * FROM console.use_count WHERE feature = 'home_opened'");
    expect(counted).toHaveLength(1);
    expect(Object.keys(counted[0] ?? {}).sort()).toEqual(["day", "feature", "total"]);
    expect(Number(counted[0]?.total)).toBe(20);
  });

  test("never breaks what it counts", async () => {
    const broken = { ...world.console, clock: { now: () => Promise.reject(new Error("away")) } };
    await expect(countUse(broken, await somebody(), "home_opened")).resolves.toBeUndefined();
  });
});
