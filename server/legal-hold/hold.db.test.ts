import { afterAll, beforeAll, expect, test } from "vitest";
import { COVERED_SINCE, classesHeldBy, DATA_GROUPS, ERASE_CLASSES } from "@/server/retention/inventory";
import { testWorld, type World } from "@/server/testing/world";
import { heldClasses, isHeld } from "./hold";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const HOUR = 3_600_000;
/** The same numbers each time: a combination that fails can be looked at. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const SINCE = Object.entries(COVERED_SINCE);

/** As an order was written down before these classes came to its groups. */
async function asPlacedBefore(id: string, heldClasses: string[]): Promise<string[]> {
  const then = heldClasses.filter((name) => !SINCE.some(([, names]) => names.includes(name)));
  await asNobody("UPDATE console.legal_hold SET held_classes = $2 WHERE id = $1", [id, then]);
  return then;
}

async function asNobody(text: string, values: unknown[]): Promise<void> {
  const client = await world.database.ownerPool.connect();
  await client.query("SET session_replication_role = replica");
  await client.query(text, values);
  await client.query("SET session_replication_role = origin");
  client.release();
}

test.each(SINCE)("an order over %s keeps also what has come to it since, and one over anything else does not", async (group, names) => {
  for (const scope of [group, "keys"]) {
    const tenant = await world.given.tenant();
    const { id } = await world.given.hold({ tenant, scope: [scope], isAgreed: true });
    const then = await asPlacedBefore(id, classesHeldBy([scope]));
    for (const name of names) {
      expect(then).not.toContain(name);
      const { rows } = await world.database.ownerPool.query("SELECT console.is_held($1, $2, now()) AS held", [tenant.id, name]);
      expect([name, rows[0]?.held]).toEqual([name, scope === group]);
      expect(isHeld(heldClasses([{ scope: [scope], heldClasses: then, releasedAt: null }], null, new Date(0)), name)).toBe(scope === group);
    }
  }
});

test("the database and the code give the same answer, class by class, at every edge of many combinations", async () => {
  const roll = dice(2026);
  const pool = world.database.ownerPool;
  let held = 0;
  let free = 0;
  for (let round = 0; round < 150; round += 1) {
    const { tenant, purgeDueAt } = await world.given.tenantInRetention({ dueInMs: (roll(5) - 3) * 24 * HOUR });
    const isDeactivated = roll(4) > 0;
    // Reactivated inside its window: the tenant's clock stands for nothing any more.
    if (!isDeactivated)
      await pool
        .query("UPDATE console.deactivation SET ended_at = deactivated_at, ended_because = 'reactivated' WHERE tenant_id = $1", [tenant.id])
        .catch(() =>
          asNobody("UPDATE console.deactivation SET ended_at = deactivated_at, ended_because = 'reactivated' WHERE tenant_id = $1", [
            tenant.id,
          ]),
        );
    const releases = [null, purgeDueAt.getTime() - 1, purgeDueAt.getTime(), purgeDueAt.getTime() + 1, purgeDueAt.getTime() + 30 * HOUR];
    const holds: { scope: string[]; heldClasses: string[]; releasedAt: Date | null }[] = [];
    for (let count = roll(4); count > 0; count -= 1) {
      const scope = roll(5) === 0 ? ["everything"] : DATA_GROUPS.filter(() => roll(3) === 0);
      if (scope.length === 0) scope.push("keys");
      const at = releases[roll(releases.length)] ?? null;
      const releasedAt = at === null ? null : new Date(at);
      const { id } = await world.given.hold({ tenant, scope, isAgreed: true, placedHoursAgo: 1, ...(releasedAt ? { releasedAt } : {}) });
      const heldClasses = roll(3) === 0 ? await asPlacedBefore(id, classesHeldBy(scope)) : classesHeldBy(scope);
      holds.push({ scope, heldClasses, releasedAt });
    }
    const edges = [...releases.slice(1), ...releases.slice(1).map((at) => Number(at) + 48 * HOUR)];
    const instants = edges.flatMap((at) => [-1, 0, 1].map((ms) => new Date(Number(at) + ms)));
    const classes = ERASE_CLASSES.map(({ name }) => name);
    const { rows } = await pool.query<{ at: Date; class: string; held: boolean }>(
      `SELECT i.at, c.class, console.is_held($1, c.class, i.at) AS held FROM unnest($2::timestamptz[]) AS i (at), unnest($3::text[]) AS c (class)`,
      [tenant.id, instants, classes],
    );
    expect(rows).toHaveLength(instants.length * classes.length);
    for (const row of rows) {
      const answer = isHeld(heldClasses(holds, isDeactivated ? purgeDueAt : null, row.at), row.class);
      if (answer !== row.held)
        expect({ round, at: row.at, class: row.class, holds, purgeDueAt, isDeactivated, code: answer }).toEqual({ database: row.held });
      if (row.held) held += 1;
      else free += 1;
    }
  }
  // A comparison in which everything were held, or nothing, would prove little.
  expect(Math.min(held, free)).toBeGreaterThan(5_000);
}, 120_000);

test("says until when: never while an order stands, else the last after-hold's end", () => {
  const due = new Date("2026-12-01T00:00:00.000Z");
  const at = (hours: number) => new Date(due.getTime() + hours * HOUR);
  const ended = (hours: number) => ({ scope: ["keys"], heldClasses: ["api_key"], releasedAt: at(hours) });
  expect(heldClasses([ended(1), ended(5)], due, at(10)).until).toEqual(at(53));
  expect(heldClasses([ended(1), { ...ended(5), releasedAt: null }], due, at(10)).until).toBeNull();
  expect(heldClasses([ended(1)], due, at(49))).toEqual({ everything: false, classes: [], until: null });
  expect(heldClasses([ended(-1)], due, at(0))).toEqual({ everything: false, classes: [], until: null });
});
