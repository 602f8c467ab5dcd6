import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatPaise } from "@/server/lib/money";
import { may, ROLES } from "@/server/operator/permissions";
import { metBy, ONE_CHECKER, refundDesk, TWO_CHECKERS } from "@/server/testing/refund-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { appRouter } from "@/server/trpc/root";
import { agreeToGrant } from "./agree-to-grant";

/*
 * R5 and A3: maker is never checker. Tried by the router and by the verb; four-eyes-by-sql.db.test.ts tries it by SQL.
 */

let world: World;
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await testWorld();
  desk = refundDesk(world);
});
afterAll(() => world.end());

const stateOf = async (id: string) => (await desk.refundOf(id)).state;
const refusedAttempts = async (id: string) =>
  (await desk.book(id, "refund.agreement_refused")).map(({ actor_id, payload }) => ({
    by: actor_id,
    because: payload.because,
    ...(payload.act === "agree" ? {} : { act: payload.act }),
  }));

describe("whoever proposed it or wrote it down never agrees", () => {
  test.each(ROLES)("not as %s either, and the attempt is in the book", async (role) => {
    const { id, lodger, maker, factsSha256 } = await desk.proposed(ONE_CHECKER);
    for (const who of [maker, lodger])
      for (const attempt of [
        () => desk.as(who, role).agree({ refundId: id, factsSha256 }),
        () => desk.as(who, role).refuse({ refundId: id }),
      ])
        expect(await metBy(attempt())).toBe(may(role, "refund:agree") ? "own_grant" : "forbidden");
    const because = may(role, "refund:agree") ? "own_grant" : "not_permitted";
    expect(await refusedAttempts(id)).toEqual(
      [maker, lodger].flatMap((who) => [
        { by: who.id, because },
        { by: who.id, because, act: "refuse" },
      ]),
    );
    expect(await stateOf(id)).toBe("requested");
    expect(await desk.approvalsOf(id)).toEqual([{ needed: 1, ended_because: null, agreements: 0 }]);
  });
  test("the verb itself knows no role: an admin who proposed is refused as everybody is", async () => {
    const admin = await desk.person("support_lead");
    const { id } = await desk.lodged(ONE_CHECKER);
    await desk.as(admin).propose({ refundId: id, version: 1 });
    // As of two transactions that do not see each other: another role ends what somebody asked and may ask no more.
    await desk.sql(
      `SET session_replication_role = replica; UPDATE console.operator SET role = 'admin' WHERE id = '${admin.id}'; SET session_replication_role = origin`,
    );
    const attempt = agreeToGrant(world.console, { kind: "operator", id: admin.id }, id, await desk.hashOf(id));
    expect(await outcomeOf(attempt)).toEqual({ refused: "own_grant" });
    expect(await refusedAttempts(id)).toEqual([{ by: admin.id, because: "own_grant" }]);
  });
  test("who changed what is asked agrees to nothing of it, and may propose it", async () => {
    const [editor, maker] = [await desk.person(), await desk.person()];
    const { id } = await desk.lodged(800_000, { amountPaise: 10_000n });
    await desk.as(editor).edit({ refundId: id, version: 1, amountPaise: 900_000n, reason: "other" });
    await desk.as(maker).propose({ refundId: id, version: 2 });
    const factsSha256 = await desk.hashOf(id);
    expect(await metBy(desk.as(editor).agree({ refundId: id, factsSha256 }))).toBe("own_grant");
    expect(await metBy(desk.as(editor).refuse({ refundId: id }))).toBe("own_grant");
    expect(await refusedAttempts(id)).toEqual([
      { by: editor.id, because: "own_grant" },
      { by: editor.id, because: "own_grant", act: "refuse" },
    ]);
    await desk.as(maker).edit({ refundId: id, version: 2, amountPaise: 800_000n, reason: "other" });
    await desk.as(editor).propose({ refundId: id, version: 3 });
    // Who proposed it before has changed it since, and is out as well.
    expect(await metBy(desk.as(maker).agree({ refundId: id, factsSha256: await desk.hashOf(id) }))).toBe("own_grant");
    expect(await metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256: await desk.hashOf(id) }))).toBe("done");
  });
  test("who tried it again agrees to nothing of it, nor does anybody who had shaped it before", async () => {
    const [lodger, editor, retrier] = [await desk.person(), await desk.person(), await desk.person()];
    const purchase = await world.given.purchase({ taxablePaise: 500_000 });
    const failed = await desk.failedUnasked({ purchase, lodgedBy: lodger.id });
    await desk.sql("UPDATE console.refund SET shaped_by = shaped_by || $2::uuid WHERE id = $1", [failed.id, editor.id]);
    const { version } = await desk.refundOf(failed.id);
    const { id } = await desk.as(retrier).tryAgain({ refundId: failed.id, version });
    expect(await desk.refundOf(id)).toMatchObject({ lodgedBy: lodger.id, shapedBy: [lodger.id, editor.id, retrier.id] });
    await desk.as(await desk.person()).propose({ refundId: id, version: 1 });
    const factsSha256 = await desk.hashOf(id);
    for (const who of [lodger, editor, retrier]) expect(await metBy(desk.as(who).agree({ refundId: id, factsSha256 }))).toBe("own_grant");
    expect(await metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256 }))).toBe("done");
  });
  test("what the database's own guards stop is in the book as well", async () => {
    const { id, factsSha256 } = await desk.proposed(ONE_CHECKER);
    const gone = await desk.person();
    await desk.sql("UPDATE console.operator SET ended_at = now() WHERE id = $1", [gone.id]);
    await expect(desk.as(gone).agree({ refundId: id, factsSha256 })).rejects.toThrow();
    expect(await refusedAttempts(id)).toEqual([{ by: gone.id, because: "stopped_by_database" }]);
    expect(await stateOf(id)).toBe("requested");
  });
  test("a maker cannot lend a role to the second of two places", async () => {
    const { id, maker, factsSha256 } = await desk.proposed(TWO_CHECKERS);
    await desk.as(await desk.person()).agree({ refundId: id, factsSha256 });
    expect(await metBy(desk.as(maker, "grievance_officer").agree({ refundId: id, factsSha256 }))).toBe("own_grant");
    expect(await stateOf(id)).toBe("requested");
  });
});

