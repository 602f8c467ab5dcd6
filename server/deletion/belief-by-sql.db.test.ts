import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseClock } from "@/server/lib/clock";
import { sqlState } from "@/server/lib/db";
import { testWorld, type World } from "@/server/testing/world";
import { gatherFacts } from "./gather-facts";
import { decide } from "./lifecycle";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const verifyBySql = (id: string) =>
  world.console.db.$executeRawUnsafe(
    "UPDATE console.deletion_request SET state = 'verified', version = version + 1 WHERE id = $1::uuid",
    id,
  );
/** Somebody who asked nobody and lodged nothing. */
const alone = { kind: "operator", id: "018f0000-0000-7000-8000-00000000aaaa" } as const;

const EVIDENCE = [{}, { domain: "not_authenticated" }, { organisation: "organisation_near_miss" }, { domain: "forged" }] as const;
const MAIL = EVIDENCE.flatMap((evidence) => [null, 30, 200].map((changedHours) => ({ channel: "mail" as const, evidence, changedHours })));
const OTHERS = (["dashboard", "operator"] as const).flatMap((channel) =>
  [null, 30, 200].map((changedHours) => ({ channel, evidence: undefined, changedHours })),
);
const WISHES = [...MAIL, ...OTHERS].flatMap((wish) => [false, true].map((inPerson) => ({ ...wish, inPerson })));

test("whoever holds the console's password believes alone exactly what one person may believe alone", async () => {
  for (const { channel, evidence, changedHours, inPerson } of WISHES) {
    const { id, tenant } = await world.given.receivedRequest({ channel, evidence });
    if (changedHours !== null)
      await sql(
        `SET session_replication_role = replica; UPDATE platform.team_member SET became_owner_at = now() - interval '${changedHours} hours' WHERE tenant_id = '${tenant.id}' AND role = 'owner'; SET session_replication_role = origin`,
      );
    await sql("UPDATE console.confirmation SET confirmed_at = now(), is_in_person = $2 WHERE request_id = $1", [id, inPerson]);
    const now = await databaseClock.now(world.console.db);
    const { facts } = await gatherFacts(world.console.db, id, now);
    const met = decide(facts, "verify", alone, now);
    const written = await verifyBySql(id).catch((error: unknown) => sqlState(error));
    const what = JSON.stringify({ channel, evidence, changedHours, inPerson, met });
    expect(written, what).toBe(met.allowed ? 1 : "CM007");
  }
});
test("a letter of somebody who is the owner no more proves nothing to the database either", async () => {
  const { id, tenant } = await world.given.receivedRequest();
  await sql(
    `SET session_replication_role = replica; UPDATE platform.team_member SET email = 'next@elsewhere.example' WHERE tenant_id = '${tenant.id}' AND role = 'owner'; SET session_replication_role = origin`,
  );
  expect(await verifyBySql(id).catch((error: unknown) => sqlState(error))).toBe("CM007");
});
