import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseClock } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { agreeTo, askSecondPerson, closeApproval, declineApproval, findApproval, voidApproval } from "./ask-second-person";

const KINDS = ["verify_request", "verify_return", "place_hold", "release_hold", "grant_refund"] as const;

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const inTx = <Result>(work: (tx: Tx, now: Date) => Promise<Result>) =>
  world.console.db.$transaction(async (tx) => work(tx, await databaseClock.now(tx)));
/** Whoever may ask this and agree to it. */
const ROLE = { place_hold: "grievance_officer", release_hold: "grievance_officer" } as const;
const person = async (kind: string = "grant_refund") => ({
  kind: "operator",
  id: (await world.given.operator(ROLE[kind as keyof typeof ROLE] ?? "support_agent")).id,
});
const facts = { amount: "1" };

/** Somebody asked `needed` others; answers with the subject and the maker. */
async function asked(kind: (typeof KINDS)[number], needed: 1 | 2 = 1) {
  const subjectId = randomUUID();
  const maker = await person(kind);
  await inTx((tx, now) => askSecondPerson(tx, kind, subjectId, maker.id, now, facts, needed));
  return { subjectId, maker };
}
const rowsOf = (subjectId: string) =>
  sql(
    `SELECT a.ended_because, a.checker_id, a.agreed_at, g.checker_id AS agreement_by, g.agreed_at AS agreement_at
       FROM console.approval a LEFT JOIN console.approval_agreement g ON g.approval_id = a.id WHERE a.subject_id = $1 ORDER BY g.agreed_at`,
    [subjectId],
  );

test.each(KINDS)("an agreement to %s is a row, and stands on the approval as before", async (kind) => {
  const { subjectId } = await asked(kind);
  const checker = await person(kind);
  expect(await inTx((tx, now) => closeApproval(tx, kind, subjectId, checker, now, facts))).toBe(true);
  const [row, ...more] = await rowsOf(subjectId);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ ended_because: "agreed", checker_id: checker.id, agreement_by: checker.id });
  expect(row?.agreed_at).toEqual(row?.agreement_at);
});
test("an approval that needs two people ends with the second of them, and not with the first", async () => {
  const { subjectId } = await asked("grant_refund", 2);
  const [first, second] = [await person(), await person()];
  const agree = (who: { id: string; kind: string }) => inTx((tx, now) => agreeTo(tx, "grant_refund", subjectId, who, now, facts));
  expect(await agree(first)).toMatchObject({ agreed: 1, needed: 2 });
  expect((await rowsOf(subjectId))[0]?.ended_because).toBeNull();
  expect(await outcomeOf(agree(first))).toEqual({ refused: "already_agreed" });
  expect(await agree(second)).toMatchObject({ agreed: 2, needed: 2 });
  expect((await rowsOf(subjectId)).map((row) => row.agreement_by)).toEqual([first.id, second.id]);
  expect(await agree(await person())).toBeNull();
});
test("two people who agree at the same instant are both counted, and it ends once", async () => {
  // Without a lock of the caller's the approval's own row must keep them apart.
  for (let round = 0; round < 20; round += 1) {
    const { subjectId } = await asked("grant_refund", 2);
    const two = [await person(), await person()];
    const met = await Promise.all(two.map((who) => inTx((tx, now) => agreeTo(tx, "grant_refund", subjectId, who, now, facts))));
    expect(met.map((one) => one?.agreed).sort()).toEqual([1, 2]);
    expect((await rowsOf(subjectId)).map((row) => row.ended_because)).toEqual(["agreed", "agreed"]);
  }
});
test("the maker, other facts, and 48 hours later: refused, and no row", async () => {
  const { subjectId, maker } = await asked("grant_refund");
  const agree = (who: { id: string; kind: string }, about: object = facts) =>
    outcomeOf(inTx((tx, now) => agreeTo(tx, "grant_refund", subjectId, who, now, about)));
  expect(await agree(maker)).toEqual({ refused: "maker_is_checker" });
  expect(await agree({ kind: "system", id: randomUUID() })).toEqual({ refused: "maker_is_checker" });
  expect(await agree(await person(), { amount: "2" })).toEqual({ refused: "approval_stale" });
  await sql(
    "UPDATE console.approval SET created_at = created_at - interval '48 hours', expires_at = expires_at - interval '48 hours' WHERE subject_id = $1",
    [subjectId],
  );
  expect(await agree(await person())).toEqual({ refused: "approval_stale" });
  expect(await inTx((tx, now) => findApproval(tx, "grant_refund", subjectId, now))).toBeNull();
  expect((await rowsOf(subjectId)).map((row) => row.agreement_by)).toEqual([null]);
});
test("an approval that was declined or voided is over for everybody", async () => {
  const declined = await asked("grant_refund");
  const [one, other] = [await person(), await person()];
  await inTx((tx, now) => declineApproval(tx, "grant_refund", declined.subjectId, one, now));
  const voided = await asked("grant_refund", 2);
  await inTx((tx, now) => agreeTo(tx, "grant_refund", voided.subjectId, one, now, facts));
  expect(await inTx((tx, now) => voidApproval(tx, "grant_refund", voided.subjectId, now, "edited"))).toBe(true);
  expect(await inTx((tx, now) => voidApproval(tx, "grant_refund", voided.subjectId, now, "edited"))).toBe(false);
  for (const { subjectId } of [declined, voided])
    expect(await inTx((tx, now) => agreeTo(tx, "grant_refund", subjectId, other, now, facts))).toBeNull();
  expect((await rowsOf(voided.subjectId))[0]).toMatchObject({ ended_because: "edited", checker_id: null });
});

test("the database itself refuses an approval that nobody agreed to, or not enough people", async () => {
  const { subjectId, maker } = await asked("grant_refund", 2);
  const [approval] = await sql("SELECT id FROM console.approval WHERE subject_id = $1", [subjectId]);
  const asConsole = (text: string, ...values: unknown[]) => world.console.db.$executeRawUnsafe(text, ...values);
  const agree = (checkerId: string) =>
    asConsole("INSERT INTO console.approval_agreement VALUES ($1::uuid, $2::uuid, clock_timestamp())", approval?.id, checkerId);
  const end = () =>
    asConsole(
      "UPDATE console.approval SET ended_at = clock_timestamp(), ended_because = 'agreed', agreed_at = clock_timestamp(), checker_id = $2::uuid WHERE id = $1::uuid",
      approval?.id,
      randomUUID(),
    );
  await expect(agree(maker.id)).rejects.toThrow("the maker is never the checker");
  const { id: checker } = await person();
  await agree(checker);
  await expect(agree(checker)).rejects.toThrow();
  await expect(end()).rejects.toThrow("as many as it needs");
  await expect(asConsole("UPDATE console.approval SET needed = 1 WHERE id = $1::uuid", approval?.id)).rejects.toThrow("stands");
  await expect(
    asConsole("UPDATE console.approval_agreement SET checker_id = $1::uuid WHERE checker_id = $2::uuid", randomUUID(), checker),
  ).rejects.toThrow("permission denied");
  await expect(asConsole("DELETE FROM console.approval_agreement WHERE checker_id = $1::uuid", checker)).rejects.toThrow(
    "permission denied",
  );
  await expect(
    asConsole(
      `INSERT INTO console.approval (id, kind, subject_id, facts_sha256, maker_id, created_at, expires_at, ended_at, ended_because)
       VALUES (gen_random_uuid(), 'grant_refund', gen_random_uuid(), 'x', gen_random_uuid(), now(), now(), now(), 'agreed')`,
    ),
  ).rejects.toThrow("begins open");
  await agree((await person()).id);
  await end();
});
