import { BOTH, isAccessible } from "../../fixtures/accessibility";
import { awake } from "../../fixtures/desk";
import { mailbox } from "../../fixtures/mailbox";
import { askForCode, fromSomewhere, newestCode, SIGN_IN, signIn } from "../../fixtures/owner";
import { places } from "../../fixtures/places";
import { expect, test } from "../../fixtures/test";

const OWNER_COOKIE = "callmissed-owner";
const PHONE = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true, locale: "hi-IN" } as const;
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const inDevanagari = (code: string) => code.replace(/\d/g, (digit) => String.fromCharCode(0x0966 + Number(digit)));

test("an owner signs in at a desk and comes to where they wanted to go; signing out makes a kept cookie worthless", async ({
  stranger,
  tenant,
}) => {
  const page = await stranger({ viewport: { width: 1440, height: 900 } });
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Go to your account page" }).click();
  await expect(page).toHaveURL(/\/account\/sign-in\?returnTo=%2Faccount/);
  await isAccessible(page, "the way in", BOTH);
  const before = await askForCode(page, tenant.owner.email, "en", "/account?from=here");
  expect(page.url()).not.toContain(encodeURIComponent(tenant.owner.email));
  expect(page.url()).not.toContain("asha");
  await isAccessible(page, "the step of the code", BOTH);
  const code = await newestCode(tenant.owner.email, before);
  await page.getByLabel("Code", { exact: true }).fill("123");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "six digits" })).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/account\?from=here$/);
  const kept = await page.context().cookies();
  expect(kept.map(({ name }) => name)).toEqual([OWNER_COOKIE]);
  expect(kept[0]).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

  await test.step("whoever is signed in is not asked to sign in", async () => {
    await page.goto("/account/sign-in?returnTo=https%3A%2F%2Fevil.example%2Faccount");
    await expect(page).toHaveURL(/\/account$/);
  });
  await test.step("the same cookie opens nothing of the staff's", async () => {
    await page.context().addCookies(kept.map((cookie) => ({ ...cookie, name: "next-auth.session-token" })));
    expect((await page.request.get("/api/trpc/operator.me")).status()).toBe(401);
    await page.context().clearCookies({ name: "next-auth.session-token" });
  });
  await test.step("out", async () => {
    await page.goto("/account");
    await awake(page);
    await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await expect(page.getByText("You are signed out.")).toBeVisible();
    expect(await page.context().cookies()).toEqual([]);
    await page.context().addCookies(kept);
    await page.goto("/account");
    await expect(page).toHaveURL(/\/account\/sign-in/);
  });
});

test("an owner signs in on a phone in Hindi, with the code in the digits of their keyboard", async ({ stranger, anotherTenant }) => {
  const tenant = await anotherTenant({ language: "hi" });
  const page = await stranger(PHONE);
  await page.goto("/account");
  await expect(page.locator("html")).toHaveAttribute("lang", "hi");
  const before = await askForCode(page, tenant.owner.email, "hi");
  await isAccessible(page, "कोड का पेज", BOTH);
  const code = await newestCode(tenant.owner.email, before);
  await page.getByLabel("कोड", { exact: true }).fill(inDevanagari(code));
  await page.getByRole("button", { name: SIGN_IN.hi.act, exact: true }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "hi");
});

test("an unknown address sees the same screens as a known one, gets no mail, and pauses alike after five wrong codes", async ({
  stranger,
  tenant,
}) => {
  const seen: string[][] = [];
  const nobody = `nobody-${tenant.id.slice(0, 8)}@example.com`;
  for (const email of [tenant.owner.email, nobody]) {
    const page = await stranger();
    const screens: string[] = [];
    const look = async () => screens.push((await page.getByRole("main").innerText()).replaceAll(email, "the address"));
    const before = await askForCode(page, email);
    await look();
    const wrong = email === nobody ? "123456" : wrongFor(await newestCode(email, before));
    for (let index = 0; index < 6; index += 1) {
      await page.getByLabel("Code", { exact: true }).fill(wrong);
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await answered;
      await expect(page.getByRole("button", { name: "Sign in", exact: true })).not.toHaveAttribute("aria-disabled", "true");
      await expect(page.getByRole("alert").filter({ hasText: "This code is not valid" })).toBeVisible();
    }
    await look();
    await page.getByRole("button", { name: "Send a new code" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "no new code for 15 minutes" })).toBeVisible();
    await look();
    seen.push(screens);
  }
  expect(seen[1]).toEqual(seen[0]);
  expect(await mailbox.all(nobody)).toEqual([]);
});

