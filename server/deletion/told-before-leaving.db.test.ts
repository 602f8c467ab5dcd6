import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GivenTenant } from "@/server/testing/given";
import { codeInMailbox, signedIn } from "@/server/testing/owner-desk";
import { testWorld, type World } from "@/server/testing/world";
import { deactivateInPerson } from "./deactivate-in-person";
import { ownAccount, ownConsequences } from "./owner.queries";
import { sendOwnCode } from "./send-own-code";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const HOUR = 3_600_000;

describe("what an owner is told before the last step", () => {
  const leave = async (tenant: GivenTenant) => {
    const member = await signedIn(world, tenant);
    await sendOwnCode(world.console, member, "leave");
    return deactivateInPerson(world.console, member, { code: await codeInMailbox(world, member), organisation: tenant.name });
  };
  const told = async (tenant: GivenTenant) => {
    const { mustWait, isHeld } = await ownAccount(world.console, await signedIn(world, tenant));
    return { mustWait, isHeld };
  };
  test("is that it must wait, exactly when it then does", async () => {
    const changed = {
      ownerLately: { becameOwnerAt: new Date(Date.now() - 167 * HOUR) },
      ownerLongAgo: { becameOwnerAt: new Date(Date.now() - 169 * HOUR) },
    };
    for (const [wish, outcome] of [
      [changed.ownerLately, "waits"],
      [changed.ownerLongAgo, "deactivated"],
      [{}, "deactivated"],
    ] as const) {
      const tenant = await world.given.tenant(wish);
      const mustWait = outcome === "waits";
      expect(await told(tenant)).toEqual({ mustWait, isHeld: false });
      expect(await leave(tenant)).toEqual({ outcome });
      expect(await told(tenant), "and afterwards").toEqual({ mustWait, isHeld: false });
    }
    const moved = await world.given.receivedRequest();
    await world.database.ownerPool.query("UPDATE platform.team_member SET email_changed_at = now() - interval '10 minutes' WHERE id = $1", [
      moved.tenant.owner.id,
    ]);
    expect(await told(moved.tenant), "the address changed").toEqual({ mustWait: true, isHeld: false });
  });
  test("is that an order keeps data for longer, with and without a request, until it is released; a neighbour's is nobody's business", async () => {
    const [tenant, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    await world.given.hold({ tenant, isAgreed: true, scope: ["conversations"] });
    expect(await told(tenant)).toEqual({ mustWait: false, isHeld: true });
    expect(await told(neighbour)).toEqual({ mustWait: false, isHeld: false });
    await leave(tenant);
    expect(await ownAccount(world.console, await signedIn(world, tenant))).toMatchObject({
      isHeld: true,
      live: { state: "retained", isHeld: true },
    });
    await world.given.hold({ tenant: neighbour, releasedAt: new Date(Date.now() - HOUR), placedHoursAgo: 2 });
    expect(await told(neighbour)).toEqual({ mustWait: false, isHeld: false });
  });
  test("is counted as on the checklist: people besides the owner, keys that are valid, bots that run", async () => {
    const tenant = await world.given.tenant();
    await world.given.member({ tenant });
    await world.given.bot({ tenant });
    await world.given.bot({ tenant, isActive: false });
    await world.given.apiKey({ tenant });
    await world.given.apiKey({ tenant, revokedBecause: "revoked_by_member" });
    expect(await ownConsequences(world.console, await signedIn(world, tenant))).toEqual({
      organisation: tenant.name,
      keys: 1,
      bots: 1,
      people: 1,
    });
  });
});
