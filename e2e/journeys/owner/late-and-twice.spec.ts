import { awake } from "../../fixtures/desk";
import { signIn } from "../../fixtures/owner";
import { expect, test } from "../../fixtures/test";

test("whoever answers after their session is over is led to sign in, in the language of the page, and nothing breaks", async ({
  stranger,
  anotherTenant,
  pool,
  watch,
}) => {
  watch.provokes(/status of 404/);
  const tenant = await anotherTenant({ language: "hi" });
  const signOutElsewhere = () =>
    pool.query(
      "UPDATE console.owner_session SET ended_at = now(), ended_because = 'signed_out' WHERE tenant_id = $1 AND ended_at IS NULL",
      [tenant.id],
    );
  // The browser itself asks for English: the language of the page is all there is to go by.
  const page = await stranger({ locale: "en-IN" });
  await signIn(page, { email: tenant.owner.email, language: "hi", to: "/account/rights/new/grievance" });
  await awake(page);
  await signOutElsewhere();
  await page.locator("textarea").fill("कोई जवाब नहीं आया।");
  await page.locator("main form button[type=submit]").click();
  await expect(page.getByRole("alert").filter({ hasText: "आप साइन आउट हो गए हैं" })).toBeVisible();
  await expect(page.locator("textarea")).toHaveValue("कोई जवाब नहीं आया।");
  await page.getByRole("alert").getByRole("link", { name: "साइन इन करें" }).click();
  await expect(page).toHaveURL(/\/account\/sign-in\?lang=hi&returnTo=%2Faccount%2Frights%2Fnew%2Fgrievance/);

  await signIn(page, { email: tenant.owner.email, language: "hi", to: "/account" });
  await awake(page);
  await signOutElsewhere();
  await page.locator("button[name=answer][value=no]").click();
  await expect(page).toHaveURL(/\/account\/sign-in\?lang=hi&returnTo=%2Faccount(?:&|$)/);
  await page.goto("/api/account/exports/00000000-0000-4000-8000-000000000000");
  await expect(page).toHaveURL(/\/account\/sign-in\?returnTo=%2Faccount%2Fexport/);
  await page.goto("/policies/nowhere?lang=hi");
  await expect(page.getByRole("heading", { level: 1, name: "यहाँ कुछ नहीं है" })).toBeVisible();
});

test("a complaint that is sent by two presses is one complaint, also where no script runs", async ({ stranger, anotherTenant, pool }) => {
  const tenant = await anotherTenant();
  const page = await stranger();
  await signIn(page, { email: tenant.owner.email, to: "/account/rights" });
  const cases = async (): Promise<number> =>
    (await pool.query("SELECT count(*)::int AS n FROM console.grievance WHERE tenant_id = $1", [tenant.id])).rows[0]?.n;
  const before = await cases();
  const storageState = await page.context().storageState();
  const plain = await page.context().browser()?.newContext({ javaScriptEnabled: false, storageState });
  const still = await plain?.newPage();
  if (!still) throw new Error("there is no browser");
  for (const [index, view] of [page, still].entries()) {
    await view.goto(new URL("/account/rights/new/grievance", page.url()).href);
    if (view === page) await awake(page);
    await view.getByRole("radio").first().check();
    await view.locator("textarea").fill("Nobody answered.");
    await view.getByRole("button", { name: /^Send/ }).dblclick();
    await view.waitForURL(/\/account\/rights\/[0-9a-f-]{36}\?sent=case/);
    expect(await cases()).toBe(before + index + 1);
  }
  await plain?.close();
});

test("going from page to page names each, a code is said aloud, and a page that keeps itself fresh is counted once", async ({
  stranger,
  anotherTenant,
  pool,
}) => {
  const tenant = await anotherTenant();
  const page = await stranger();
  await signIn(page, { email: tenant.owner.email, to: "/account" });
  await awake(page);
  const nav = page.getByRole("navigation", { name: "Your account" });
  const titles = [await page.title()];
  for (const name of ["Your rights", "Delete the account"]) {
    await nav.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect.poll(() => page.title()).not.toBe(titles.at(-1));
    titles.push(await page.title());
  }
  expect(new Set(titles).size).toBe(3);

  await page.goto("/account/leave/confirm");
  await awake(page);
  const said = page.getByRole("status").filter({ hasText: "We sent the code to" });
  await expect(said).toHaveCount(0);
  await page.getByRole("button", { name: "Send me the code" }).click();
  await expect(said).toHaveCount(1);

  await page.goto("/account");
  await awake(page);
  await page.getByRole("button", { name: "Yes, count" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Counting of page use: on" })).toBeVisible();
  await pool.query(
    `INSERT INTO console.data_export (id, tenant_id, member_id, language, state, requested_at, started_at, attempts, step, items_done, items_total)
     VALUES (gen_random_uuid(), $1, $2, 'en', 'building', now() + interval '1 hour', now(), 1, 'messages', 45, 100)`,
    [tenant.id, tenant.owner.id],
  );
  const counted = async () =>
    Number((await pool.query("SELECT coalesce(sum(total), 0) AS n FROM console.use_count WHERE feature = 'export_opened'")).rows[0]?.n);
  const before = await counted();
  await page.goto("/account/export");
  await expect.poll(counted).toBe(before + 1);
  for (const _time of [1, 2]) await page.waitForResponse((response) => new URL(response.url()).pathname === "/account/export");
  expect(await counted()).toBe(before + 1);
  await pool.query("DELETE FROM console.data_export WHERE tenant_id = $1", [tenant.id]);
});
