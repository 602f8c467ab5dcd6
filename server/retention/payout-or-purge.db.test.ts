import { afterAll, beforeAll, expect, test } from "vitest";
import { reserveRefund } from "@/server/refund/reserve-refund";
import { type Simulators, startSimulators } from "@/server/testing/gateways";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";

const RACES = 400;
const AT_ONCE = 6;

let world: World;
let streets: Simulators;
beforeAll(async () => {
  [world, streets] = await Promise.all([testWorld(AT_ONCE * 2), startSimulators()]);
});
afterAll(async () => {
  await streets.stop();
  await world.end();
});

/** The payout up to its commit, as the worker runs it; the gateway is not called here. */
async function reserve(id: string): Promise<string> {
  await reserveRefund({ ...world.console, openGateway: () => streets.cashfree.gateway }, id);
  return (await world.console.db.refund.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
}

/** The one that is ahead waits for so many round trips to the database: no clock, and steered to where the two meet. */
async function after(roundTrips: number): Promise<void> {
  for (let left = roundTrips; left > 0; left -= 1) await world.console.db.$queryRaw`SELECT 1`;
}

async function race(payoutWaits: number): Promise<"payout" | "purge"> {
  const tenant = await world.given.tenant();
  const refund = await world.given.refund({ purchase: await world.given.purchase({ tenant, agoMs: 40 * 86_400_000 }), state: "granted" });
  const { request } = await world.given.tenantInRetention({ tenant, dueInMs: -1_000 });
  const [paid, purged] = await Promise.all([
    after(payoutWaits).then(() => reserve(refund.id)),
    outcomeOf(beginPurge(world.purge, request.id)),
  ]);
  expect([paid, purged]).toEqual(
    paid === "submitted" ? ["submitted", { refused: "payout_under_way" }] : ["declined", { value: undefined }],
  );
  return paid === "submitted" ? "payout" : "purge";
}

test(`of ${RACES} races between a payout and a purge exactly one wins, every time, and the other leaves nothing behind`, async () => {
  const wins = { payout: 0, purge: 0 };
  let left = RACES;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      let payoutWaits = 3;
      while (left > 0) {
        left -= 1;
        const won = await race(payoutWaits);
        wins[won] += 1;
        payoutWaits = Math.max(0, payoutWaits + (won === "payout" ? 1 : -1));
      }
    }),
  );
  const { rows } = await world.database.ownerPool.query(
    `SELECT d.state AS request, r.state AS refund, count(*)::int AS total, sum(e.entries)::int AS entries, sum(p.runs)::int AS runs
     FROM console.refund r JOIN console.deletion_request d ON d.tenant_id = r.tenant_id
       CROSS JOIN LATERAL (SELECT count(*) AS entries FROM platform.credit_entry c WHERE c.refund_id = r.id) e
       CROSS JOIN LATERAL (SELECT count(*) AS runs FROM console.purge_run q WHERE q.request_id = d.id) p GROUP BY 1, 2 ORDER BY 2`,
  );
  expect(rows).toEqual([
    { request: "retained", refund: "submitted", total: wins.payout, entries: wins.payout, runs: 0 },
    { request: "purging", refund: "declined", total: wins.purge, entries: 0, runs: wins.purge },
  ]);
  expect(wins.payout + wins.purge).toBe(RACES);
  // A race that always ends the same way is none.
  expect(Math.min(wins.payout, wins.purge)).toBeGreaterThan(RACES / 20);
}, 180_000);
