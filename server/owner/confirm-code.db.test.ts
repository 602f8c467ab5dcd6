import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { confirmCode } from "./confirm-code";
import { issueConfirmation } from "./issue-confirmation";
import { oneTimeCode } from "./one-time-code";

let world: World;
beforeAll(async () => {
  world = await testWorld(30);
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const issue = (request: { id: string; tenant: { id: string } }) =>
  world.console.db.$transaction(async (tx) =>
    issueConfirmation(tx, {
      purpose: "deletion",
      requestId: request.id,
      tenantId: request.tenant.id,
      now: await world.console.clock.now(tx),
      actor: { kind: "system" },
    }),
  );

async function sentCode() {
  const request = await world.given.receivedRequest({ isConfirmed: false });
  await issue(request);
  const [row] = await sql("SELECT * FROM console.confirmation WHERE request_id = $1", [request.id]);
  const code = oneTimeCode(row?.id);
  return { request, id: row?.id as string, code, wrong: String((Number(code) + 1) % 1_000_000).padStart(6, "0"), row };
}
const attemptsOf = async (id: string) => (await sql("SELECT attempts FROM console.confirmation WHERE id = $1", [id]))[0]?.attempts;

describe("a one-time code", () => {
  test("goes to the owner's address on file, lives ten minutes, and lies nowhere in the database", async () => {
    const { request, id, code, row } = await sentCode();
    const [notice] = await sql("SELECT * FROM console.notice WHERE subject_id = $1", [id]);
    expect(notice?.to_address).toBe(request.tenant.owner.email);
    expect(row?.expires_at.getTime() - row?.created_at.getTime()).toBe(600_000);
    for (const table of ["confirmation", "notice", "audit_event"]) {
      const rows = await sql(`SELECT to_jsonb(t)::text AS row FROM console.${table} t WHERE request_id = $1`, [request.id]);
      expect(rows.length, table).toBeGreaterThan(0);
      for (const found of rows) expect(JSON.stringify(Object.values(JSON.parse(found.row))), table).not.toContain(`"${code}"`);
    }
    const jobs = await sql("SELECT payload::text FROM graphile_worker._private_jobs");
    for (const job of jobs) expect(job.payload).not.toContain(code);
  });
  test("is taken once", async () => {
    const { id, code } = await sentCode();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => outcomeOf(confirmCode(world.console, id, code))));
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
  });
  test("of fifty wrong codes in parallel at most five are evaluated, and the right one is then refused", async () => {
    const { id, code, wrong } = await sentCode();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcomeOf(confirmCode(world.console, id, wrong))));
    expect(outcomes.every((outcome) => "refused" in outcome && outcome.refused === "code_not_accepted")).toBe(true);
    expect(await attemptsOf(id)).toBe(5);
    expect(await outcomeOf(confirmCode(world.console, id, code))).toEqual({ refused: "code_not_accepted" });
    expect(await sql("SELECT confirmed_at FROM console.confirmation WHERE id = $1", [id])).toEqual([{ confirmed_at: null }]);
  });
  test("is accepted at the fifth try", async () => {
    const { id, code, wrong } = await sentCode();
    for (let index = 0; index < 4; index += 1) await outcomeOf(confirmCode(world.console, id, wrong));
    expect(await outcomeOf(confirmCode(world.console, id, code))).toEqual({ value: { purpose: "deletion" } });
  });
  test("is refused after its ten minutes", async () => {
    const { id, code } = await sentCode();
    await sql(
      "UPDATE console.confirmation SET created_at = created_at - interval '10 minutes', expires_at = expires_at - interval '10 minutes' WHERE id = $1",
      [id],
    );
    expect(await outcomeOf(confirmCode(world.console, id, code))).toEqual({ refused: "code_not_accepted" });
  });
  test("unknown, wrong and used-up are refused with the same words", async () => {
    const { id, wrong } = await sentCode();
    const unknown = await outcomeOf(confirmCode(world.console, "00000000-0000-4000-8000-000000000000", "123456"));
    expect(unknown).toEqual(await outcomeOf(confirmCode(world.console, id, wrong)));
  });
  test("of one request does not open another", async () => {
    const [mine, other] = [await sentCode(), await sentCode()];
    expect(await outcomeOf(confirmCode(world.console, other.id, mine.code))).toEqual({ refused: "code_not_accepted" });
  });
});

describe("sending another", () => {
  test("is refused while one lives, and for fifteen minutes after five wrong tries", async () => {
    const { request, id, wrong } = await sentCode();
    expect(await outcomeOf(issue(request))).toEqual({ refused: "code_still_open" });
    for (let index = 0; index < 5; index += 1) await outcomeOf(confirmCode(world.console, id, wrong));
    expect(await outcomeOf(issue(request))).toEqual({ refused: "code_paused" });
    await sql("UPDATE console.confirmation SET ended_at = ended_at - interval '15 minutes' WHERE id = $1", [id]);
    expect(await outcomeOf(issue(request))).toHaveProperty("value");
  });
});
