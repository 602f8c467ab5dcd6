import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatherFacts } from "@/server/deletion/gather-facts";
import { newId } from "@/server/lib/ids";
import { answersDesk } from "@/server/testing/answers-desk";
import type { GivenTenant } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import type { Officer } from "./act-on-case";
import { agreeToAddress } from "./agree-to-address";
import { answerForm } from "./answer.queries";
import { applyCorrection, type Correction } from "./apply-correction";
import { endConsent } from "./end-consent";
import { linkCase } from "./link-case";
import { revealAddresses } from "./reveal-addresses";
import { takeDown } from "./take-down";
import { tellAsked } from "./tell-asked";

let world: World;
let desk: ReturnType<typeof answersDesk>;
let farah: Officer;
beforeAll(async () => {
  world = await testWorld();
  desk = answersDesk(world);
  farah = await desk.officer();
});
afterAll(() => world.end());

const apply = (grievanceId: string, correction: Omit<Correction, "grievanceId" | "seenVersion">) =>
  applyCorrection(world.console, farah, { grievanceId, seenVersion: 1, ...correction });
const askedOf = async (id: string) =>
  (await desk.sql("SELECT facts_sha256 FROM console.approval WHERE subject_id = $1 AND ended_at IS NULL", [id]))[0].facts_sha256 as string;
/** As the second person does: reads both addresses, then agrees. */
const agreeTo = async (one: Officer, id: string, seen: string) => {
  await revealAddresses(world.console, one, id, seen);
  await agreeToAddress(world.console, one, id, seen);
};
const memberOf = async ({ owner }: GivenTenant) => (await desk.sql("SELECT * FROM platform.team_member WHERE id = $1", [owner.id]))[0];
const tenantOf = async ({ id }: GivenTenant) => (await desk.sql("SELECT * FROM platform.tenant WHERE id = $1", [id]))[0];

