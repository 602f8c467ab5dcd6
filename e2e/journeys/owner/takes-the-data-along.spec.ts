import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { readZip } from "@/server/testing/read-zip";
import { isAccessible } from "../../fixtures/accessibility";
import { awake } from "../../fixtures/desk";
import { mailbox } from "../../fixtures/mailbox";
import { signIn } from "../../fixtures/owner";
import { expect, test } from "../../fixtures/test";

const PHONE = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true, locale: "hi-IN" } as const;

// proves: D5.2
test("an owner asks for the archive at a desk, sees it being made, fetches it and finds everything in it", async ({
  stranger,
  tenant,
  neighbour,
  pool,
}) => {
  test.slow(); // four people sign in, each by a mail of their own
  await pool.query("DELETE FROM console.data_export WHERE tenant_id = $1", [tenant.id]);
  const page = await stranger({ viewport: { width: 1440, height: 900 } });
  await signIn(page, { email: tenant.owner.email, to: "/account/export" });
  await expect(page.getByRole("heading", { level: 1, name: "Your data in one archive" })).toBeVisible();
  await isAccessible(page, "the archive, before");
  await awake(page);
  await page.getByRole("button", { name: "Make an archive" }).click();
  await expect(page.getByRole("heading", { name: "Your archive is ready" })).toBeVisible({ timeout: 30_000 });
  await isAccessible(page, "the archive, ready");

  const link = page.getByRole("link", { name: "Download the archive" });
  const address = (await link.getAttribute("href")) ?? "";
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^callmissed-archive-\d{4}-\d\d-\d\d\.zip$/);
  const data = await readFile(await download.path());
  await expect(page.getByText(createHash("sha256").update(data).digest("hex"))).toBeVisible();
  const zip = await readZip(data);
  expect(String(zip.get("data/messages.jsonl"))).toContain("Namaste, kya aap khule hain?");
  expect(String(zip.get("sheets/members.csv"))).toContain(tenant.owner.email);
  expect([...zip.values()].map(String).join("\n")).not.toContain(neighbour.id);

  await test.step("the page in it can be read by everybody, and loads nothing", async () => {
    const reader = await stranger();
    await reader.setContent(String(zip.get("index.html")));
    await expect(reader.getByRole("heading", { level: 1 })).toContainText(tenant.name);
    await expect(reader.getByRole("link", { name: "sheets/purchases.csv" })).toBeVisible();
  });
  await test.step("the owner has a mail that says until when", async () => {
    await expect.poll(async () => (await mailbox.all(tenant.owner.email)).some(({ subject }) => /is ready until/.test(subject))).toBe(true);
  });
  await test.step("nobody else can fetch it: a neighbour's owner, and whoever is not signed in", async () => {
    const other = await stranger();
    expect((await other.request.get(address)).status()).toBe(401);
    await signIn(other, { email: neighbour.owner.email, to: "/account/export" });
    expect((await other.request.get(address)).status()).toBe(404);
  });
  await test.step("a team member is sent to the page that names whom to ask", async () => {
    const member = await stranger();
    await signIn(member, { email: tenant.member.email, to: "/account/export" });
    await expect(member).toHaveURL(/\/account$/);
    expect((await member.request.get(address)).status()).toBe(403);
  });
});

test("on a phone in Hindi the archive is asked for and seen being made, also where no script runs", async ({
  stranger,
  anotherTenant,
  pool,
}) => {
  const tenant = await anotherTenant({ language: "hi" });
  const page = await stranger(PHONE);
  await signIn(page, { email: tenant.owner.email, language: "hi", to: "/account/export" });
  await expect(page.getByRole("heading", { level: 1, name: "आपका डेटा एक संग्रह में" })).toBeVisible();
  await awake(page);
  await page.getByRole("button", { name: "नया संग्रह बनाएँ" }).click();
  await expect(page.getByRole("heading", { name: "आपका संग्रह तैयार है" })).toBeVisible({ timeout: 30_000 });
  await isAccessible(page, "संग्रह");

  // One that is half done and that no worker takes up: its time of asking lies ahead of the sweep's.
  await pool.query(
    `INSERT INTO console.data_export (id, tenant_id, member_id, language, state, requested_at, started_at, attempts, step, items_done, items_total)
     VALUES (gen_random_uuid(), $1, $2, 'hi', 'building', now() + interval '1 hour', now(), 1, 'messages', 45, 100)`,
    [tenant.id, tenant.owner.id],
  );
  const plain = await page
    .context()
    .browser()
    ?.newContext({ ...PHONE, javaScriptEnabled: false, storageState: await page.context().storageState() });
  const still = await plain?.newPage();
  await still?.goto(page.url());
  if (!still) throw new Error("there is no browser");
  await expect(still.getByRole("progressbar", { name: "संग्रह कितना बना है" })).toHaveAttribute("aria-valuenow", "45");
  await expect(still.getByText("अभी: संदेश")).toBeVisible();
  await pool.query("UPDATE console.data_export SET items_done = 90 WHERE tenant_id = $1 AND state = 'building'", [tenant.id]);
  await still.getByRole("link", { name: "देखें कि कितना बना है" }).click();
  await expect(still.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "90");
  await plain?.close();
  await page.reload();
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "90");
  await isAccessible(page, "संग्रह, बनते हुए");
  await pool.query(
    "UPDATE console.data_export SET state = 'failed', ended_at = now(), ended_because = 'could_not_be_built' WHERE tenant_id = $1 AND state = 'building'",
    [tenant.id],
  );
  await expect(page.getByRole("heading", { name: "संग्रह नहीं बन सका" })).toBeVisible();
});
