// long: one list of guarantees, read from top to bottom; split by rule it would repeat its set-up.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseClock, fixedClock } from "@/server/lib/clock";
import { beginPurge } from "@/server/retention/begin-purge";
import { purgeTenant } from "@/server/retention/purge-tenant";
import { sweepDue } from "@/server/retention/sweep-due";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { agreeToHold } from "./agree-to-hold";
import { askRelease } from "./ask-release";
import { declineHold } from "./decline-hold";
import { lapseHolds } from "./lapse-holds";
import { placeHold } from "./place-hold";
import { releaseHold } from "./release-hold";
import { remindOfReviews } from "./remind-of-reviews";
import { dayInIndia } from "./review-date";
import { reviewHold } from "./review-hold";

type Actor = { kind: "operator"; id: string };
let world: World;
let farah: Actor;
let meera: Actor;
let anand: Actor;
beforeAll(async () => {
  world = await testWorld(24);
  const actor = async (role: "grievance_officer" | "support_lead" | "admin"): Promise<Actor> => ({
    kind: "operator",
    id: (await world.given.operator(role)).id,
  });
  [farah, meera, anand] = [await actor("grievance_officer"), await actor("support_lead"), await actor("admin")];
});
afterAll(() => world.end());

const DAY = 86_400_000;
const HOUR = 3_600_000;
const REFERENCE = "OS 4410/2026";
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const holdRow = async (id: string) => (await sql("SELECT *, review_on::text FROM console.legal_hold WHERE id = $1", [id]))[0];
const events = async (id: string) =>
  (await sql("SELECT type FROM console.audit_event WHERE payload->>'holdId' = $1 ORDER BY id", [id])).map((row) => row.type);
const inDays = async (days: number) => new Date(dayInIndia(await databaseClock.now(world.console.db)).getTime() + days * DAY);
const place = async (tenantId: string, over: Partial<Parameters<typeof placeHold>[2]> = {}) =>
  placeHold(world.console, farah, {
    tenantId,
    authority: "City Civil Court, Bengaluru",
    reference: REFERENCE,
    scope: ["conversations"],
    reviewOn: await inDays(60),
    ...over,
  });
const isHeld = async (tenantId: string, className: string) =>
  (await sql("SELECT console.is_held($1, $2, clock_timestamp()) AS held", [tenantId, className]))[0]?.held;
