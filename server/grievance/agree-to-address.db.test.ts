import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answersDesk } from "@/server/testing/answers-desk";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { agreeToAddress } from "./agree-to-address";
import { applyCorrection } from "./apply-correction";
import { revealAddresses } from "./reveal-addresses";

let world: World;
let desk: ReturnType<typeof answersDesk>;
beforeAll(async () => {
  world = await testWorld();
  desk = answersDesk(world);
});
afterAll(() => world.end());

/** The owner asks for another address, and an officer asks a second person. */
async function asked(tenant: GivenTenant) {
  const to = `new-${tenant.owner.email}`;
  const { id } = await desk.correction(tenant, "person_email", to);
  const correction = { grievanceId: id, seenVersion: 1, field: "person_email", to, seenFrom: tenant.owner.email } as const;
  await applyCorrection(world.console, await desk.officer(), correction);
  const [question] = await desk.sql("SELECT id, facts_sha256 AS seen, params FROM console.approval WHERE subject_id = $1", [id]);
  return { id, to, question: question as { id: string; seen: string; params: string } };
}

test("an address that changed leaves no way around its week of two people: when it changed is the database's word, and the console cannot take it back", async () => {
  const [tenant, other] = [await world.given.tenant(), await world.given.tenant()];
  const { id, question } = await asked(tenant);
  const second = await desk.officer();
  await revealAddresses(world.console, second, id, question.seen);
  await agreeToAddress(world.console, second, id, question.seen);
  const changedAt = async ({ owner }: GivenTenant) =>
    (
      await desk.sql(
        "SELECT email_changed_at AS at, email_changed_at > now() - interval '1 minute' AS now FROM platform.team_member WHERE id = $1",
        [owner.id],
      )
    )[0];
  const write = (set: string, { id: tenantId, owner }: GivenTenant) =>
    world.console.db.$executeRawUnsafe(
      `UPDATE platform.team_member SET ${set} WHERE tenant_id = $1::uuid AND id = $2::uuid`,
      tenantId,
      owner.id,
    );
  const before = await changedAt(tenant);
  expect(before.now).toBe(true);
  for (const at of ["NULL", "now() - interval '300 hours'", "now() + interval '1 hour'"])
    await expect(write(`email_changed_at = ${at}`, tenant), at).rejects.toThrow("when an address changed");
  expect(await changedAt(tenant)).toEqual(before);
  // Nor does whoever writes an address that was agreed to say that it changed long ago.
  const agreed = await asked(other);
  await desk.sql("INSERT INTO console.approval_agreement VALUES ($1, $2, now())", [agreed.question.id, second.id]);
  await desk.sql(
    "UPDATE console.approval SET ended_at = now(), ended_because = 'agreed', checker_id = $2, agreed_at = now() WHERE id = $1",
    [agreed.question.id, second.id],
  );
  expect(await write(`email = '${agreed.to}', email_changed_at = now() - interval '300 hours'`, other)).toBe(1);
  expect((await changedAt(other)).now).toBe(true);
});

test("what is kept of the question, once the tenant is erased, tells nobody whether an address that they guess was the one", async () => {
  const tenant = await world.given.tenant();
  const { id, to, question } = await asked(tenant);
  const hashOf = (facts: object) => createHash("sha256").update(JSON.stringify(facts)).digest("hex");
  const guess = { ...JSON.parse(question.params), emailBefore: tenant.owner.email, emailAfter: to };
  expect(guess.askedId, "is not kept with the question").toBeNull();
  const { askedId: _unknown, ...others } = guess;
  for (const known of [guess, others]) expect(hashOf(known)).not.toBe(question.seen);
  const [message] = await desk.wordsOf(id);
  expect(hashOf({ ...guess, askedId: message.id }), "only with what is erased with the tenant").toBe(question.seen);
  const elsewhere = await desk.sql(
    "SELECT 1 FROM console.audit_event WHERE payload::text LIKE '%' || $1 || '%' UNION ALL SELECT 1 FROM console.notice n WHERE to_jsonb(n)::text LIKE '%' || $1 || '%'",
    [message.id],
  );
  expect(elsewhere).toEqual([]);
});