// proves: D2.3
test("a member of the team is told whom to ask, and sees nothing of the owner's", async ({ stranger, tenant }) => {
  const page = await stranger();
  await signIn(page, { email: tenant.member.email });
  await expect(page.getByRole("heading", { level: 1, name: "Ask the owner of your account" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`a•••@${tenant.domain}`);
  expect(await page.content()).not.toContain(tenant.owner.email);
  expect(await page.content()).not.toContain(tenant.owner.name);
  await isAccessible(page, "whom to ask", BOTH);
});

test("without a script an owner signs in and out", async ({ stranger, tenant }) => {
  const page = await stranger({ javaScriptEnabled: false });
  await fromSomewhere(page);
  await page.goto("/account/sign-in?returnTo=%2Faccount");
  await page.getByLabel(SIGN_IN.en.address).fill("not an address");
  await page.getByRole("button", { name: SIGN_IN.en.send }).click();
  await expect(page.getByText("This is not a complete e-mail address.")).toBeVisible();
  await page.getByLabel(SIGN_IN.en.address).fill(tenant.owner.email);
  await page.getByRole("button", { name: SIGN_IN.en.send }).click();
  await page.getByLabel("Code", { exact: true }).fill(await newestCode(tenant.owner.email, 0));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/account$/);
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
});

test("a form that another site sends does nothing, signed in or not", async ({ stranger, tenant, pool }) => {
  const page = await stranger({ javaScriptEnabled: false });
  await fromSomewhere(page);
  await page.goto("/account/sign-in");
  const form = await page
    .locator("form")
    .evaluateAll((forms) =>
      Object.fromEntries([...new FormData(forms[0] as HTMLFormElement)].map(([name, value]) => [name, String(value)])),
    );
  const sent = await page.request.post("/account/sign-in", {
    multipart: { ...form, email: tenant.owner.email },
    headers: { origin: "https://evil.example" },
    maxRedirects: 0,
    failOnStatusCode: false,
  });
  expect(sent.status()).toBeGreaterThanOrEqual(400);
  const asked = await pool.query("SELECT 1 FROM console.owner_code WHERE tenant_id = $1 AND purpose = 'sign_in'", [tenant.id]);
  expect(asked.rowCount).toBe(0);
  const call = await fetch(`${places.console()}/api/trpc/account.session.askCode`, {
    method: "POST",
    headers: { origin: "https://evil.example", "content-type": "application/json" },
    body: JSON.stringify({ json: { email: tenant.owner.email, language: "en" } }),
  });
  expect(call.status).toBe(403);

  await test.step("the browser of somebody who is signed in sends its cookie along, and it does nothing either", async () => {
    const own = await stranger();
    await signIn(own, { email: tenant.owner.email, to: "/account" });
    const sent = await own.request.post("/api/trpc/account.session.signOut", {
      headers: { origin: "https://evil.example", "content-type": "application/json" },
      data: { json: { where: "everywhere" } },
      failOnStatusCode: false,
    });
    expect(sent.status()).toBe(403);
    await own.reload();
    await expect(own).toHaveURL(/\/account$/);
  });
});

test("a member of staff is nobody on the owner's pages", async ({ meera }) => {
  await meera.page.goto("/account");
  await expect(meera.page).toHaveURL(/\/account\/sign-in/);
  const theirs = (await meera.page.context().cookies()).filter(({ name }) => name.endsWith("next-auth.session-token"));
  expect(theirs).toHaveLength(1);
  await meera.page.context().addCookies(theirs.map((cookie) => ({ ...cookie, name: OWNER_COOKIE })));
  await meera.page.goto("/account");
  await expect(meera.page).toHaveURL(/\/account\/sign-in/);
});