/** Moves instants of a hold into the past, as its time had passed. */
const age = async (holdId: string, hours: number) => {
  const client = await world.database.ownerPool.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    await client.query(
      `UPDATE console.legal_hold SET placed_at = placed_at - $2 * interval '1 hour', lapses_at = lapses_at - $2 * interval '1 hour',
         agreed_at = agreed_at - $2 * interval '1 hour', release_asked_at = release_asked_at - $2 * interval '1 hour',
         released_at = released_at - $2 * interval '1 hour' WHERE id = $1`,
      [holdId, hours],
    );
    await client.query("UPDATE console.approval SET expires_at = expires_at - $2 * interval '1 hour' WHERE subject_id = $1", [
      holdId,
      hours,
    ]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
};

describe("placing", () => {
  // proves: D4.3
  test("an order holds from the instant it is placed, with everything its rows hang on, and waits for a second person", async () => {
    const tenant = await world.given.tenant();
    const { id } = await place(tenant.id);
    for (const name of ["message", "conversation", "bot", "tenant_key", "tenant"]) expect(await isHeld(tenant.id, name), name).toBe(true);
    for (const name of ["purchase", "api_key", "letter"]) expect(await isHeld(tenant.id, name), name).toBe(false);
    expect(await holdRow(id)).toMatchObject({ agreed_at: null, released_at: null, scope: ["conversations"] });
    expect(await events(id)).toEqual(["hold.placed"]);
  });
  test("everything swallows the groups named beside it", async () => {
    const tenant = await world.given.tenant();
    const { id } = await place(tenant.id, { scope: ["bots", "everything"] });
    expect(await holdRow(id)).toMatchObject({ scope: ["everything"] });
  });
  test("a review lies after today and at most 90 days ahead, on the calendar of India, also past our own code", async () => {
    const tenant = await world.given.tenant();
    expect(await outcomeOf(place(tenant.id, { reviewOn: await inDays(0) }))).toEqual({ refused: "review_not_ahead" });
    expect(await outcomeOf(place(tenant.id, { reviewOn: await inDays(91) }))).toEqual({ refused: "review_too_far" });
    const { id } = await place(tenant.id, { reviewOn: await inDays(90) });
    await expect(
      sql("UPDATE console.legal_hold SET review_on = review_on + 1, reviewed_at = now(), reviewed_by = $2 WHERE id = $1", [id, farah.id]),
    ).rejects.toMatchObject({ code: "23514" });
    await expect(sql("UPDATE console.legal_hold SET review_on = review_on - 1 WHERE id = $1", [id])).rejects.toMatchObject({
      code: "CM004",
    });
  });
  test("nothing is placed on a tenant that is gone, nor over nothing", async () => {
    expect(await outcomeOf(place("018f0000-0000-7000-8000-00000000dead"))).toEqual({ refused: "tenant_gone" });
    expect(await outcomeOf(place((await world.given.tenant()).id, { scope: ["weather"] }))).toEqual({ refused: "nothing_in_scope" });
  });
  test("what an order said is not changed afterwards, and an order is not taken out of the book", async () => {
    const { id } = await place((await world.given.tenant()).id);
    await expect(sql("UPDATE console.legal_hold SET scope = '{keys}' WHERE id = $1", [id])).rejects.toMatchObject({ code: "CM004" });
    await expect(sql("DELETE FROM console.legal_hold WHERE id = $1", [id])).rejects.toMatchObject({ code: "CM004" });
  });
});

describe("the second person", () => {
  test("agrees, and who placed it never does, in our code or past it", async () => {
    const { id } = await place((await world.given.tenant()).id);
    expect(await outcomeOf(agreeToHold(world.console, farah, id))).toEqual({ refused: "own_hold" });
    expect(await outcomeOf(declineHold(world.console, farah, id))).toEqual({ refused: "own_hold" });
    await expect(sql("UPDATE console.legal_hold SET agreed_at = now(), agreed_by = placed_by WHERE id = $1", [id])).rejects.toMatchObject({
      code: "23514",
    });
    await agreeToHold(world.console, meera, id);
    expect(await holdRow(id)).toMatchObject({ agreed_by: meera.id, released_at: null });
    expect(await events(id)).toEqual(["hold.placed", "hold.agreed"]);
  });
  test("agrees to exactly what was placed: an approval of other words is worth nothing", async () => {
    const [one, other] = [await place((await world.given.tenant()).id), await place((await world.given.tenant()).id)];
    const shaOf = async (id: string) =>
      (await sql("SELECT facts_sha256 FROM console.approval WHERE subject_id = $1", [id]))[0]?.facts_sha256;
    const swap = "UPDATE console.approval SET facts_sha256 = $2 WHERE subject_id = $1";
    await expect(sql(swap, [one.id, await shaOf(other.id)])).rejects.toThrow("stands");
    // Had the database been talked into it all the same:
    const client = await world.database.ownerPool.connect();
    await client.query("SET session_replication_role = replica");
    await client.query(swap, [one.id, await shaOf(other.id)]);
    client.release(true);
    expect(await outcomeOf(agreeToHold(world.console, meera, one.id))).toEqual({ refused: "approval_stale" });
    expect(await holdRow(one.id)).toMatchObject({ agreed_at: null });
    await agreeToHold(world.console, meera, other.id);
    // Nor is the agreement to one used again for another.
    expect(await outcomeOf(agreeToHold(world.console, anand, other.id))).toEqual({ refused: "hold_agreed" });
  });
  test("declines, and what was held is free at once when nothing was due", async () => {
    const tenant = await world.given.tenant();
    const { id } = await place(tenant.id);
    await declineHold(world.console, meera, id);
    expect(await holdRow(id)).toMatchObject({ ended_because: "declined", released_by: meera.id });
    expect(await isHeld(tenant.id, "message")).toBe(false);
    expect(await outcomeOf(agreeToHold(world.console, anand, id))).toEqual({ refused: "hold_declined" });
  });
  test("who does not answer within 48 hours lets it lapse: nobody agrees any more, and the sweep ends it", async () => {
    const { id } = await place((await world.given.tenant()).id);
    const { lapses_at: at } = await holdRow(id);
    await age(id, 47);
    await lapseHolds(world.console);
    expect(await holdRow(id)).toMatchObject({ ended_because: null });
    expect(await outcomeOf(agreeToHold({ ...world.console, clock: fixedClock(at) }, meera, id))).toEqual({ refused: "hold_lapsed" });
    await age(id, 1);
    expect(await outcomeOf(agreeToHold(world.console, meera, id))).toEqual({ refused: "hold_lapsed" });
    expect(await lapseHolds(world.console)).toBeGreaterThanOrEqual(1);
    expect(await lapseHolds(world.console)).toBe(0);
    expect(await holdRow(id)).toMatchObject({ ended_because: "lapsed", released_by: null });
    expect(await events(id)).toEqual(["hold.placed", "hold.lapsed"]);
  });
  test("one who agrees in the last millisecond keeps it from lapsing", async () => {
    const { id } = await place((await world.given.tenant()).id);
    const { lapses_at: at } = await holdRow(id);
    await agreeToHold({ ...world.console, clock: fixedClock(new Date(at.getTime() - 1)) }, meera, id);
    await age(id, 48);
    await lapseHolds(world.console);
    expect(await holdRow(id)).toMatchObject({ ended_because: null });
  });
  test("ten who agree at once agree once", async () => {
    const { id } = await place((await world.given.tenant()).id);
    const people = await Promise.all(Array.from({ length: 10 }, () => world.given.operator("support_lead")));
    const outcomes = await Promise.all(
      people.map((person) => outcomeOf(agreeToHold(world.console, { kind: "operator", id: person.id }, id))),
    );
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "hold_agreed")).toHaveLength(9);
  });
});

