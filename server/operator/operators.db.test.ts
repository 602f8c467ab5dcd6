import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OperatorRole } from "@/server/testing/cast";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { admitOperator } from "./admit-operator";
import { agreeToChange } from "./agree-to-change";
import { askRole } from "./ask-role";
import { beginSession } from "./begin-session";
import { declineChange } from "./decline-change";
import { endAccess } from "./end-access";
import { endOtherSessions } from "./end-other-sessions";
import { endSessions } from "./end-sessions";
import { inviteOperator } from "./invite-operator";
import { operatorDetail, waitingChanges } from "./queries";
import { readOperator } from "./read-operator";
import { withdrawChange } from "./withdraw-change";

type Person = { kind: "operator"; id: string; subject: string; email: string; role: OperatorRole };
let world: World;
let admin: Person;
let officer: Person;
beforeAll(async () => {
  world = await testWorld();
  [admin, officer] = [await person("admin"), await person("grievance_officer")];
});
afterAll(() => world.end());

const person = async (role: OperatorRole): Promise<Person> => ({ kind: "operator", ...(await world.given.operator(role)) });
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const asConsole = (text: string, ...values: unknown[]) => world.console.db.$executeRawUnsafe(text, ...values);
const rowOf = async (id: string) => (await sql("SELECT * FROM console.operator WHERE id = $1", [id]))[0];
const eventsOn = async (id: string) =>
  sql("SELECT type, actor_id, payload FROM console.audit_event WHERE payload->>'operatorId' = $1 ORDER BY id", [id]);
const admit = (claims: object) => admitOperator(world.console, { ...claims }, { isVerifiedUnsaid: true });
const address = () => `${randomUUID()}@callmissed.example`;
const invitation = (over: { email?: string; role?: OperatorRole } = {}) => ({
  ...{ email: address(), name: "Nisha Verma", role: "support_agent" as OperatorRole },
  ...over,
});
/** What the screen of whoever agrees shows: its hash goes back with the word. */
const shown = async (operatorId: string) => (await operatorDetail(world.console, operatorId, officer)).change?.seen ?? null;
const hashOf = async (changeId: string) =>
  (await sql("SELECT facts_sha256 FROM console.approval WHERE subject_id = $1", [changeId]))[0]?.facts_sha256 ?? null;
const agree = async (who: Person, changeId: string) => agreeToChange(world.console, who, changeId, await hashOf(changeId));
const signIn = async ({ subject }: Person) => ({ sessionId: (await beginSession(world.console, subject)) ?? "" });

describe("an invitation", () => {
  test("lets nobody in until a second person agrees; then the row, the mail and the book say so, and the address opens the door", async () => {
    const wish = invitation({ email: `New.Person.${randomUUID()}@CallMissed.example` });
    const { changeId, operatorId } = await inviteOperator(world.console, admin, wish);
    const claims = { sub: `s-${operatorId}`, email: wish.email, name: "Nisha Verma" };
    expect(await rowOf(operatorId)).toBeUndefined();
    expect(await admit(claims)).toBeNull();
    expect((await waitingChanges(world.console, officer)).items).toContainEqual(
      expect.objectContaining({ id: changeId, name: "Nisha Verma" }),
    );
    await agreeToChange(world.console, officer, changeId, await shown(operatorId));
    expect(await rowOf(operatorId)).toMatchObject({ subject: null, role: "support_agent", email: wish.email.toLowerCase() });
    expect(
      await sql("SELECT to_address, params FROM console.notice WHERE kind = 'operator_invited' AND subject_id = $1", [changeId]),
    ).toEqual([{ to_address: wish.email.toLowerCase(), params: { role: "support_agent" } }]);
    expect(await admit(claims)).toMatchObject({ id: operatorId, role: "support_agent" });
    expect((await eventsOn(operatorId)).map(({ type, actor_id }) => [type, actor_id])).toEqual([
      ["operator.change_asked", admin.id],
      ["operator.invited", officer.id],
      ["operator.joined", operatorId],
    ]);
    expect((await sql("SELECT applied_at FROM console.operator_change WHERE id = $1", [changeId]))[0]?.applied_at).not.toBeNull();
  });
  test("is refused to whoever asked, to a screen that showed something else, and to everybody once it was answered", async () => {
    const { changeId } = await inviteOperator(world.console, admin, invitation());
    expect(await outcomeOf(agree(admin, changeId))).toEqual({ refused: "own_change" });
    expect(await outcomeOf(declineChange(world.console, admin, changeId))).toEqual({ refused: "own_change" });
    expect(await outcomeOf(agreeToChange(world.console, officer, changeId, "another hash"))).toEqual({ refused: "approval_stale" });
    expect(await outcomeOf(agreeToChange(world.console, officer, changeId, null))).toEqual({ refused: "approval_stale" });
    await agree(officer, changeId);
    expect(await outcomeOf(agree(officer, changeId))).toEqual({ refused: "change_over" });
  });
  test("is made once for an address, and again after it was declined, withdrawn or 48 hours have passed", async () => {
    const wish = invitation();
    const ask = () => inviteOperator(world.console, admin, wish);
    const first = await ask();
    expect(await outcomeOf(ask())).toEqual({ refused: "change_waits" });
    await declineChange(world.console, officer, first.changeId);
    const second = await ask();
    expect(await outcomeOf(withdrawChange(world.console, { ...admin, id: randomUUID() }, second.changeId))).toEqual({
      refused: "not_your_change",
    });
    await withdrawChange(world.console, admin, second.changeId);
    const third = await ask();
    await sql(
      "UPDATE console.approval SET created_at = created_at - interval '48 hours', expires_at = expires_at - interval '48 hours' WHERE subject_id = $1",
      [third.changeId],
    );
    for (const { changeId } of [first, second, third])
      expect(await outcomeOf(agree(officer, changeId))).toEqual({ refused: "change_over" });
    const fourth = await ask();
    await agree(officer, fourth.changeId);
    expect(await outcomeOf(ask())).toEqual({ refused: "address_taken" });
    expect(
      (await sql("SELECT ended_because FROM console.operator_change WHERE email = $1 ORDER BY asked_at", [wish.email])).map(
        (row) => row.ended_because,
      ),
    ).toEqual(["declined", "withdrawn", "lapsed", null]);
  });
});

