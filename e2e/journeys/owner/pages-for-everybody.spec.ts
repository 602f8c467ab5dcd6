import type { Page } from "@playwright/test";
import { BOTH, EVERY, isAccessible } from "../../fixtures/accessibility";
import { awake } from "../../fixtures/desk";
import { codesSoFar, fromSomewhere, newestCode, SIGN_IN, signIn } from "../../fixtures/owner";
import { expect, test } from "../../fixtures/test";

const OPEN = ["/account/sign-in", "/policies/cookies", "/policies/account-deletion"];
const OWNERS = ["/account", "/account/leave", "/account/export", "/account/rights"];
const ACTING = ["/account/leave/confirm", "/account/refunds", "/account/rights/new/grievance", "/account/rights/new/correction"];
/** What an owner sees who is locked out. */
const LOCKED = ["/account", "/account/come-back", "/account/refunds", "/account/rights"];
const LARGEST_FIRST_LOAD = 150_000;

const inLanguage = (path: string, language: string) => `${path}?lang=${language}`;

test("the frame of the owner's pages is accessible, in both languages, light and dark, wide and narrow", async ({
  stranger,
  tenant,
  watch,
}) => {
  watch.provokes(/status of 404/);
  test.setTimeout(180_000);
  const page = await stranger();
  await page.goto(inLanguage("/account/sign-in", "en"));
  await isAccessible(page, "sign-in", EVERY);
  await page.goto(inLanguage("/policies/cookies", "hi"));
  await isAccessible(page, "cookies in Hindi", BOTH);
  await signIn(page, { email: tenant.owner.email, language: "hi" });
  await expect(page.getByRole("region", { name: /क्या हम गिन सकते हैं/ })).toBeVisible();
  await isAccessible(page, "the question in Hindi", BOTH);
  await page.goto(inLanguage("/account", "en"));
  await isAccessible(page, "the question", BOTH);
  await page.goto(inLanguage("/account/nothing-like-it", "hi"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("यहाँ कुछ नहीं है");
  await isAccessible(page, "nowhere in Hindi", BOTH);
});

test("yes and no are one size and one look, and neither is the first thing in the way", async ({ stranger, tenant }) => {
  const page = await stranger({ viewport: { width: 375, height: 812 } });
  await signIn(page, { email: tenant.owner.email });
  const question = page.getByRole("region", { name: "May we count how these pages are used?" });
  const look = (name: string) =>
    question.getByRole("button", { name }).evaluate((button) => {
      const { backgroundColor, color, borderColor, fontSize, fontWeight, position } = getComputedStyle(button);
      const { height, width } = button.getBoundingClientRect();
      return { backgroundColor, color, borderColor, fontSize, fontWeight, position, height, width: Math.round(width) };
    });
  expect(await look("Yes, count")).toEqual(await look("No, do not count"));
  expect(await question.evaluate((section) => getComputedStyle(section).position)).toBe("static");
  await page.goto("/account");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
});

// proves: D7.3 C2.8 C2.10
test("use is counted only for who agreed, by day and feature and nothing more", async ({ stranger, tenant, pool }) => {
  const counted = async (feature: string) =>
    Number(
      (await pool.query("SELECT coalesce(sum(total), 0) AS total FROM console.use_count WHERE feature = $1", [feature])).rows[0]?.total,
    );
  const page = await stranger();
  await signIn(page, { email: tenant.owner.email });
  const before = await counted("leave_opened");
  await page.goto("/account/leave");
  await expect(page.getByRole("button", { name: "Yes, count" }), "asked is on the overview only").toHaveCount(0);
  await page.goto("/account");
  await awake(page);
  await page.getByRole("button", { name: "Yes, count" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Counting of page use: on" })).toBeVisible();
  await page.goto("/account/leave");
  await expect.poll(() => counted("leave_opened")).toBe(before + 1);
});

test("nothing has to be scrolled sideways at 320 px, and where colours are the reader's own every button keeps its edge", async ({
  stranger,
  tenant,
  build,
}) => {
  test.setTimeout(180_000);
  const page = await stranger({ viewport: { width: 320, height: 640 }, forcedColors: "active" });
  const fits = async (path: string) => {
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(sideways, `${path}: pixels to scroll sideways`).toBe(0);
    const edgeless = await page
      .locator("button:visible")
      .evaluateAll((buttons) => buttons.filter((button) => Number.parseFloat(getComputedStyle(button).borderTopWidth) === 0).length);
    expect.soft(edgeless, `${path}: buttons without an edge`).toBe(0);
  };
  for (const language of ["en", "hi"])
    for (const path of OPEN) {
      await page.goto(inLanguage(path, language));
      await fits(inLanguage(path, language));
    }
  await signIn(page, { email: tenant.owner.email });
  for (const language of ["en", "hi"])
    for (const path of [...OWNERS, ...ACTING]) {
      await page.goto(inLanguage(path, language));
      await expect(page, path).toHaveURL((url) => url.pathname === path);
      await fits(inLanguage(path, language));
    }
  const gone = await build.tenantInRetention();
  await page.context().clearCookies();
  await signIn(page, { email: gone.tenant.owner.email });
  for (const language of ["en", "hi"])
    for (const path of LOCKED) {
      await page.goto(inLanguage(path, language));
      await expect(page, path).toHaveURL((url) => url.pathname === path);
      await fits(`${inLanguage(path, language)}, locked out`);
    }
});

test("without any script an owner signs in, reads how it stands, answers, and signs out", async ({ stranger, tenant, pool }) => {
  const page = await stranger({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } });
  const words = SIGN_IN.en;
  const before = await codesSoFar(tenant.owner.email);
  await fromSomewhere(page);
  await page.goto(inLanguage("/account/sign-in", "en"));
  await page.getByLabel(words.address).fill(tenant.owner.email);
  await page.getByRole("button", { name: words.send }).click();
  await page.waitForURL(/\/account\/sign-in\/[0-9a-f-]{36}/);
  await page.getByLabel(words.code, { exact: true }).fill(await newestCode(tenant.owner.email, before));
  await page.getByRole("button", { name: words.act, exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Your account" }).getByRole("link")).toHaveCount(5);
  await page.getByRole("button", { name: "No, do not count" }).click();
  await expect(page.getByText("Counting of page use: off, as you decided.")).toBeVisible();
  const { rows } = await pool.query("SELECT is_given, answered_by FROM console.consent WHERE member_id = $1", [tenant.owner.id]);
  expect(rows).toEqual([{ is_given: false, answered_by: "banner" }]);
  for (const path of [...OWNERS, ...OPEN.slice(1)]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  }
  await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/account\/sign-in/);
  expect(await page.context().cookies()).toEqual([]);
});

test("without any script an owner who is locked out reads until when the data is kept, and the way back", async ({ stranger, build }) => {
  const { tenant } = await build.tenantInRetention();
  const scripted = await stranger();
  await signIn(scripted, { email: tenant.owner.email });
  const storageState = await scripted.context().storageState();
  const page = await stranger({ javaScriptEnabled: false, viewport: { width: 375, height: 812 }, storageState });
  await page.goto(inLanguage("/account", "en"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Your data is kept until \d{1,2} \w+ 20\d\d$/);
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("How to come back");
  await page.goto(inLanguage("/account", "hi"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^आपका डेटा .+ तक सुरक्षित है$/);
  await page.goto(inLanguage("/account/come-back", "en"));
  await expect(page.getByRole("button", { name: "Send me the code" })).toBeVisible();
});

/** What a browser fetches that has never been here, as it comes over the wire: compressed. */
async function scriptsOf(page: Page, path: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      );
  });
  await page.goto(path, { waitUntil: "networkidle" });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

test("no page of the owner's loads more than 150 kB of script", async ({ stranger, tenant, build }) => {
  test.setTimeout(180_000);
  const signedIn = await stranger();
  await signIn(signedIn, { email: tenant.owner.email });
  const active = await signedIn.context().storageState();
  const gone = await build.tenantInRetention();
  const out = await stranger();
  await signIn(out, { email: gone.tenant.owner.email });
  const locked = await out.context().storageState();
  const visits = [
    ...OPEN.map((path) => ({ path, seen: path, options: {} })),
    ...[...OWNERS, ...ACTING].map((path) => ({ path, seen: path, options: { storageState: active } })),
    ...LOCKED.map((path) => ({ path, seen: `${path}, locked out`, options: { storageState: locked } })),
  ];
  for (const { path: address, seen: path, options } of visits) {
    const page = await stranger(options);
    const bytes = await scriptsOf(page, address);
    expect(bytes, `${path}: something was loaded`).toBeGreaterThan(20_000);
    expect.soft(bytes, `${path}: bytes of compressed script at the first visit`).toBeLessThanOrEqual(LARGEST_FIRST_LOAD);
    console.log(`${path}: ${bytes} bytes of compressed script`);
  }
});