describe("a correction (DPDPA s.12)", () => {
  // proves: D7.5
  test("changes the one field, keeps before and after in the case, is told, and stands in the book without either", async () => {
    const tenant = await world.given.tenant();
    const { id, number } = await desk.correction(tenant, "person_name", "Asha M. Menon");
    await apply(id, { field: "person_name", to: "Asha M. Menon", seenFrom: "Owner of it" });
    expect(await memberOf(tenant)).toMatchObject({ name: "Asha M. Menon", email: tenant.owner.email, email_changed_at: null });
    expect((await desk.wordsOf(id)).at(-1)).toMatchObject({
      ...{ author: "system", correction_field: "person_name", correction_from: "Owner of it", correction_to: "Asha M. Menon" },
    });
    expect((await desk.mailsOf(number)).map(({ kind, params }) => [kind, params.field])).toContainEqual([
      "profile_corrected",
      "person_name",
    ]);
    const event = (await desk.eventsOf(id)).at(-1);
    expect(event).toMatchObject({ type: "grievance.corrected", tenant_id: tenant.id });
    expect(event.payload).toEqual({ grievanceId: id, field: "person_name" });
    expect(await desk.rowOf(id)).toMatchObject({ state: "open" });
  });

  test("shows who answers what the field says that is to be changed, and nothing else of the profile", async () => {
    const tenant = await world.given.tenant();
    const asked = await desk.correction(tenant, "person_name", "Asha M. Menon");
    const { correction } = await answerForm(world.console, farah, asked.id);
    expect(correction?.profile).toEqual({ person_name: (await memberOf(tenant)).name });
  });

  test("of the organisation is found by its new name, and a GSTIN is written in capitals", async () => {
    const tenant = await world.given.tenant();
    const named = await desk.correction(tenant, "organisation_name", "Chái Point");
    await apply(named.id, { field: "organisation_name", to: "Chái  Point", seenFrom: tenant.name });
    const taxed = await desk.correction(tenant, "gstin", "29ABCDE1234F1Z5");
    await apply(taxed.id, { field: "gstin", to: "29abcde1234f1z5", seenFrom: null });
    expect(await tenantOf(tenant)).toMatchObject({ name: "Chái Point", name_normalised: "chai point", gstin: "29ABCDE1234F1Z5" });
  });

  test("of the address ends what was signed in and sent, tells both addresses, and makes a second person needed for a week (V7)", async () => {
    const request = await world.given.receivedRequest();
    const { tenant } = request;
    await world.given.session(tenant);
    await desk.sql(
      "INSERT INTO console.owner_session (id, tenant_id, member_id, language, signed_in_at) VALUES (gen_random_uuid(), $1, $2, 'en', now())",
      [tenant.id, tenant.owner.id],
    );
    const { id, number } = await desk.correction(tenant, "person_email", `New-${tenant.owner.email}`);
    const colleague = await desk.officer();
    expect(await apply(id, { field: "person_email", to: `New-${tenant.owner.email}`, seenFrom: tenant.owner.email })).toEqual({
      waitsForSecond: true,
    });
    expect((await memberOf(tenant)).email).toBe(tenant.owner.email);
    await agreeTo(colleague, id, await askedOf(id));
    expect((await memberOf(tenant)).email).toBe(`new-${tenant.owner.email}`);
    for (const table of ["console.owner_session", "platform.member_session"])
      expect(await desk.sql(`SELECT 1 FROM ${table} WHERE member_id = $1 AND ended_at IS NULL`, [tenant.owner.id]), table).toEqual([]);
    const told = (await desk.mailsOf(number)).filter(({ kind }) => kind === "profile_corrected").map(({ to_address }) => to_address);
    expect(told.toSorted()).toEqual([`new-${tenant.owner.email}`, tenant.owner.email]);
    const now = await world.console.clock.now(world.console.db);
    const { facts } = await world.console.db.$transaction((tx) => gatherFacts(tx, request.id, now));
    expect(now.getTime() - (facts.ownerChangedAt?.getTime() ?? 0)).toBeLessThan(60_000);
    expect(facts.codeConfirmed, "a code typed at the old address proves nothing any more").toBe(false);
  });

  test("is refused for a value that is taken, malformed, the same, or stands otherwise by now; and nothing is changed", async () => {
    const [tenant, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    const from = tenant.owner.email;
    const email = (to: string, seenFrom: string = from) => ({ field: "person_email", to, seenFrom }) as const;
    const refusals = [
      ["desk_value_taken", email(neighbour.owner.email)],
      ["desk_phone", { field: "person_phone", to: "call me", seenFrom: null }],
      ["correction_same", email(from.toUpperCase())],
      ["desk_changed", email("asha@new.example", "older@t.example")],
    ] as const;
    for (const [code, correction] of refusals) {
      const { id } = await desk.correction(tenant, correction.field, correction.to);
      expect(await outcomeOf(apply(id, correction)), code).toEqual({ refused: code });
      expect(await desk.wordsOf(id)).toHaveLength(1);
    }
    expect(await memberOf(tenant)).toMatchObject({ email: from, phone: null });
  });

  test("writes the field and the value that the person asked for, and no others", async () => {
    const tenant = await world.given.tenant();
    const { id } = await desk.correction(tenant, "person_name", "Asha M");
    const seenFrom = tenant.owner.email;
    for (const wish of [
      { field: "person_email", to: "farah.private@elsewhere.example", seenFrom },
      { field: "person_name", to: "Somebody Else", seenFrom: "Owner of it" },
    ] as const)
      expect(await outcomeOf(apply(id, wish))).toEqual({ refused: "desk_not_asked" });
    // Nor does anybody put words into the mouth of who wrote them down themselves.
    const told = { grievanceId: id, field: "person_email", to: "farah.private@elsewhere.example", seenVersion: 1 } as const;
    expect(await outcomeOf(tellAsked(world.console, farah, told))).toEqual({ refused: "desk_asked_themselves" });
    expect(await memberOf(tenant)).toMatchObject({ name: "Owner of it", email: tenant.owner.email });
  });

  test("of an address is agreed to by somebody else, who wrote nothing of it down, and the database lets no other address in", async () => {
    const tenant = await world.given.tenant();
    const [naveen, third] = [await desk.officer(), await desk.officer()];
    const id = newId();
    const person = { name: "Asha", email: null, phone: "+91 98450 12345", postal: null };
    await takeDown(world.console, naveen, {
      ...{ formId: id, kind: "correction", topic: "other", words: "My address has changed.", language: "en", handedIn: "telephone" },
      ...{ tenantId: tenant.id, person },
    });
    const to = "asha.new@elsewhere.example";
    expect(await outcomeOf(apply(id, { field: "person_email", to, seenFrom: null }))).toEqual({ refused: "desk_no_member" });
    await linkCase(world.console, farah, id, { memberId: tenant.owner.id });
    const wish = { field: "person_email", to, seenFrom: tenant.owner.email } as const;
    const ask = (seenVersion: number) => applyCorrection(world.console, third, { grievanceId: id, seenVersion, ...wish });
    expect(await outcomeOf(ask(2))).toEqual({ refused: "desk_not_asked" });
    await tellAsked(world.console, farah, { grievanceId: id, field: "person_email", to, seenVersion: 2 });
    await ask(3);
    const seen = await askedOf(id);
    for (const one of [third, farah, naveen])
      for (const act of [revealAddresses, agreeToAddress])
        expect(await outcomeOf<unknown>(act(world.console, one, id, seen))).toEqual({ refused: "maker_is_checker" });
    const write = (email: string) =>
      world.console.db
        .$executeRaw`UPDATE platform.team_member SET email = ${email} WHERE tenant_id = ${tenant.id}::uuid AND id = ${tenant.owner.id}::uuid`;
    await expect(write(to)).rejects.toThrow("second person agrees");
    await agreeTo(await desk.officer(), id, seen);
    expect((await memberOf(tenant)).email).toBe(to);
    for (const other of ["somebody@elsewhere.example", tenant.owner.email])
      await expect(write(other)).rejects.toThrow("second person agrees");
    expect((await desk.eventsOf(id)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(["grievance.asked_told", "grievance.address_asked", "grievance.corrected"]),
    );
  });

  test("is refused while the tenant is sealed, by the verb and by the database", async () => {
    const { tenant } = await world.given.tenantInRetention();
    const { id } = await desk.correction(tenant, "person_name", "Asha");
    expect(await outcomeOf(apply(id, { field: "person_name", to: "Asha", seenFrom: "Owner of it" }))).toEqual({ refused: "desk_sealed" });
    const { db } = world.console;
    const where = { tenantId_id: { tenantId: tenant.id, id: tenant.owner.id } };
    await expect(db.teamMember.update({ where, data: { name: "Asha" } })).rejects.toThrow(/sealed/);
  });

  test("is all that the console may write to a profile: no other column, and nothing of whoever has no correction open", async () => {
    const tenant = await world.given.tenant();
    const { db } = world.console;
    const rename = () =>
      db.$executeRaw`UPDATE platform.team_member SET name = 'Somebody' WHERE tenant_id = ${tenant.id}::uuid AND id = ${tenant.owner.id}::uuid`;
    expect(await rename()).toBe(0);
    expect(await db.$executeRaw`UPDATE platform.tenant SET name = 'Other' WHERE id = ${tenant.id}::uuid`).toBe(0);
    await desk.complaint(tenant);
    expect(await rename()).toBe(0);
    await desk.correction(tenant, "person_phone", "+91 98450 12345");
    expect(await rename()).toBe(1);
    for (const set of ["role = 'admin'", "became_owner_at = now()", "tenant_id = tenant_id"])
      await expect(db.$executeRawUnsafe(`UPDATE platform.team_member SET ${set}`), set).rejects.toThrow(/permission denied/);
    await expect(db.$executeRawUnsafe("UPDATE platform.tenant SET plan = 'free'")).rejects.toThrow(/permission denied/);
  });
});

test("a consent that is taken back at the desk ends as one press on the person's own pages would end it", async () => {
  const tenant = await world.given.tenant();
  const colleague = await world.given.member({ tenant });
  for (const member of [tenant.owner.id, colleague.id])
    await desk.sql(
      `INSERT INTO console.consent (id, tenant_id, member_id, category, is_given, text_version, language, answered_by, answered_at)
       VALUES (gen_random_uuid(), $1, $2, 'analytics', true, '2026-11-25', 'en', 'banner', now())`,
      [tenant.id, member],
    );
  const { id } = await desk.consent(tenant);
  expect(await endConsent(world.console, farah, { grievanceId: id, seenVersion: 1 })).toEqual({ answers: 1 });
  expect(
    await desk.sql("SELECT member_id, ended_by FROM console.consent WHERE tenant_id = $1 AND ended_at IS NOT NULL", [tenant.id]),
  ).toEqual([{ member_id: tenant.owner.id, ended_by: "desk" }]);
  expect((await desk.eventsOf(id)).at(-1)).toMatchObject({ type: "grievance.consent_ended", payload: { grievanceId: id, answers: 1 } });
  expect(await outcomeOf(endConsent(world.console, farah, { grievanceId: id, seenVersion: 1 }))).toEqual({ refused: "desk_no_consent" });
});