describe("another role", () => {
  test("counts with the second person's word and not before; open sessions end, and the next call is refused", async () => {
    const agent = await person("support_agent");
    const session = await signIn(agent);
    const { changeId } = await askRole(world.console, admin, agent.id, "support_lead");
    expect(await readOperator(world.console, session)).toMatchObject({ role: "support_agent" });
    await agree(officer, changeId);
    expect(await readOperator(world.console, session)).toBeNull();
    expect(await readOperator(world.console, await signIn(agent))).toMatchObject({ role: "support_lead" });
    expect(await sql("SELECT 1 FROM console.notice WHERE subject_id = $1", [changeId])).toEqual([]);
    expect((await eventsOn(agent.id)).at(-1)).toMatchObject({
      type: "operator.role_changed",
      actor_id: officer.id,
      payload: { fromRole: "support_agent", toRole: "support_lead" },
    });
  });
  test("is agreed to neither by whose role it is, nor by who asked for their own", async () => {
    const second = await person("admin");
    const { changeId } = await askRole(world.console, admin, second.id, "auditor");
    expect(await outcomeOf(agree(second, changeId))).toEqual({ refused: "own_role" });
    await withdrawChange(world.console, admin, changeId);
    const own = await askRole(world.console, second, second.id, "auditor");
    expect(await outcomeOf(agree(second, own.changeId))).toEqual({ refused: "own_change" });
    expect(await outcomeOf(askRole(world.console, admin, second.id, "support_lead"))).toEqual({ refused: "change_waits" });
    expect(await outcomeOf(askRole(world.console, admin, officer.id, "grievance_officer"))).toEqual({ refused: "same_role" });
  });
  test("is void once access has ended meanwhile; access comes back by two people only, and with a mail", async () => {
    const agent = await person("support_agent");
    const { changeId } = await askRole(world.console, admin, agent.id, "support_lead");
    await endAccess(world.console, admin, agent.id);
    expect(await outcomeOf(agree(officer, changeId))).toEqual({ refused: "change_over" });
    const back = await askRole(world.console, admin, agent.id, "support_agent");
    expect(await beginSession(world.console, agent.subject)).toBeNull();
    await agree(officer, back.changeId);
    expect(await readOperator(world.console, await signIn(agent))).toMatchObject({ role: "support_agent" });
    expect(await sql("SELECT to_address FROM console.notice WHERE subject_id = $1", [back.changeId])).toEqual([
      { to_address: agent.email },
    ]);
  });
  test("is refused where the role changed behind it, by whoever owns the database", async () => {
    const agent = await person("support_agent");
    const { changeId } = await askRole(world.console, admin, agent.id, "support_lead");
    await sql("UPDATE console.operator SET role = 'auditor' WHERE id = $1", [agent.id]);
    expect(await outcomeOf(agree(officer, changeId))).toEqual({ refused: "approval_stale" });
  });
});

