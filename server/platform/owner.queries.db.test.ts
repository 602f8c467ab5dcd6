import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MemberRole } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS } from "@/server/lib/clock";
import type { SignedInMember } from "@/server/owner/read-owner";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const memberOf = (tenant: GivenTenant, role: MemberRole = "owner"): SignedInMember => ({
  ...tenant.owner,
  sessionId: "00000000-0000-4000-8000-000000000000",
  tenantId: tenant.id,
  role,
  language: "en",
});
const pagesOf = (member: SignedInMember | null) =>
  callerFactory(appRouter)({ deps: world.console, operator: null, member, callId: "call" }).account;
const as = (tenant: GivenTenant, role: MemberRole = "owner") => pagesOf(memberOf(tenant, role));

async function ends(tenant: GivenTenant) {
  const answer = await as(tenant).tenant.ends();
  if (answer.isClosed) throw new Error("the tenant is closed");
  return answer;
}

describe("what ends for a tenant, as its owner reads it", () => {
  test("is nothing where there is nothing: no team, no bot, no key, no webhook, no archive", async () => {
    expect(await ends(await world.given.tenant())).toMatchObject({
      team: { count: 0, first: [] },
      bots: { count: 0, first: [] },
      keys: { all: 0, used: 0, first: [] },
      webhooks: { count: 0, first: [] },
      archive: null,
      warning: null,
    });
  });
  // proves: D5.5
  test("counts running bots and people besides the owner, and names the first of them", async () => {
    const tenant = await world.given.tenant();
    for (let at = 0; at < 11; at += 1) await world.given.member({ tenant, name: `Person ${String(at).padStart(2, "0")}` });
    await world.given.bot({ tenant });
    await world.given.bot({ tenant, isActive: false });
    await world.given.webhook({ tenant });
    const { team, bots, webhooks, keptUntil, now } = await ends(tenant);
    expect(team.count).toBe(11);
    expect(team.first.map(({ name }) => name)).toEqual(Array.from({ length: 8 }, (_, at) => `Person 0${at}`));
    expect(bots).toMatchObject({ count: 1, first: [{ name: "Front desk", channel: "voice_inbound" }] });
    expect(webhooks).toMatchObject({ count: 1, first: [{ host: `hooks.${tenant.domain}` }] });
    expect(JSON.stringify(webhooks)).not.toContain("/callmissed");
    expect(keptUntil.getTime() - now.getTime()).toBeGreaterThanOrEqual(720 * HOUR_MS);
  });
  // proves: D5.6
  test("names the keys used in the last 30 days with what used them; older, unused and revoked ones are no integration", async () => {
    const tenant = await world.given.tenant();
    const key = async (lastUsed: string | null, name: string) => {
      const { id } = await world.given.apiKey({ tenant, name });
      await sql("UPDATE platform.api_key SET last_used_at = now() - $2::interval, last_used_by = 'zoho-crm' WHERE id = $1", [id, lastUsed]);
    };
    await key("719 hours 59 minutes", "almost too long ago");
    await key("2 hours", "lately");
    await key("720 hours 1 minute", "too long ago");
    await key(null, "never");
    await world.given.apiKey({ tenant, name: "revoked", revokedBecause: "revoked_by_member" });
    const { keys } = await ends(tenant);
    expect(keys).toMatchObject({ all: 4, used: 2 });
    expect(keys.first.map(({ name, lastUsedBy }) => [name, lastUsedBy])).toEqual([
      ["lately", "zoho-crm"],
      ["almost too long ago", "zoho-crm"],
    ]);
    expect(JSON.stringify(keys)).not.toContain("sha256");
  });
  test("tells when the team was told, how many letters have left, and from when it can be told again", async () => {
    const tenant = await world.given.tenant();
    for (let at = 0; at < 2; at += 1) await world.given.member({ tenant });
    await as(tenant).tenant.warnTeam();
    const { warning } = await ends(tenant);
    expect(warning).toMatchObject({ people: 2, sent: 0 });
    expect((warning?.againAt.getTime() ?? 0) - (warning?.warnedAt.getTime() ?? 0)).toBe(24 * HOUR_MS);
  });
  test("calls the newest archive downloaded only once exactly that one was", async () => {
    const tenant = await world.given.tenant();
    const downloads = (exportId: string) =>
      world.console.db.$transaction((tx) =>
        recordAuditEvent(tx, "export.downloaded", { kind: "owner", id: tenant.owner.id }, { tenantId: tenant.id }, { exportId }),
      );
    const older = await world.given.archive({ tenant, readyHoursAgo: 5 });
    await downloads(older.id);
    expect((await ends(tenant)).archive).toMatchObject({ isDownloaded: true });
    const newer = await world.given.archive({ tenant });
    expect((await ends(tenant)).archive).toMatchObject({ isDownloaded: false });
    await downloads(newer.id);
    expect((await ends(tenant)).archive).toMatchObject({ isDownloaded: true });
    expect((await ends(tenant)).archive).not.toHaveProperty("id");
  });
  test("is only until when, once the account is deactivated", async () => {
    const { tenant, purgeDueAt } = await world.given.tenantInRetention();
    const answer = await as(tenant).tenant.ends();
    expect(answer).toMatchObject({ isClosed: true, purgeDueAt, isWindowOpen: true, isPurging: false });
    expect(answer).not.toHaveProperty("team");
    expect(await as(tenant).tenant.dates()).toMatchObject({ closed: { purgeDueAt, isWindowOpen: true, isPurging: false } });
  });
  test("says that the way back is closed once the window is, and that the purge has begun once it has", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ dueInMs: -HOUR_MS });
    expect(await as(tenant).tenant.dates()).toMatchObject({ closed: { isWindowOpen: false, isPurging: false } });
    await sql("UPDATE console.deletion_request SET state = 'purging', version = version + 1 WHERE id = $1", [request.id]);
    expect(await as(tenant).tenant.dates()).toMatchObject({ closed: { isWindowOpen: false, isPurging: true } });
    expect(await as(tenant).tenant.ends()).toMatchObject({ isClosed: true, isWindowOpen: false, isPurging: true });
  });
  test("is never about a neighbour", async () => {
    const [mine, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    await world.given.oneRowInEveryTable(neighbour);
    await world.given.member({ tenant: neighbour });
    const answer = await ends(mine);
    expect([answer.team.count, answer.bots.count, answer.keys.all, answer.webhooks.count, answer.archive, answer.warning]).toEqual([
      0,
      0,
      0,
      0,
      null,
      null,
    ]);
  });
  test("is the owner's alone: other people of the team and strangers are turned away", async () => {
    const tenant = await world.given.tenant();
    for (const ask of ["ends", "dates", "warnTeam"] as const) {
      await expect(as(tenant, "admin").tenant[ask]()).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(as(tenant, "agent").tenant[ask]()).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(pagesOf(null).tenant[ask]()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
  });
  test("is a number and eight names for a team of 5,000", async () => {
    const tenant = await world.given.tenant();
    await sql(
      `INSERT INTO platform.team_member (tenant_id, id, email, name, role, created_at)
       SELECT $1, gen_random_uuid(), 'p' || n || '@' || $2, 'Person ' || n, 'agent', now() FROM generate_series(1, 5000) n`,
      [tenant.id, tenant.domain],
    );
    const { team } = await ends(tenant);
    expect([team.count, team.first.length]).toEqual([5_000, 8]);
  });
});
