import type { Page } from "@playwright/test";
import { isAccessible } from "../../fixtures/accessibility";
import { awake } from "../../fixtures/desk";
import { signIn } from "../../fixtures/owner";
import { expect, test } from "../../fixtures/test";

const DESK = { viewport: { width: 1440, height: 900 }, locale: "en-IN" } as const;
const PHONE = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true, locale: "en-IN" } as const;

const spoken = (page: Page) => expect(page.locator("html"));
const remembered = (page: Page) => page.evaluate(() => localStorage.getItem("callmissed-language"));
/** Whether the web font for Devanagari was fetched and is in use. */
const isDevanagariHere = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].some(({ family, status }) => /devanagari/i.test(family) && status === "loaded");
  });

// proves: C2.7
test("a visitor changes the language before signing in, on a phone, and the browser remembers it", async ({ stranger }) => {
  const page = await stranger(PHONE);
  await page.goto("/account/sign-in?returnTo=%2Faccount%2Frights");
  await spoken(page).toHaveAttribute("lang", "en");
  expect(await isDevanagariHere(page), "readers of English fetch no face for Hindi").toBe(false);
  expect(await remembered(page), "nothing is kept before somebody chooses").toBeNull();

  await page.getByRole("link", { name: "हिन्दी", exact: true }).click();
  await expect(page).toHaveURL(/returnTo=%2Faccount%2Frights&lang=hi$/);
  await spoken(page).toHaveAttribute("lang", "hi");
  expect(await isDevanagariHere(page), "Hindi is set in the web font").toBe(true);
  expect(await remembered(page)).toBe("hi");
  await isAccessible(page, "the way in, in Hindi");

  await test.step("another address without a language comes in the remembered one, once and with all that it says", async () => {
    await page.goto("/policies/cookies?from=here");
    await expect(page).toHaveURL(/\/policies\/cookies\?from=here&lang=hi$/);
    await spoken(page).toHaveAttribute("lang", "hi");
  });
  await test.step("an address that names a language has it, whatever is remembered", async () => {
    await page.goto("/policies/cookies?lang=en");
    await spoken(page).toHaveAttribute("lang", "en");
    await expect(page).toHaveURL(/\?lang=en$/);
  });
  await test.step("back in English, nothing sends them away", async () => {
    await page.goto("/policies/cookies?lang=hi");
    await page.getByRole("link", { name: "English", exact: true }).click();
    await spoken(page).toHaveAttribute("lang", "en");
    await page.goto("/policies/cookies");
    await expect(page).toHaveURL(/\/policies\/cookies$/);
    await spoken(page).toHaveAttribute("lang", "en");
  });
});

test("without a script the language goes along from page to page", async ({ stranger }) => {
  const page = await stranger({ ...DESK, javaScriptEnabled: false });
  await page.goto("/policies/cookies");
  await page.getByRole("link", { name: "हिन्दी", exact: true }).click();
  await spoken(page).toHaveAttribute("lang", "hi");
  await page.getByRole("link", { name: "खाता हटाने की नीति" }).first().click();
  await expect(page).toHaveURL(/\/policies\/account-deletion\?lang=hi$/);
  await spoken(page).toHaveAttribute("lang", "hi");
});

test("an owner who is signed in changes the language, and stays where they are", async ({ stranger, tenant }) => {
  const page = await stranger(DESK);
  await signIn(page, { email: tenant.owner.email, to: "/account/rights" });
  await awake(page);
  await spoken(page).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "हिन्दी", exact: true }).click();
  await spoken(page).toHaveAttribute("lang", "hi");
  await expect(page).toHaveURL(/\/account\/rights$/);
  await page.goto("/policies/cookies");
  await spoken(page).toHaveAttribute("lang", "hi");
  await isAccessible(page, "the page about cookies, in Hindi");
});
