import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SignedInMember } from "@/server/owner/read-owner";
import { beginPurge } from "@/server/retention/begin-purge";
import { ageRequest } from "@/server/testing/age";
import { codeInMailbox, signedIn, wrongCode } from "@/server/testing/owner-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { askBackInPerson } from "./ask-back-in-person";
import { compareReturn } from "./compare-return";
import { requestDetail } from "./detail.queries";
import { ownAccount } from "./owner.queries";
import { reactivateTenant } from "./reactivate-tenant";
import { sendOwnCode } from "./send-own-code";

let world: World;
let dev: { kind: "operator"; id: string };
beforeAll(async () => {
  world = await testWorld(24);
  dev = { kind: "operator", id: (await world.given.operator("support_agent")).id };
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const wishes = (tenant: { id: string }) => sql("SELECT id FROM console.return_request WHERE tenant_id = $1", [tenant.id]);
const proofs = (tenant: { id: string }) =>
  sql("SELECT is_in_person FROM console.confirmation WHERE tenant_id = $1 AND purpose = 'return' AND confirmed_at IS NOT NULL", [
    tenant.id,
  ]);
const back = (member: SignedInMember, code: string) => askBackInPerson(world.console, member, code);

async function readyToReturn(wish: Parameters<World["given"]["tenantInRetention"]>[0] = {}) {
  const retention = await world.given.tenantInRetention(wish);
  const member = await signedIn(world, retention.tenant);
  await sendOwnCode(world.console, member, "come_back");
  return { ...retention, retention, member, code: await codeInMailbox(world, member) };
}

describe("an owner who asks in person to come back", () => {
  test("is let in by an agent, exactly as after a letter", async () => {
    const { tenant, request, deactivationId, member, code } = await readyToReturn();
    await back(member, code);
    expect(await wishes(tenant)).toHaveLength(1);
    expect(await proofs(tenant)).toEqual([{ is_in_person: true }]);
    expect(await ownAccount(world.console, member)).toMatchObject({ live: { mayAskBack: false, comingBack: { isConfirmed: true } } });
    const events = await sql("SELECT type, actor_kind FROM console.audit_event WHERE request_id = $1 ORDER BY id", [request.id]);
    expect(events).toEqual([
      { type: "request.return_asked", actor_kind: "owner" },
      { type: "request.code_confirmed", actor_kind: "owner" },
    ]);

    const detail = await requestDetail(world.console, request.id, dev, true);
    expect(detail.code).toMatchObject({ purpose: "return", isInPerson: true });
    await compareReturn(world.console, deactivationId);
    await reactivateTenant(world.console, dev, request.id, request.version, tenant.name);
    const home = await ownAccount(world.console, member);
    expect(home.live).toBeNull();
    expect(home.cameBackAt).not.toBeNull();
  });
  test("proves a wish that a letter brought and that nobody has confirmed", async () => {
    const { tenant, retention, member, code } = await readyToReturn();
    await world.given.returnRequest({ retention, isConfirmed: false, isCompared: false });
    await back(member, code);
    expect(await wishes(tenant)).toHaveLength(1);
    expect(await proofs(tenant)).toEqual([{ is_in_person: true }]);
  });
  test("twenty times at once has asked once", async () => {
    const { tenant, member, code } = await readyToReturn();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(back(member, code))));
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
    expect(await wishes(tenant)).toHaveLength(1);
    expect(await proofs(tenant)).toHaveLength(1);
  });
  test("is told no from closing time on, also with a code from before it", async () => {
    const { tenant, request, member, code } = await readyToReturn();
    await ageRequest(world.database.ownerPool, request.id, 30);
    expect(await outcomeOf(back(member, code))).toEqual({ refused: "window_closed" });
    expect(await outcomeOf(sendOwnCode(world.console, member, "come_back"))).toEqual({ refused: "window_closed" });
    expect(await ownAccount(world.console, member)).toMatchObject({ live: { isWindowOpen: false, mayAskBack: false } });
    await beginPurge(world.purge, request.id);
    expect(await outcomeOf(back(member, code))).toEqual({ refused: "not_from_purging" });
    expect(await wishes(tenant)).toEqual([]);
  });
  test("with a wrong code has asked for nothing", async () => {
    const { tenant, member, code } = await readyToReturn();
    expect(await outcomeOf(back(member, wrongCode(code)))).toEqual({ refused: "code_not_accepted" });
    expect(await wishes(tenant)).toEqual([]);
    expect(await proofs(tenant)).toEqual([]);
  });
  test("when writing it down fails, has asked for nothing and keeps the code", async () => {
    const { tenant, member, code } = await readyToReturn();
    await sql(`ALTER TABLE console.confirmation ADD CONSTRAINT refuse_this CHECK (purpose <> 'return' OR tenant_id <> '${tenant.id}')`);
    try {
      await expect(back(member, code)).rejects.toThrow();
    } finally {
      await sql("ALTER TABLE console.confirmation DROP CONSTRAINT refuse_this");
    }
    expect(await wishes(tenant)).toEqual([]);
    await back(member, code);
    expect(await proofs(tenant)).toHaveLength(1);
  });
});

test("what an owner sees of a hold is that something is kept, and nothing of whom or why", async () => {
  const { tenant, member } = await readyToReturn();
  await world.given.hold({ tenant });
  const { live } = await ownAccount(world.console, member);
  expect(live?.isHeld).toBe(true);
  expect(JSON.stringify(live, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(
    /authority|reference|scope/,
  );
});
