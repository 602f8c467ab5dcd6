import { afterAll, beforeAll, expect, test } from "vitest";
import { beginPurge } from "@/server/retention/begin-purge";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { reactivateTenant } from "./reactivate-tenant";

const RACES = 1_000;
const AT_ONCE = 8;

let world: World;
beforeAll(async () => {
  world = await testWorld(AT_ONCE * 2);
});
afterAll(() => world.end());

/** The worker keeps asking, as the sweep does, until the purge has begun or the tenant has come back. */
async function purgeUntilDecided(requestId: string): Promise<"purging" | "reactivated"> {
  for (;;) {
    const outcome = await outcomeOf(beginPurge(world.purge, requestId));
    if (!("refused" in outcome)) return "purging";
    if (outcome.refused === "not_from_reactivated") return "reactivated";
    expect(outcome.refused).toBe("window_open");
  }
}

/** One race around the closing instant, by the database's own clock: the owner's return against the worker's purge. */
async function race(dueInMs: number): Promise<string> {
  const operator = await world.given.operator("support_agent");
  const retention = await world.given.tenantInRetention({ dueInMs });
  await world.given.returnRequest({ retention });
  const { request, tenant } = retention;
  const back = outcomeOf(reactivateTenant(world.console, { kind: "operator", id: operator.id }, request.id, request.version, tenant.name));
  const [returned, purged] = await Promise.all([back, purgeUntilDecided(request.id)]);
  const won = "value" in returned ? "reactivated" : "purging";
  if ("refused" in returned) expect(["window_closed", "stale_screen", "not_from_purging"]).toContain(returned.refused);
  expect(purged).toBe(won);
  return won;
}

// proves: D6.6
test(`of ${RACES} races between a return and a purge at the closing instant exactly one wins, every time`, async () => {
  const wins: Record<string, number> = {};
  let left = RACES;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      let dueInMs = 100;
      while (left > 0) {
        left -= 1;
        const won = await race(dueInMs);
        // Steers the closing instant to where the two meet on this machine, so that neither side wins by default.
        dueInMs = Math.max(5, dueInMs + (won === "purging" ? 3 : -3));
        wins[won] = (wins[won] ?? 0) + 1;
      }
    }),
  );
  const { rows } = await world.database.ownerPool.query(
    `SELECT r.state, d.ended_because, count(*)::int AS total,
         count(*) FILTER (WHERE EXISTS (SELECT 1 FROM console.purge_run p WHERE p.request_id = r.id))::int AS runs
       FROM console.deletion_request r JOIN console.deactivation d ON d.request_id = r.id GROUP BY 1, 2 ORDER BY 1`,
  );
  expect(rows).toEqual(
    [
      { state: "purging", ended_because: null, total: wins.purging, runs: wins.purging },
      { state: "reactivated", ended_because: "reactivated", total: wins.reactivated, runs: 0 },
    ].filter((row) => row.total),
  );
  expect((wins.purging ?? 0) + (wins.reactivated ?? 0)).toBe(RACES);
  // A race that always ends the same way is none.
  expect(Math.min(wins.purging ?? 0, wins.reactivated ?? 0)).toBeGreaterThan(0);
}, 180_000);