describe("sessions and access end at once", () => {
  test("all sessions of one person, with one admin's word; the role stays", async () => {
    const agent = await person("support_agent");
    const sessions = [await signIn(agent), await signIn(agent)];
    expect(await endSessions(world.console, admin, agent.id)).toEqual({ sessions: 2 });
    for (const session of sessions) expect(await readOperator(world.console, session)).toBeNull();
    expect(await outcomeOf(endSessions(world.console, admin, agent.id))).toEqual({ refused: "no_sessions" });
    expect((await eventsOn(agent.id)).at(-1)).toMatchObject({ type: "operator.sessions_ended", payload: { sessions: 2 } });
    expect(await readOperator(world.console, await signIn(agent))).not.toBeNull();
  });
  test("one's own, everywhere but here", async () => {
    const agent = await person("support_agent");
    const [here, there] = [await signIn(agent), await signIn(agent)];
    expect(await endOtherSessions(world.console, agent, here.sessionId)).toEqual({ sessions: 1 });
    expect(await readOperator(world.console, here)).not.toBeNull();
    expect(await readOperator(world.console, there)).toBeNull();
    expect(await endOtherSessions(world.console, agent, here.sessionId)).toEqual({ sessions: 0 });
  });
  test("access, of somebody else, with the row kept; an invitation that was not used yet as well", async () => {
    const agent = await person("support_agent");
    const session = await signIn(agent);
    expect(await endAccess(world.console, admin, agent.id)).toEqual({ sessions: 1 });
    expect(await readOperator(world.console, session)).toBeNull();
    expect(await rowOf(agent.id)).toMatchObject({ role: "support_agent", email: agent.email });
    expect(await outcomeOf(endAccess(world.console, admin, agent.id))).toEqual({ refused: "no_access" });
    const { changeId, operatorId } = await inviteOperator(world.console, admin, invitation());
    await agree(officer, changeId);
    await endAccess(world.console, admin, operatorId);
    expect(await admit({ sub: "too late", email: (await rowOf(operatorId))?.email, name: "Too Late" })).toBeNull();
  });
  test("never one's own access", async () => {
    const second = await person("admin");
    expect(await outcomeOf(endAccess(world.console, second, second.id))).toEqual({ refused: "own_access" });
  });
});

describe("the last admin", () => {
  /** A world has other admins from other tests: all of them leave but these. */
  const only = async (...ids: string[]) =>
    sql("UPDATE console.operator SET ended_at = now() WHERE role = 'admin' AND ended_at IS NULL AND NOT id = ANY ($1::uuid[])", [ids]);
  test("keeps role and access, and an admin who never signed in does not count", async () => {
    const [last, other] = [await person("admin"), await person("admin")];
    await only(last.id, other.id);
    const { changeId } = await askRole(world.console, last, last.id, "auditor");
    const { changeId: invite } = await inviteOperator(world.console, last, invitation({ role: "admin" }));
    await agree(officer, invite);
    await endAccess(world.console, last, other.id);
    expect(await outcomeOf(agree(officer, changeId))).toEqual({ refused: "last_admin" });
    expect(await outcomeOf(endAccess(world.console, other, last.id))).toEqual({ refused: "last_admin" });
    await withdrawChange(world.console, last, changeId);
    expect(await outcomeOf(askRole(world.console, last, last.id, "auditor"))).toEqual({ refused: "last_admin" });
    const detail = await operatorDetail(world.console, last.id, officer);
    expect(detail.operator.isLastAdmin).toBe(true);
    expect(detail.decisions.end_access).toMatchObject({ allowed: false, code: "last_admin" });
  });
  test("stays, whichever of two who remove each other at the same instant is faster: by the verb and by SQL", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await person("admin"), await person("admin")];
      await only(one.id, two.id);
      const met = await Promise.all([outcomeOf(endAccess(world.console, one, two.id)), outcomeOf(endAccess(world.console, two, one.id))]);
      expect(met.filter((outcome) => "refused" in outcome)).toEqual([{ refused: "last_admin" }]);
    }
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await person("admin"), await person("admin")];
      await only(one.id, two.id);
      const end = (id: string) => asConsole("UPDATE console.operator SET ended_at = clock_timestamp() WHERE id = $1::uuid", id);
      const met = await Promise.allSettled([end(one.id), end(two.id)]);
      expect(met.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const lost = met.find((outcome) => outcome.status === "rejected");
      expect(String(lost?.reason)).toContain("the last admin stays");
    }
  });
  test("stays for one statement about all of them, at another isolation, and for the owner of the tables", async () => {
    const [one, two] = [await person("admin"), await person("admin")];
    await only(one.id, two.id);
    await expect(asConsole("UPDATE console.operator SET ended_at = now() WHERE ended_at IS NULL")).rejects.toThrow("the last admin stays");
    await expect(sql("UPDATE console.operator SET role = 'auditor' WHERE role = 'admin' AND ended_at IS NULL")).rejects.toThrow(
      "the last admin stays",
    );
    const repeatable = world.console.db.$transaction(
      (tx) => tx.operator.update({ where: { id: one.id }, data: { endedAt: new Date(0) } }),
      { isolationLevel: "RepeatableRead" },
    );
    await expect(repeatable).rejects.toThrow("READ COMMITTED only");
    admin = one;
  });
});

test("an auditor sees addresses masked, everywhere on the page", async () => {
  const agent = await person("support_agent");
  await inviteOperator(world.console, admin, invitation({ email: "n.verma@callmissed.example" }));
  const auditor = { id: randomUUID(), role: "auditor" as const };
  expect((await operatorDetail(world.console, agent.id, auditor)).operator.email).toMatch(/^.•••@callmissed.example$/);
  expect((await waitingChanges(world.console, auditor)).items.map(({ email }) => email)).toContain("n•••@callmissed.example");
});
