import { sumOf } from "../fixtures/tenant";
import { expect, test } from "../fixtures/test";

test("one person stops all purges, every page says so, nothing is erased, and only a second person lets them run again", async ({
  tenant,
  build,
  meera,
  staff,
  cases,
  belongings,
  pool,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.provokes(/status of 412/); // the refusal that is asked for below
  const farah = await staff("farah");
  const had = await belongings(tenant);
  try {
    await test.step("Meera stops them, with a reason and the words typed", async () => {
      await meera.go("/console/retention");
      await meera.page.getByRole("button", { name: "Stop all purges" }).click();
      const dialog = meera.page.getByRole("dialog");
      await dialog.getByRole("radio", { name: "an exercise" }).check();
      const stop = dialog.getByRole("button", { name: "Stop all purges" });
      await expect(stop).toBeDisabled();
      await dialog.getByRole("textbox").fill("stop purges");
      await stop.click();
      await expect(dialog).toBeHidden();
      await expect(meera.page.getByText("Purges are stopped.", { exact: true })).toBeVisible();
    });
    const { request } = await build.tenantInRetention({ tenant, dueInMs: -2 * 3_600_000 });
    await test.step("what is due is not begun, every page says why, and its lateness is an alert", async () => {
      await cases.sweep();
      await farah.go("/console");
      await expect(farah.page.getByText("Purges are stopped.", { exact: true })).toBeVisible();
      await expect(farah.page.getByText("an exercise")).toBeVisible();
      await expect(
        farah
          .panel("Alerts")
          .getByRole("link")
          .filter({ hasText: `DR-${request.number}` }),
      ).toContainText("A purge is overdue", {
        timeout: 20_000,
      });
      expect(await belongings(tenant)).toEqual(had);
    });
    await test.step("Meera may ask to let them run again, and not agree to it", async () => {
      await meera.go("/console/retention");
      await meera.page.getByRole("button", { name: "Ask to let purges run again" }).click();
      const dialog = meera.page.getByRole("dialog");
      await dialog.getByRole("textbox").fill("resume purges");
      await dialog.getByRole("button", { name: "Ask to let purges run again" }).click();
      await expect(dialog).toBeHidden();
      await expect(meera.page.getByRole("button", { name: "Let purges run again" })).toBeDisabled();
      const { rows } = await pool.query(
        "SELECT subject_id, facts_sha256 FROM console.approval WHERE kind = 'resume_purges' AND ended_at IS NULL",
      );
      const shown = { stopId: rows[0]?.subject_id, typed: "resume purges", seen: rows[0]?.facts_sha256 };
      expect(await meera.calls("purge.letPurgesRun", shown)).toMatchObject({ refusal: "maker_is_checker" });
    });
    await test.step("Farah agrees, and the purge runs at once", async () => {
      await farah.go("/console/retention");
      await farah.page.getByRole("button", { name: "Let purges run again" }).click();
      const dialog = farah.page.getByRole("dialog");
      await dialog.getByRole("textbox").fill("resume purges");
      await dialog.getByRole("button", { name: "Let purges run again" }).click();
      await expect(dialog).toBeHidden();
      await expect(farah.page.getByText("Purges are stopped.", { exact: true })).toBeHidden();
      await farah.open(request);
      await farah.isIn("purged", 30_000);
      expect(sumOf(await belongings(tenant))).toBe(0);
    });
  } finally {
    await pool.query("UPDATE console.purge_stop SET resumed_at = now(), resumed_by = gen_random_uuid() WHERE resumed_at IS NULL");
  }
});