describe("releasing", () => {
  const agreed = async (tenant?: { id: string }) => {
    const { id } = await place((tenant ?? (await world.given.tenant())).id);
    await agreeToHold(world.console, meera, id);
    return id;
  };
  test("one person asks, another one gives it, in our code and past it", async () => {
    const id = await agreed();
    expect(await outcomeOf(releaseHold(world.console, meera, id, REFERENCE))).toEqual({ refused: "release_not_asked" });
    await askRelease(world.console, farah, id);
    expect(await outcomeOf(askRelease(world.console, anand, id))).toEqual({ refused: "release_asked" });
    expect(await outcomeOf(releaseHold(world.console, farah, id, REFERENCE))).toEqual({ refused: "own_release" });
    await expect(
      sql("UPDATE console.legal_hold SET released_at = now(), released_by = release_asked_by, ended_because = 'released' WHERE id = $1", [
        id,
      ]),
    ).rejects.toMatchObject({ code: "23514" });
    expect(await releaseHold(world.console, meera, id, ` ${REFERENCE} `)).toEqual({ erasedFrom: null });
    expect(await holdRow(id)).toMatchObject({ ended_because: "released", release_asked_by: farah.id, released_by: meera.id });
    expect(await events(id)).toEqual(["hold.placed", "hold.agreed", "hold.release_asked", "hold.released"]);
  });
  test("takes the order's reference typed as it stands", async () => {
    const id = await agreed();
    await askRelease(world.console, farah, id);
    expect(await outcomeOf(releaseHold(world.console, meera, id, "OS 4411/2026"))).toEqual({ refused: "reference_not_typed" });
    expect(await holdRow(id)).toMatchObject({ released_at: null });
  });
  test("nobody asks for the release of what nobody agreed to, nor reviews it", async () => {
    const { id } = await place((await world.given.tenant()).id);
    expect(await outcomeOf(askRelease(world.console, farah, id))).toEqual({ refused: "hold_not_agreed" });
    expect(await outcomeOf(reviewHold(world.console, farah, id, await inDays(30)))).toEqual({ refused: "hold_not_agreed" });
    expect(await outcomeOf(releaseHold(world.console, meera, id, REFERENCE))).toEqual({ refused: "hold_not_agreed" });
  });
  test("an asking that nobody answers is void after 48 hours and can be repeated", async () => {
    const id = await agreed();
    await askRelease(world.console, farah, id);
    await sql("UPDATE console.approval SET expires_at = now() WHERE subject_id = $1 AND kind = 'release_hold'", [id]);
    expect(await outcomeOf(releaseHold(world.console, meera, id, REFERENCE))).toEqual({ refused: "release_not_asked" });
    await askRelease(world.console, anand, id);
    await releaseHold(world.console, farah, id, REFERENCE);
    expect(await holdRow(id)).toMatchObject({ release_asked_by: anand.id, released_by: farah.id });
  });
  test("an approval of a release does not outlive a review: what was asked for has changed", async () => {
    const id = await agreed();
    await askRelease(world.console, farah, id);
    expect(await outcomeOf(reviewHold(world.console, farah, id, await inDays(80)))).toEqual({ refused: "release_asked" });
    await sql("UPDATE console.legal_hold SET review_on = review_on + 1, reviewed_at = now(), reviewed_by = placed_by WHERE id = $1", [id]);
    expect(await outcomeOf(releaseHold(world.console, meera, id, REFERENCE))).toEqual({ refused: "approval_stale" });
  });
  test("ten who release at once release once, and the owner is told once", async () => {
    const { tenant } = await world.given.tenantInRetention({ dueInMs: -HOUR });
    const id = await agreed(tenant);
    await askRelease(world.console, farah, id);
    const people = await Promise.all(Array.from({ length: 10 }, () => world.given.operator("support_lead")));
    const outcomes = await Promise.all(
      people.map((person) => outcomeOf(releaseHold(world.console, { kind: "operator", id: person.id }, id, REFERENCE))),
    );
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "hold_released")).toHaveLength(9);
    expect(await sql("SELECT 1 FROM console.notice WHERE subject_id = $1", [id])).toHaveLength(1);
  });
});