describe("an agreement counts once, for what was shown, for 48 hours", () => {
  test("the same person's agreement played back counts once", async () => {
    const { id, factsSha256 } = await desk.proposed(TWO_CHECKERS);
    const checker = await desk.person();
    const agree = () => metBy(desk.as(checker).agree({ refundId: id, factsSha256 }));
    expect([await agree(), await agree(), await agree()]).toEqual(["done", "already_agreed", "already_agreed"]);
    expect(await stateOf(id)).toBe("requested");
    expect((await refusedAttempts(id)).map(({ because }) => because)).toEqual(["already_agreed", "already_agreed"]);
    expect(await metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256 }))).toBe("done");
    expect(await agree()).toBe("refund_not_requested");
    expect(await desk.jobsOf(id)).toHaveLength(1);
  });
  test("changed between the proposal and the agreement: the old hash is refused and recorded, and the agreement so far is void", async () => {
    const { id, maker, factsSha256 } = await desk.proposed(TWO_CHECKERS);
    const checker = await desk.person("grievance_officer");
    await desk.as(await desk.person()).agree({ refundId: id, factsSha256 });
    const amountPaise = (await desk.refundOf(id)).amountPaise - 100n;
    expect(await desk.as(maker).edit({ refundId: id, version: 1, amountPaise, reason: "wrong_amount" })).toEqual({ version: 2 });
    expect(await metBy(desk.as(checker).agree({ refundId: id, factsSha256 }))).toBe("refund_changed");
    // Not by the new hash either: nobody has proposed that yet.
    expect(await metBy(desk.as(checker).agree({ refundId: id, factsSha256: await desk.hashOf(id) }))).toBe("not_proposed");
    expect(await refusedAttempts(id)).toEqual(["refund_changed", "not_proposed"].map((because) => ({ by: checker.id, because })));
    await desk.as(maker).propose({ refundId: id, version: 2 });
    expect(await metBy(desk.as(checker).agree({ refundId: id, factsSha256 }))).toBe("refund_changed");
    expect(await desk.approvalsOf(id)).toEqual([
      { needed: 2, ended_because: "edited", agreements: 1 },
      { needed: 2, ended_because: null, agreements: 0 },
    ]);
    expect((await desk.book(id, "refund.edited"))[0]?.payload).toMatchObject({
      amountPaise: String(amountPaise),
      before: String(amountPaise + 100n),
      reason: "wrong_amount",
      reasonBefore: "unused_credits",
      voided: true,
    });
    expect(await stateOf(id)).toBe("requested");
  });
  test("only the reason changed is changed as well", async () => {
    const { id, maker, factsSha256 } = await desk.proposed(ONE_CHECKER);
    const { amountPaise } = await desk.refundOf(id);
    await desk.as(maker).edit({ refundId: id, version: 1, amountPaise, reason: "bought_twice" });
    expect(await metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256 }))).toBe("refund_changed");
  });
  test("saving without any change is refused: the proposal and who has agreed stand", async () => {
    const { id, maker, factsSha256 } = await desk.proposed(ONE_CHECKER);
    const { amountPaise, reason } = await desk.refundOf(id);
    expect(await metBy(desk.as(maker).edit({ refundId: id, version: 1, amountPaise, reason }))).toBe("nothing_changed");
    expect(await desk.book(id, "refund.edited")).toEqual([]);
    expect(await metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256 }))).toBe("done");
  });
  test("a hash that no screen showed is refused", async () => {
    const { id } = await desk.proposed(ONE_CHECKER);
    const other = await desk.proposed(ONE_CHECKER);
    const checker = desk.as(await desk.person());
    expect(await metBy(checker.agree({ refundId: id, factsSha256: other.factsSha256 }))).toBe("refund_changed");
    expect(await metBy(checker.agree({ refundId: id, factsSha256: "anything" }))).toBe("BAD_REQUEST");
  });
  test("after 48 hours nobody agrees any more, and it can be proposed again", async () => {
    const { id, maker, factsSha256 } = await desk.proposed(ONE_CHECKER);
    const checker = await desk.person();
    expect(await metBy(desk.as(maker).propose({ refundId: id, version: 1 }))).toBe("already_proposed");
    await desk.ageApproval(id, 48);
    expect(await metBy(desk.as(checker).agree({ refundId: id, factsSha256 }))).toBe("not_proposed");
    expect(await refusedAttempts(id)).toEqual([{ by: checker.id, because: "not_proposed" }]);
    expect(await metBy(desk.as(checker).refuse({ refundId: id }))).toBe("not_proposed");
    expect(await refusedAttempts(id)).toHaveLength(2);
    expect(await metBy(desk.as(maker).propose({ refundId: id, version: 1 }))).toBe("done");
    expect(await metBy(desk.as(checker).agree({ refundId: id, factsSha256 }))).toBe("done");
    expect(await desk.approvalsOf(id)).toMatchObject([{ ended_because: "stale" }, { ended_because: "agreed" }]);
  });
  test("whoever is asked can say no, also after yes: the proposal is over and the wish stands", async () => {
    const { id, maker, factsSha256 } = await desk.proposed(TWO_CHECKERS);
    const checker = await desk.person("grievance_officer");
    await desk.as(checker).agree({ refundId: id, factsSha256 });
    await desk.as(checker).refuse({ refundId: id });
    expect(await metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256 }))).toBe("not_proposed");
    expect(await stateOf(id)).toBe("requested");
    expect(await desk.approvalsOf(id)).toEqual([{ needed: 2, ended_because: "declined", agreements: 1 }]);
    expect(await desk.book(id, "refund.grant_refused")).toMatchObject([{ actor_id: checker.id }]);
    expect(await metBy(desk.as(maker).propose({ refundId: id, version: 1 }))).toBe("done");
  });
  test("what was true when it was proposed is looked at again when the last one agrees", async () => {
    const { id, factsSha256 } = await desk.proposed(ONE_CHECKER);
    const { tenantId, amountPaise } = await desk.refundOf(id);
    await world.given.credits({ tenant: { id: tenantId } as never, amountPaise: -100_000 });
    const checker = desk.as(await desk.person());
    const refused = await checker
      .agree({ refundId: id, factsSha256 })
      .catch((error: { cause: { code: string; facts: { most: string } } }) => error.cause);
    expect(refused).toMatchObject({ code: "amount_too_high", facts: { most: formatPaise((amountPaise * 4n) / 5n) } });
    expect(await desk.approvalsOf(id)).toEqual([{ needed: 1, ended_because: null, agreements: 0 }]);
  });
});

