import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "@/server/operator/permissions";
import type { CastOperator } from "@/server/testing/cast";
import { metBy } from "@/server/testing/refund-desk";
import { testWorld, type World } from "@/server/testing/world";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { REVEALS_AN_HOUR } from "./revealing";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const as = (who: CastOperator) =>
  callerFactory(appRouter)({ deps: world.console, operator: who as CastOperator & { role: Role }, member: null, callId: "call" }).person;
const book = async (who: CastOperator) =>
  (
    await world.database.ownerPool.query(
      "SELECT tenant_id, payload FROM console.audit_event WHERE type = 'person.revealed' AND actor_id = $1 ORDER BY id",
      [who.id],
    )
  ).rows;

test("one value is shown for a reason, and the book says whose, which and why, without the value", async () => {
  const [tenant, agent] = [await world.given.tenant({ owner: { name: "Zephyrine Quill" } }), await world.given.operator("support_agent")];
  const asked = { of: "tenant_owner", subjectId: tenant.id, field: "email", because: "deciding_request" } as const;
  expect(await as(agent).reveal(asked)).toEqual({ value: tenant.owner.email });
  expect(await as(agent).reveal({ ...asked, field: "name", because: "answering_person" })).toEqual({ value: "Zephyrine Quill" });
  const rows = await book(agent);
  expect(rows.map(({ tenant_id, payload }) => [tenant_id, payload.field, payload.because])).toEqual([
    [tenant.id, "email", "deciding_request"],
    [tenant.id, "name", "answering_person"],
  ]);
  expect(JSON.stringify(rows)).not.toContain("Zephyrine");
});

test.each(["auditor", "admin"] as const)("%s is shown nothing and leaves nothing in the book", async (role) => {
  const [tenant, who] = [await world.given.tenant(), await world.given.operator(role)];
  const call = as(who).reveal({ of: "tenant_owner", subjectId: tenant.id, field: "email", because: "finding_fault" });
  expect(await metBy(call)).toBe("forbidden");
  expect(await book(who)).toEqual([]);
});

test("what there is not is not found, and not written down", async () => {
  const [tenant, agent] = [await world.given.tenant(), await world.given.operator("support_lead")];
  const asked = { of: "tenant_owner", subjectId: tenant.id, because: "finding_fault" } as const;
  expect(await metBy(as(agent).reveal({ ...asked, field: "phone" }))).toBe("NOT_FOUND");
  expect(await metBy(as(agent).reveal({ ...asked, of: "letter_sender", field: "email" }))).toBe("NOT_FOUND");
  expect(await book(agent)).toEqual([]);
});

test("senders of letters, members and requesters are found by their own ids", async () => {
  const agent = await world.given.operator("support_agent");
  const request = await world.given.receivedRequest();
  const { tenant } = request;
  const letter = await world.given.letter({ from: "odd.sender@elsewhere.example" });
  const member = await world.given.member({ tenant });
  const show = (of: "letter_sender" | "requester" | "member", subjectId: string) =>
    as(agent).reveal({ of, subjectId, field: "email", because: "answering_person" });
  expect(await show("letter_sender", letter.id)).toEqual({ value: "odd.sender@elsewhere.example" });
  expect(await show("member", member.id)).toEqual({ value: member.email });
  expect(await show("requester", request.id)).toEqual({ value: tenant.owner.email });
});

test("whoever complained is shown to the desk and to nobody else", async () => {
  const { ownerPool: pool } = world.database;
  const tenant = await world.given.tenant();
  await world.given.oneRowInEveryTable(tenant);
  const { rows } = await pool.query("SELECT id FROM console.grievance WHERE tenant_id = $1", [tenant.id]);
  const asked = { of: "grievance_person", subjectId: rows[0].id, field: "email", because: "answering_person" } as const;
  expect((await as(await world.given.operator("grievance_officer")).reveal(asked)).value).toMatch(/@person\.example$/);
  expect(await metBy(as(await world.given.operator("support_lead")).reveal(asked))).toBe("NOT_FOUND");
});

test("after thirty within an hour nothing more is shown, however many are asked for at once; an hour later it is", async () => {
  const [tenant, agent] = [await world.given.tenant(), await world.given.operator("support_agent")];
  const ask = () => metBy(as(agent).reveal({ of: "tenant_owner", subjectId: tenant.id, field: "email", because: "finding_fault" }));
  const met = [];
  for (let at = 0; at < REVEALS_AN_HOUR - 1; at++) met.push(await ask());
  expect(new Set(met)).toEqual(new Set(["done"]));
  expect((await Promise.all([ask(), ask(), ask()])).toSorted()).toEqual(["done", "revealed_too_often", "revealed_too_often"]);
  expect(await book(agent)).toHaveLength(REVEALS_AN_HOUR);
});
