import { rename } from "node:fs/promises";
import { places } from "../fixtures/places";
import { sumOf } from "../fixtures/tenant";
import { expect, test } from "../fixtures/test";

test("a step of a purge that breaks is red and explained, is tried again at once by whoever mended it, and turns green", async ({
  tenant,
  build,
  meera,
  arjun,
  cases,
  belongings,
  pool,
}) => {
  test.setTimeout(200_000);
  const { request } = await build.tenantInRetention({ tenant, dueInMs: -1_000 });
  const key = `purge:${request.id}`;
  await rename(places.files(), `${places.files()}.away`);
  try {
    await test.step("the object store is away: the step is red and says what mends it, and nothing that hangs on it is gone", async () => {
      await cases.sweep();
      await meera.open(request);
      const step = meera.panel("Purge").getByRole("listitem").filter({ hasText: "Recordings in storage" });
      await expect(step).toContainText("failed", { timeout: 20_000 });
      await expect(step).toContainText("The object store does not answer");
      await expect(meera.panel("Purge")).toContainText("A step broke. It is tried again by itself");
      await meera.go("/console");
      await expect(
        meera
          .panel("Alerts")
          .getByRole("link")
          .filter({ hasText: `DR-${request.number}` }),
      ).toContainText("A purge is incomplete");
      expect((await belongings(tenant)).rows.message).toBe(1);
    });
    await test.step("its next try by itself is far away", async () => {
      const push = "UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour' WHERE key = $1 AND locked_at IS NULL";
      // Where the sweep of the minute met the first try, there is no other before the next minute's.
      await expect.poll(async () => (await pool.query(push, [key])).rowCount, { timeout: 90_000 }).toBe(1);
    });
  } finally {
    await rename(`${places.files()}.away`, places.files());
  }
  await test.step("an auditor sees it and cannot hurry it", async () => {
    await arjun.open(request);
    await expect(arjun.panel("Purge")).toContainText("failed");
    await expect(arjun.page.getByRole("button", { name: "Try again now" })).toHaveCount(0);
  });
  await test.step("the store is back, a support lead presses, and everything turns green", async () => {
    await meera.open(request);
    await meera.page.getByRole("button", { name: "Try again now" }).click();
    await meera.isIn("purged", 30_000);
    const purge = meera.panel("Purged, and counted again");
    await expect(purge).toContainText("An independent recount found nothing left");
    await expect(purge).not.toContainText("failed");
    expect(sumOf(await belongings(tenant))).toBe(0);
  });
});