describe("after the due instant (H3)", () => {
  const noticeOf = async (id: string) => (await sql("SELECT * FROM console.notice WHERE subject_id = $1", [id]))[0];
  const held = async (dueInMs: number, scope?: string[]) => {
    const { tenant, request } = await world.given.tenantInRetention({ dueInMs });
    const { id, placedBy } = await world.given.hold({ tenant, isAgreed: true, ...(scope ? { scope } : {}) });
    return { tenant, request, id, placedBy };
  };
  const release = async (id: string, deps = world.console) => {
    await askRelease(deps, farah, id);
    return releaseHold(deps, meera, id, REFERENCE);
  };

  test("a release tells the owner afresh in the same transaction and keeps the data 48 hours more, to the millisecond", async () => {
    const { tenant, request, id } = await held(-100 * HOUR);
    const { erasedFrom } = await release(id);
    const row = await holdRow(id);
    expect(erasedFrom?.getTime()).toBe(row.released_at.getTime() + 48 * HOUR);
    expect(await noticeOf(id)).toMatchObject({
      kind: "erasure_resumes",
      to_address: tenant.owner.email,
      params: { erasedFrom: erasedFrom?.toISOString() },
    });
    expect(await outcomeOf(beginPurge(world.purge, request.id))).toEqual({ refused: "held" });
    expect(
      await outcomeOf(beginPurge({ ...world.purge, clock: fixedClock(new Date((erasedFrom?.getTime() ?? 0) - 1)) }, request.id)),
    ).toEqual({ refused: "held" });
    await age(id, 48);
    await beginPurge(world.purge, request.id);
    expect((await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id]))[0]).toEqual({ state: "purging" });
  });
  // proves: D4.3
  test("the erasing goes on by itself within a minute's sweep, and not before", async () => {
    const { request, id } = await held(-100 * HOUR);
    await release(id);
    const stateOf = async () => (await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id]))[0]?.state;
    await age(id, 47.99);
    await sweepDue(world.purge);
    expect(await stateOf()).toBe("retained");
    await age(id, 0.02);
    await sweepDue(world.purge);
    expect(await stateOf()).toBe("purging");
  });
  test("a lapse and a refusal count like a release", async () => {
    for (const end of ["lapsed", "declined"] as const) {
      const { tenant } = await world.given.tenantInRetention({ dueInMs: -HOUR });
      const { id } = await world.given.hold({ tenant });
      if (end === "declined") await declineHold(world.console, meera, id);
      else {
        await age(id, 48);
        await lapseHolds(world.console);
      }
      expect(await holdRow(id)).toMatchObject({ ended_because: end });
      expect(await noticeOf(id), end).toMatchObject({ kind: "erasure_resumes" });
      expect(await isHeld(tenant.id, "message"), end).toBe(true);
    }
  });
  test("a release one millisecond before the due instant tells nobody; one on it does", async () => {
    for (const [ms, told] of [
      [-1, false],
      [0, true],
    ] as const) {
      const { tenant, id } = await held(HOUR);
      const [{ purge_due_at: due }] = (await sql("SELECT purge_due_at FROM console.deactivation WHERE tenant_id = $1", [tenant.id])) as [
        { purge_due_at: Date },
      ];
      await askRelease(world.console, farah, id);
      await releaseHold({ ...world.console, clock: fixedClock(new Date(due.getTime() + ms)) }, meera, id, REFERENCE);
      expect((await noticeOf(id)) !== undefined, `${ms} ms`).toBe(told);
    }
  });
  test("while another hold keeps the same data nobody is told that it goes on", async () => {
    const { tenant, id } = await held(-HOUR, ["conversations"]);
    await world.given.hold({ tenant, isAgreed: true });
    expect(await release(id)).toEqual({ erasedFrom: null });
    expect(await noticeOf(id)).toBeUndefined();
  });
  test("an active tenant's owner hears nothing of a hold that ends", async () => {
    const tenant = await world.given.tenant();
    const { id } = await world.given.hold({ tenant, isAgreed: true });
    expect(await release(id)).toEqual({ erasedFrom: null });
    expect(await noticeOf(id)).toBeUndefined();
  });
  test("once the profiles are erased, the owner is told at the address kept for the last mail", async () => {
    const { tenant, request, id } = await held(-HOUR, ["conversations"]);
    await beginPurge(world.purge, request.id);
    await sql(
      "SET session_replication_role = replica; DELETE FROM platform.team_member WHERE tenant_id = '" +
        tenant.id +
        "'; SET session_replication_role = origin",
    );
    await release(id);
    expect(await noticeOf(id)).toMatchObject({ to_address: tenant.owner.email });
  });
});

