import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Forbidden } from "@/server/lib/refusal";
import { endOwnerSession } from "@/server/owner/end-owner-session";
import type { SignedInMember } from "@/server/owner/read-owner";
import type { GivenTenant } from "@/server/testing/given";
import { codeInMailbox, signedIn as signedInOn, wrongCode } from "@/server/testing/owner-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { deactivateInPerson } from "./deactivate-in-person";
import { deactivateTenant } from "./deactivate-tenant";
import { requestDetail } from "./detail.queries";
import { ownAccount } from "./owner.queries";
import { proposeAct } from "./propose-act";
import { sendOwnCode } from "./send-own-code";
import { verifyRequest } from "./verify-request";
import { withdrawInPerson } from "./withdraw-in-person";

let world: World;
let meera: { kind: "operator"; id: string };
let dev: { kind: "operator"; id: string };
beforeAll(async () => {
  world = await testWorld(24);
  meera = { kind: "operator", id: (await world.given.operator("support_lead")).id };
  dev = { kind: "operator", id: (await world.given.operator("support_agent")).id };
});
afterAll(() => world.end());

const HOUR = 3_600_000;
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const requestOf = async (tenant: { id: string }) =>
  (await sql("SELECT id, state, channel, version FROM console.deletion_request WHERE tenant_id = $1", [tenant.id]))[0];
const deactivations = (tenant: { id: string }) => sql("SELECT * FROM console.deactivation WHERE tenant_id = $1", [tenant.id]);
const confirmations = (tenant: { id: string }) =>
  sql("SELECT purpose, is_in_person, member_id FROM console.confirmation WHERE tenant_id = $1", [tenant.id]);

const signedIn = (tenant: GivenTenant, personId?: string) => signedInOn(world, tenant, personId);
async function codeFor(member: SignedInMember): Promise<string> {
  await sendOwnCode(world.console, member, "leave");
  return codeInMailbox(world, member);
}
async function readyToLeave(tenant: GivenTenant) {
  const member = await signedIn(tenant);
  return { tenant, member, code: await codeFor(member) };
}
const leave = (member: SignedInMember, code: string, organisation: string) =>
  deactivateInPerson(world.console, member, { code, organisation });

/** Nothing of the act has happened: no request, nothing confirmed, the doors open. */
async function nothingHappened(tenant: { id: string }) {
  expect(await requestOf(tenant)).toBeUndefined();
  expect(await confirmations(tenant)).toEqual([]);
  expect(await deactivations(tenant)).toEqual([]);
}

describe("an owner who deletes in person", () => {
  // proves: D1.1 D2.1 D3.1 D3.4
  test("is believed and locked out in one act, with every consequence that an agent's act has", async () => {
    const tenant = await world.given.tenant();
    await world.given.apiKey({ tenant });
    await world.given.session(tenant);
    const { member, code } = await readyToLeave(tenant);
    expect(await leave(member, code, tenant.name)).toEqual({ outcome: "deactivated" });

    const request = await requestOf(tenant);
    expect(request).toMatchObject({ state: "retained", channel: "dashboard", version: 3 });
    expect(await confirmations(tenant)).toEqual([{ purpose: "deletion", is_in_person: true, member_id: tenant.owner.id }]);
    expect(await deactivations(tenant)).toMatchObject([{ keys_revoked: 1, sessions_ended: 1, deactivated_by: null, ended_at: null }]);
    const events = await sql("SELECT type, actor_kind, actor_id FROM console.audit_event WHERE request_id = $1 ORDER BY id", [request?.id]);
    expect(events.map((event) => event.type)).toEqual([
      "request.received",
      "request.code_confirmed",
      "request.verified",
      "tenant.deactivated",
    ]);
    for (const event of events) expect(event).toMatchObject({ actor_kind: "owner", actor_id: tenant.owner.id });
    expect(await sql("SELECT kind FROM console.notice WHERE request_id = $1", [request?.id])).toEqual([{ kind: "deactivated" }]);
    expect(await sql("SELECT kind FROM console.signal WHERE tenant_id = $1", [tenant.id])).toEqual([{ kind: "tenant_deactivated" }]);
    const jobs = await sql(
      "SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key LIKE '%' || (SELECT id FROM console.deactivation WHERE tenant_id = $1)",
      [tenant.id],
    );
    expect(jobs.map((job) => job.task).toSorted()).toEqual(["probe-lockout", "take-seal-digest"]);
    await expect(world.given.bot({ tenant })).rejects.toMatchObject({ code: "CM001" });
    // The session of the owner's pages goes on: it is where the way back is.
    expect(await ownAccount(world.console, member)).toMatchObject({ live: { state: "retained", isWindowOpen: true, mayAskBack: true } });
  });
  test("shows to staff as confirmed in person", async () => {
    const { tenant, member, code } = await readyToLeave(await world.given.tenant());
    await leave(member, code, tenant.name);
    const detail = await requestDetail(world.console, (await requestOf(tenant))?.id, meera, true);
    expect(detail.code).toMatchObject({ purpose: "deletion", isInPerson: true });
    expect(detail.timeline.find((event) => event.type === "request.code_confirmed")?.payload).toMatchObject({ inPerson: true });
  });
  test("twenty times at once is locked out once", async () => {
    const { tenant, member, code } = await readyToLeave(await world.given.tenant());
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(leave(member, code, tenant.name))));
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
    expect(new Set(outcomes.flatMap((outcome) => ("refused" in outcome ? [outcome.refused] : [])))).toEqual(new Set(["code_not_accepted"]));
    expect(await deactivations(tenant)).toHaveLength(1);
    expect(await confirmations(tenant)).toHaveLength(1);
  });
  test("while an agent deactivates the same tenant: one of the two does it, the other is told", async () => {
    for (let round = 0; round < 6; round += 1) {
      const verified = await world.given.verifiedRequest();
      const { tenant, member, code } = await readyToLeave(verified.tenant);
      const [byOwner, byAgent] = await Promise.all([
        outcomeOf(leave(member, code, tenant.name)),
        outcomeOf(deactivateTenant(world.console, meera, verified.id, verified.version, tenant.name)),
      ]);
      expect([byOwner, byAgent].filter((outcome) => "value" in outcome)).toHaveLength(1);
      if ("refused" in byOwner) expect(byOwner.refused).toBe("not_from_retained");
      if ("refused" in byAgent) expect(byAgent.refused).toBe("stale_screen");
      expect(await deactivations(tenant)).toHaveLength(1);
    }
  }, 60_000);
  test("types a Hindi name as the keyboard composes it, whatever way the record has it", async () => {
    const tenant = await world.given.tenant();
    await sql("UPDATE platform.tenant SET name = $2 WHERE id = $1", [tenant.id, "\u0958\u0932\u092e"]);
    const { member, code } = await readyToLeave(tenant);
    expect(await leave(member, code, " \u0915\u093c\u0932\u092e ")).toEqual({ outcome: "deactivated" });
  });
  test("takes the request that lives already, and stands above what its letter proved", async () => {
    const request = await world.given.receivedRequest({ evidence: { domain: "forged" }, isConfirmed: false });
    const { tenant, member, code } = await readyToLeave(request.tenant);
    expect(await leave(member, code, tenant.name)).toEqual({ outcome: "deactivated" });
    expect(await requestOf(tenant)).toMatchObject({ id: request.id, state: "retained", channel: "mail" });
  });
});

