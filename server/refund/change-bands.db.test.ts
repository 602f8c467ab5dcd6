import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { databaseClock } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { metBy, refundDesk } from "@/server/testing/refund-desk";
import { testWorld, type World } from "@/server/testing/world";
import { changeBands } from "./change-bands";
import { countCheckers } from "./count-checkers";
import { openOwnerDeps } from "./open-owner-deps";
import { type Bands, grantBy } from "./refund";

let world: World;
let owner: { deps: Deps; close: () => Promise<void> };
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await testWorld();
  owner = openOwnerDeps(world.database.url);
  desk = refundDesk(world);
});
afterAll(async () => {
  await owner.close();
  await world.end();
});
const AT_FIRST = { aloneUpToPaise: 100_000n, twoAbovePaise: 1_000_000n };
afterEach(() => changeBands(owner.deps, AT_FIRST));
const changes = () => desk.sql("SELECT actor_kind, payload FROM console.audit_event WHERE type = 'refund.bands_changed' ORDER BY id");

describe("the bands", () => {
  test("begin as R5 says, change by their owner's hand, and the change is in the book", async () => {
    expect(await changeBands(owner.deps, {})).toEqual({ before: AT_FIRST, after: AT_FIRST });
    expect(await changes()).toEqual([]);
    const after = { aloneUpToPaise: 50_000n, twoAbovePaise: 1_000_000n };
    expect(await changeBands(owner.deps, { aloneUpToPaise: 50_000n })).toEqual({ before: AT_FIRST, after });
    expect(await changes()).toEqual([
      {
        actor_kind: "system",
        payload: { aloneUpToPaise: "50000", twoAbovePaise: "1000000", aloneUpToPaiseBefore: "100000", twoAbovePaiseBefore: "1000000" },
      },
    ]);
    const { id } = await desk.lodged(100_000, { amountPaise: 50_001n });
    expect(await desk.as(await desk.person()).propose({ refundId: id, version: 1 })).toMatchObject({ checkersNeeded: 1 });
  });
  test.each([
    { wish: { aloneUpToPaise: -1n } },
    { wish: { aloneUpToPaise: 1_000_001n } },
    { wish: { twoAbovePaise: 99_999n } },
    { wish: { twoAbovePaise: 1_000_000_001n } },
  ])("are refused where they make no sense: $wish", async ({ wish }) => {
    expect(await metBy(changeBands(owner.deps, wish as Partial<Bands>))).toBe("bands_make_no_sense");
  });
  test("are refused to the console's own role", async () => {
    expect(await metBy(changeBands(world.console, { aloneUpToPaise: 1_000_000n }))).toBe("bands_are_the_owners");
  });
  test("that became narrower hold for what was proposed before", async () => {
    const { id } = await desk.lodged(500_000);
    await desk.as(await desk.person()).propose({ refundId: id, version: 1 });
    await changeBands(owner.deps, { aloneUpToPaise: 0n, twoAbovePaise: 10_000n });
    const factsSha256 = await desk.hashOf(id);
    expect(await metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256 }))).toBe("refund_changed");
  });
  test("are said and set by the command, which says no in a sentence", async () => {
    const run = async (...args: string[]) => {
      const env = { PATH: process.env.PATH, NODE_ENV: "production", DATABASE_URL: world.database.url } as NodeJS.ProcessEnv;
      const cli = ["--import", "tsx", "server/refund/change-bands.cli.ts"];
      return promisify(execFile)(process.execPath, [...cli, ...args], { env }).then(
        ({ stdout }) => stdout.trim(),
        ({ stderr }) => `refused: ${stderr.trim()}`,
      );
    };
    expect(await run()).toBe("now:    alone up to ₹1,000.00, one other person up to ₹10,000.00, two above it");
    expect(await run("--alone-up-to", "500.50", "--two-above", "5000")).toBe(
      "before: alone up to ₹1,000.00, one other person up to ₹10,000.00, two above it\nafter:  alone up to ₹500.50, one other person up to ₹5,000.00, two above it",
    );
    expect(await run("--alone-up-to", "6000")).toMatch(/^refused: The amount for one person .* Nothing was changed\.$/);
    expect(await run("--alone-up-to", "1,000")).toMatch(/^refused: "1,000" is no amount in rupees\./);
    expect(await run("--alone", "1")).toMatch(/^refused: usage:/);
  });
});

test("the console and the database count the same people for a grant", async () => {
  const SEEDED = 12;
  const makers = await Promise.all([desk.person(), desk.person(), desk.person()]);
  const pick = generator(20_261_124);
  const met = { 0: 0, 1: 0, 2: 0 };
  for (let round = 0; round < SEEDED; round += 1) {
    const tenant = await world.given.tenant();
    const purchases = await Promise.all([1, 2].map(() => world.given.purchase({ tenant, taxablePaise: 2_000_000 })));
    const asked = [];
    for (let nth = 0; nth < 6; nth += 1) {
      const state = (["requested", "granted", "submitted", "succeeded", "failed", "declined"] as const)[pick(6)] ?? "requested";
      const purchase = purchases[pick(2)] as (typeof purchases)[0];
      const amountPaise = BigInt([100, 39_999, 40_000, 60_000, 100_000, 399_999, 560_000][pick(7)] ?? 100);
      const refund = await world.given.refund({ purchase, amountPaise, state, makerId: makers[pick(3)]?.id });
      await backdate(refund.id, { hours: [0, 23, 24, 25][pick(4)] ?? 0, checkers: pick(2) });
      asked.push(refund.id);
    }
    const now = await databaseClock.now(world.console.db);
    for (const id of asked)
      for (const maker of makers) {
        const { needed } = await countCheckers(world.console.db, grantBy(maker.id, await desk.refundOf(id)), now);
        const [row] = await desk.sql("SELECT console.checkers_needed(r, $2, $3) AS needed FROM console.refund r WHERE id = $1", [
          id,
          maker.id,
          now,
        ]);
        expect(row?.needed, `${id} by ${maker.id}`).toBe(needed);
        met[needed] += 1;
      }
  }
  for (const often of Object.values(met)) expect(often).toBeGreaterThan(10);
});

/** Moves a grant into the past and gives it checkers, past the guards. */
async function backdate(id: string, { hours, checkers }: { hours: number; checkers: number }): Promise<void> {
  const client = await world.database.ownerPool.connect();
  await client.query("SET session_replication_role = replica");
  await client.query("UPDATE console.refund SET granted_at = granted_at - $2 * interval '1 hour', checkers_needed = $3 WHERE id = $1", [
    id,
    hours,
    checkers,
  ]);
  await client.query("SET session_replication_role = DEFAULT");
  client.release();
}

/** The same numbers in every run (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