describe("no mutation moves money or decides without being on this list", () => {
  /** What each one takes. A new one fails here until it is written down, and tried above or below. */
  const MUTATIONS: Record<string, string> = {
    "refund.lodge": "one person: reserves nothing, and who writes down never agrees",
    "refund.edit": "one person: whatever was agreed is void",
    "refund.propose": "one person within the lowest band; above it others agree",
    "refund.agree": "never the maker, never who shaped it",
    "refund.refuse": "never the maker, never who shaped it",
    "refund.decline": "one person: no money moves",
    "refund.askNow": "one person: asks what became of what was granted, under the same name",
    "refund.tryAgain": "one person: a new wish, which people grant like any other",
    "refund.endTrouble": "one person: closes a task of one that is over, no money moves",
    "refund.settleDifference": "one lead: closes a task, no money moves",
  };
  test("the list and the router name the same mutations", () => {
    const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>);
    const mutations = procedures.filter(([path, procedure]) => path.startsWith("refund.") && procedure._def.type === "mutation");
    expect(mutations.length).toBeGreaterThan(5);
    expect(mutations.map(([path]) => path).filter((path) => !(path in MUTATIONS))).toEqual([]);
    expect(Object.keys(MUTATIONS).filter((path) => !mutations.some(([there]) => there === path))).toEqual([]);
  });
  test("above the lowest band no one person's calls, in any order, grant", async () => {
    const { id } = await desk.lodged(ONE_CHECKER);
    const everyRole = await desk.person();
    const { amountPaise } = await desk.refundOf(id);
    for (let round = 0; round < 2; round += 1)
      for (const role of ROLES) {
        const alone = desk.as(everyRole, role);
        const { version } = await desk.refundOf(id);
        await metBy(alone.propose({ refundId: id, version }));
        await metBy(alone.agree({ refundId: id, factsSha256: await desk.hashOf(id) }));
        await metBy(alone.edit({ refundId: id, version, amountPaise, reason: version % 2 === 0 ? "other" : "bought_twice" }));
        await metBy(alone.propose({ refundId: id, version: version + 1 }));
        await metBy(alone.agree({ refundId: id, factsSha256: await desk.hashOf(id) }));
        await metBy(alone.refuse({ refundId: id }));
        expect(await stateOf(id), role).toBe("requested");
      }
  });
});