describe("nothing happens", () => {
  test("when the name is not the organisation's, and that costs no try of the code", async () => {
    const { tenant, member, code } = await readyToLeave(await world.given.tenant());
    expect(await outcomeOf(leave(member, code, `${tenant.name}!`))).toEqual({ refused: "organisation_not_typed" });
    await nothingHappened(tenant);
    expect(await sql("SELECT attempts FROM console.owner_code WHERE session_id = $1", [member.sessionId])).toEqual([{ attempts: 0 }]);
    expect(await leave(member, code, tenant.name)).toEqual({ outcome: "deactivated" });
  });
  test("with a wrong code, or one that was used", async () => {
    const { tenant, member, code } = await readyToLeave(await world.given.tenant());
    expect(await outcomeOf(leave(member, wrongCode(code), tenant.name))).toEqual({ refused: "code_not_accepted" });
    await nothingHappened(tenant);
    await sql("UPDATE console.owner_code SET used_at = now(), ended_at = now(), ended_because = 'used' WHERE session_id = $1", [
      member.sessionId,
    ]);
    expect(await outcomeOf(leave(member, code, tenant.name))).toEqual({ refused: "code_not_accepted" });
    await nothingHappened(tenant);
  });
  test("with the code of another session, of another tenant, or of coming back", async () => {
    const { tenant, code } = await readyToLeave(await world.given.tenant());
    const elsewhere = await signedIn(tenant);
    expect(await outcomeOf(leave(elsewhere, code, tenant.name))).toEqual({ refused: "code_not_accepted" });
    const neighbour = await readyToLeave(await world.given.tenant());
    expect(await outcomeOf(leave(neighbour.member, code, neighbour.tenant.name))).toEqual({ refused: "code_not_accepted" });
    await sql("UPDATE console.owner_code SET purpose = 'come_back' WHERE session_id = $1", [neighbour.member.sessionId]);
    expect(await outcomeOf(leave(neighbour.member, neighbour.code, neighbour.tenant.name))).toEqual({ refused: "code_not_accepted" });
    for (const each of [tenant, neighbour.tenant]) await nothingHappened(each);
  });
  // proves: D2.2
  test("when who is signed in is not the owner, or has stopped being it a moment ago", async () => {
    const person = await world.given.member();
    const member = await signedIn(person.tenant, person.id);
    await expect(sendOwnCode(world.console, member, "leave")).rejects.toBeInstanceOf(Forbidden);

    const { tenant, member: former, code } = await readyToLeave(await world.given.tenant());
    await sql("UPDATE platform.team_member SET role = 'admin' WHERE tenant_id = $1 AND id = $2", [tenant.id, tenant.owner.id]);
    await expect(leave(former, code, tenant.name)).rejects.toBeInstanceOf(Forbidden);
    await nothingHappened(tenant);
  });
  test("when they have signed out everywhere a moment ago: neither deleted nor taken back", async () => {
    const { tenant, member, code } = await readyToLeave(await world.given.tenant());
    await endOwnerSession(world.console, member, "everywhere");
    await expect(leave(member, code, tenant.name)).rejects.toBeInstanceOf(Forbidden);
    await expect(sendOwnCode(world.console, member, "leave")).rejects.toBeInstanceOf(Forbidden);
    await nothingHappened(tenant);

    const request = await world.given.receivedRequest();
    const former = await signedIn(request.tenant);
    await endOwnerSession(world.console, former, "here");
    await expect(withdrawInPerson(world.console, former)).rejects.toBeInstanceOf(Forbidden);
    expect(await requestOf(request.tenant)).toMatchObject({ state: "received" });
  });
  test("when its last write fails: all of it is taken back, and the code still counts", async () => {
    const { tenant, member, code } = await readyToLeave(await world.given.tenant());
    await world.given.apiKey({ tenant });
    await sql(
      `ALTER TABLE console.audit_event ADD CONSTRAINT refuse_this CHECK (type <> 'tenant.deactivated' OR tenant_id <> '${tenant.id}')`,
    );
    try {
      await expect(leave(member, code, tenant.name)).rejects.toThrow();
    } finally {
      await sql("ALTER TABLE console.audit_event DROP CONSTRAINT refuse_this");
    }
    await nothingHappened(tenant);
    for (const trace of ["notice WHERE kind = 'deactivated' AND", "signal WHERE", "audit_event WHERE"])
      expect(await sql(`SELECT 1 FROM console.${trace} tenant_id = $1`, [tenant.id]), trace).toEqual([]);
    expect(await sql("SELECT 1 FROM platform.api_key WHERE tenant_id = $1 AND revoked_at IS NULL", [tenant.id])).toHaveLength(1);
    expect(await leave(member, code, tenant.name)).toEqual({ outcome: "deactivated" });
  });
});

