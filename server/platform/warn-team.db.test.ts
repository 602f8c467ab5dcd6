import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareNotice } from "@/server/notice/prepare-notice";
import type { GivenTenant } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { tellTeam } from "./tell-team";
import { warnTeam } from "./warn-team";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const ownerOf = (tenant: GivenTenant) => ({ id: tenant.owner.id, tenantId: tenant.id });
const warn = (tenant: GivenTenant) => warnTeam(world.console, ownerOf(tenant));
const warningsOf = (tenant: GivenTenant) => sql("SELECT id, people FROM console.team_warning WHERE tenant_id = $1", [tenant.id]);
const lettersOf = (tenant: GivenTenant) =>
  sql(
    "SELECT to_address, language, subject_id, params FROM console.notice WHERE tenant_id = $1 AND kind = 'team_warned' ORDER BY to_address",
    [tenant.id],
  );

async function tenantWith(people: number, language: "en" | "hi" = "en") {
  const tenant = await world.given.tenant({ language });
  for (let at = 0; at < people; at += 1) await world.given.member({ tenant });
  return tenant;
}

describe("telling the team", () => {
  // proves: D5.5
  test("writes to everybody but the owner, in the tenant's language, and says in the book how many and not whom", async () => {
    const tenant = await tenantWith(3, "hi");
    await tenantWith(2);
    expect(await warn(tenant)).toEqual({ people: 3 });
    const [warning] = await warningsOf(tenant);
    await tellTeam(world.console, warning?.id);
    const letters = await lettersOf(tenant);
    expect(letters).toHaveLength(3);
    for (const letter of letters) expect(letter).toMatchObject({ language: "hi", params: {} });
    expect(letters.map((letter) => letter.to_address)).not.toContain(tenant.owner.email);
    expect(await sql("SELECT count(*)::int AS n FROM console.notice WHERE kind = 'team_warned' AND tenant_id <> $1", [tenant.id])).toEqual([
      { n: 0 },
    ]);
    expect(
      await sql("SELECT actor_kind, actor_id, payload FROM console.audit_event WHERE type = 'team.warned' AND tenant_id = $1", [tenant.id]),
    ).toEqual([{ actor_kind: "owner", actor_id: tenant.owner.id, payload: { people: 3 } }]);
  });
  test("however often its job runs, each person gets one letter", async () => {
    const tenant = await tenantWith(103);
    await warn(tenant);
    const [warning] = await warningsOf(tenant);
    await Promise.all([tellTeam(world.console, warning?.id), tellTeam(world.console, warning?.id)]);
    await tellTeam(world.console, warning?.id);
    const letters = await lettersOf(tenant);
    expect(letters).toHaveLength(103);
    expect(new Set(letters.map((letter) => letter.subject_id)).size).toBe(103);
  });
  test("twice at once is once", async () => {
    const tenant = await tenantWith(2);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => outcomeOf(warn(tenant))));
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => "refused" in outcome && outcome.refused === "team_warned_already")).toHaveLength(5);
    expect(await warningsOf(tenant)).toHaveLength(1);
  });
  test("is refused for 24 hours, says how many are left, and is possible again afterwards", async () => {
    const tenant = await tenantWith(1);
    await warn(tenant);
    await sql("UPDATE console.team_warning SET warned_at = warned_at - interval '21 hours 30 minutes' WHERE tenant_id = $1", [tenant.id]);
    await expect(warn(tenant)).rejects.toMatchObject({ code: "team_warned_already", facts: { hours: 3 } });
    await sql("UPDATE console.team_warning SET warned_at = warned_at - interval '2 hours 30 minutes' WHERE tenant_id = $1", [tenant.id]);
    expect(await warn(tenant)).toEqual({ people: 1 });
    for (const warning of await warningsOf(tenant)) await tellTeam(world.console, warning.id);
    expect(await lettersOf(tenant)).toHaveLength(2);
  });
  test("is refused where the owner works alone, and once the account is deactivated", async () => {
    expect(await outcomeOf(warn(await tenantWith(0)))).toEqual({ refused: "no_team" });
    const { tenant } = await world.given.tenantInRetention();
    expect(await outcomeOf(warn(tenant))).toEqual({ refused: "account_closed" });
    expect(await warningsOf(tenant)).toEqual([]);
  });
  test("stops where the account was deactivated before its letters were written", async () => {
    const { tenant } = await world.given.tenantInRetention();
    const [warning] = await sql(
      "INSERT INTO console.team_warning (id, tenant_id, member_id, people, warned_at) VALUES (gen_random_uuid(), $1, $2, 2, now()) RETURNING id",
      [tenant.id, tenant.owner.id],
    );
    await tellTeam(world.console, warning?.id);
    expect(await lettersOf(tenant)).toEqual([]);
  });
  test("says nothing untrue: a letter that waits is not sent any more once the account is deactivated", async () => {
    const letterTo = async (tenant: GivenTenant, id: string) => {
      await sql(
        `INSERT INTO console.notice (id, kind, subject_id, tenant_id, to_address, language, params, created_at, send_after)
         VALUES ($1, 'team_warned', $1, $2, $3, 'en', '{}', now(), now())`,
        [id, tenant.id, tenant.owner.email],
      );
      return prepareNotice(world.console, await world.console.db.notice.findUniqueOrThrow({ where: { id } }));
    };
    const active = await world.given.tenant();
    expect(await letterTo(active, randomUUID())).toMatchObject({ subject: `${active.name} is about to leave CallMissed` });
    const { tenant } = await world.given.tenantInRetention();
    await expect(letterTo(tenant, randomUUID())).resolves.toBe("void");
  });
});
