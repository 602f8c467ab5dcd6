import { readFile } from "node:fs/promises";
import { BOTH, isAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";

test("an auditor reads the register of a period and takes it along with the same sums, and finds what proves each sentence of the policies", async ({
  arjun,
  pool,
}) => {
  test.setTimeout(120_000);
  const { page } = arjun;
  const { rows } = await pool.query<{ from: string; to: string; cases: number }>(
    `SELECT to_char(now() - interval '960 hours', 'YYYY-MM-DD') AS from, to_char(now() - interval '480 hours', 'YYYY-MM-DD') AS to, count(*)::int AS cases
     FROM console.grievance WHERE to_char(received_at AT TIME ZONE 'Asia/Kolkata', 'YYYY-MM-DD')
       BETWEEN to_char(now() - interval '960 hours', 'YYYY-MM-DD') AND to_char(now() - interval '480 hours', 'YYYY-MM-DD')`,
  );
  const { from = "", to = "", cases = 0 } = rows[0] ?? {};
  expect(cases).toBeGreaterThan(0);

  await test.step("the register, without names of people or their words", async () => {
    await arjun.go("/console/grievances/register");
    await page.getByLabel("From").fill(from);
    await page.getByLabel("To, in India").fill(to);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForURL(/from=/);
    await expect(page.getByRole("rowheader", { name: `${cases} in all` })).toBeVisible();
    await expect(page.getByRole("figure", { name: "Time to answer" })).toContainText("ceiling by law");
    await expect(page.getByRole("main")).not.toContainText("@");
    await isAccessible(page, "the register", BOTH);
  });

  await test.step("as files", async () => {
    for (const format of ["CSV", "PDF"]) {
      const taken = page.waitForEvent("download");
      await page.getByRole("link", { name: `Take as ${format}` }).click();
      const file = await taken;
      expect(file.suggestedFilename()).toBe(`grievances-${from}-to-${to}.${format.toLowerCase()}`);
      const bytes = await readFile(await file.path());
      if (format === "CSV") expect(bytes.toString("utf8")).toContain(`Cases,${cases}\r\n`);
      else expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    }
  });

  await test.step("the policies, each sentence beside its proof or the reason why there is none", async () => {
    await arjun.go("/console/policy#D3.2");
    await expect(page.getByText(/^\d+ of \d+ sentences are proven: code that is named keeps them, and \d+ tests name them/)).toBeVisible();
    const sentence = page.getByRole("article", { name: "D3.2", exact: true });
    await expect(sentence).toContainText("All API keys are revoked immediately");
    await expect(sentence.getByRole("list", { name: "Code that keeps D3.2" })).toContainText("deactivateTenant");
    await sentence.getByText(/^Proven by \d+ tests$/).click();
    await expect(sentence.getByRole("list", { name: "Tests that prove D3.2" })).toContainText("keys revoked, sessions ended, sealed");
    await isAccessible(page, "the policies", BOTH);
    await page.getByRole("link", { name: "No proof, with reason" }).click();
    await page.waitForURL(/show=explained/);
    await expect(page.getByRole("article", { name: "D3.2", exact: true })).toHaveCount(0);
    await expect(page.getByRole("article", { name: "D7.1", exact: true })).toContainText("No proof, because:");
  });
});