describe("an owner or address of less than 7 days", () => {
  test("still takes two people: the request is confirmed in person and waits", async () => {
    const tenant = await world.given.tenant({ becameOwnerAt: new Date(Date.now() - 24 * HOUR) });
    const { member, code } = await readyToLeave(tenant);
    expect(await leave(member, code, tenant.name)).toEqual({ outcome: "waits" });
    const request = await requestOf(tenant);
    expect(request).toMatchObject({ state: "received", channel: "dashboard" });
    expect(await ownAccount(world.console, member)).toMatchObject({ live: { state: "received", isConfirmedInPerson: true } });

    expect(await outcomeOf(verifyRequest(world.console, meera, request?.id, 1))).toEqual({ refused: "second_person_needed" });
    await proposeAct(world.console, meera, request?.id, 1, "propose_verification");
    expect(await outcomeOf(verifyRequest(world.console, meera, request?.id, 1))).toEqual({ refused: "maker_is_checker" });
    // Not even with a colleague's asking does the owner become the second of our people.
    expect(await leave(member, await codeFor(member), tenant.name)).toEqual({ outcome: "waits" });
    await verifyRequest(world.console, dev, request?.id, 1);
    expect(await requestOf(tenant)).toMatchObject({ state: "verified" });
  });
  test("does not inherit what was believed of the owner before", async () => {
    const request = await world.given.verifiedRequest();
    const { tenant } = request;
    await sql("UPDATE platform.team_member SET became_owner_at = now() - interval '10 minutes' WHERE id = $1", [tenant.owner.id]);
    const { member, code } = await readyToLeave(tenant);
    expect(await outcomeOf(leave(member, code, tenant.name))).toEqual({ refused: "evidence_failed" });
    expect(await deactivations(tenant)).toEqual([]);
    await withdrawInPerson(world.console, member);
    expect(await requestOf(tenant)).toMatchObject({ state: "withdrawn" });
    expect(await leave(member, code, tenant.name)).toEqual({ outcome: "waits" });
  });
});

describe("an owner who takes the request back", () => {
  test("does so while nothing was carried out, and is told in writing", async () => {
    for (const request of [await world.given.receivedRequest(), await world.given.verifiedRequest()]) {
      const member = await signedIn(request.tenant);
      await withdrawInPerson(world.console, member);
      expect(await requestOf(request.tenant)).toMatchObject({ state: "withdrawn" });
      expect(await sql("SELECT kind FROM console.notice WHERE request_id = $1", [request.id])).toEqual([{ kind: "request_withdrawn" }]);
      expect(await sql("SELECT type, actor_kind FROM console.audit_event WHERE request_id = $1", [request.id])).toEqual([
        { type: "request.withdrawn", actor_kind: "owner" },
      ]);
    }
  });
  test("comes too late once the door is closed", async () => {
    const { tenant, request } = await world.given.tenantInRetention();
    expect(await outcomeOf(withdrawInPerson(world.console, await signedIn(tenant)))).toEqual({ refused: "not_from_retained" });
    expect(await requestOf(tenant)).toMatchObject({ id: request.id, state: "retained" });
  });
});