describe("placing and purging at the same instant", () => {
  test("one wins: a purge that began is stopped at its next batch, a hold that was first keeps it from beginning", async () => {
    for (let round = 0; round < 12; round += 1) {
      const { tenant, request } = await world.given.tenantInRetention({ dueInMs: -1_000, isFilled: true });
      const [purge, hold] = await Promise.all([
        outcomeOf(beginPurge(world.purge, request.id)),
        outcomeOf(place(tenant.id, { scope: ["everything"] })),
      ]);
      expect("value" in hold).toBe(true);
      if ("refused" in purge) expect(purge).toEqual({ refused: "held" });
      await outcomeOf(purgeTenant(world.purge, request.id));
      expect((await sql("SELECT count(*)::int AS n FROM platform.message WHERE tenant_id = $1", [tenant.id]))[0]?.n).toBe(1);
    }
  });
});

describe("reviews", () => {
  const alerts = (id: string) =>
    sql("SELECT ended_at FROM console.alert WHERE hold_id = $1 AND kind = 'hold_review_due' ORDER BY raised_at", [id]);
  test("are reminded of from 7 days before on, once, until somebody reviews or the hold ends", async () => {
    const far = await world.given.hold({ tenant: await world.given.tenant(), isAgreed: true, reviewInDays: 8 });
    const near = await world.given.hold({ tenant: await world.given.tenant(), isAgreed: true, reviewInDays: 7 });
    const past = await world.given.hold({ tenant: await world.given.tenant(), isAgreed: true, reviewInDays: -2, placedHoursAgo: 24 * 60 });
    await remindOfReviews(world.console);
    expect(await remindOfReviews(world.console)).toBe(0);
    expect(await alerts(far.id)).toEqual([]);
    for (const { id } of [near, past]) expect(await alerts(id)).toEqual([{ ended_at: null }]);
    await reviewHold(world.console, farah, near.id, await inDays(85));
    expect(await alerts(near.id)).toEqual([{ ended_at: expect.any(Date) }]);
    expect(await holdRow(near.id)).toMatchObject({ reviewed_by: farah.id, released_at: null });
    expect(await events(near.id)).toEqual(["hold.reviewed"]);
    await askRelease(world.console, farah, past.id);
    await releaseHold(world.console, meera, past.id, REFERENCE);
    expect(await alerts(past.id)).toEqual([{ ended_at: expect.any(Date) }]);
    expect(await remindOfReviews(world.console)).toBe(0);
  });
  test("a hold placed long ago can be moved on as long as the order stands", async () => {
    const { id } = await world.given.hold({ tenant: await world.given.tenant(), isAgreed: true, reviewInDays: 1, placedHoursAgo: 24 * 80 });
    await reviewHold(world.console, farah, id, await inDays(90));
    expect(new Date((await holdRow(id)).review_on)).toEqual(await inDays(90));
    expect(await outcomeOf(reviewHold(world.console, farah, id, await inDays(91)))).toEqual({ refused: "review_too_far" });
    expect(await outcomeOf(reviewHold(world.console, farah, id, await inDays(0)))).toEqual({ refused: "review_not_ahead" });
  });
});
