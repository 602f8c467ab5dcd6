import type { Page } from "@playwright/test";
import { BOTH, isAccessible } from "../../fixtures/accessibility";
import { gate } from "../../fixtures/gate";
import { codeIn, mailbox } from "../../fixtures/mailbox";
import { signIn } from "../../fixtures/owner";
import { expect, test } from "../../fixtures/test";

const WORDS = {
  en: {
    send: "Send me the code",
    code: "The six digits from the mail",
    name: "The name of your organisation",
    notNow: /^Not now/,
    act: "Delete the account",
    leaveMail: /code to delete the account/,
    kept: /^Your data is kept until \d{1,2} \w+ 20\d\d$/,
  },
  hi: {
    send: "मुझे कोड भेजें",
    code: "ईमेल में आए छह अंक",
    name: "आपके संगठन का नाम",
    notNow: /^अभी नहीं/,
    act: "खाता हटाएँ",
    leaveMail: /खाता हटाने का आपका कोड/,
    kept: /^आपका डेटा .+ तक सुरक्षित है$/,
  },
} as const;

/** The last step, as an owner takes it: code, name, the button that deletes. */
async function deletes(page: Page, tenant: { name: string; owner: { email: string } }, language: keyof typeof WORDS): Promise<void> {
  const words = WORDS[language];
  await page.goto("/account/leave/confirm");
  await expect(page.getByRole("link", { name: words.notNow })).toBeFocused();
  await page.getByRole("button", { name: words.send }).click();
  const mail = await mailbox.newest(tenant.owner.email, words.leaveMail);
  await page.getByLabel(words.code).fill(codeIn(mail));
  await page.getByLabel(words.name).fill(tenant.name);
  await page.getByRole("button", { name: words.act }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.kept, { timeout: 15_000 });
}

// proves: D2.1 D3.1 D3.2 D3.3 D3.4 D6.5
test("an owner deletes on the own page, is locked out at once, and is let back in with everything but the keys", async ({
  tenant,
  stranger,
  dev,
  cases,
  belongings,
}) => {
  test.setTimeout(120_000);
  const page = await stranger();
  const doors = { bot: { botId: tenant.botId }, member: { memberId: tenant.member.id }, webhook: { webhookId: tenant.webhookId } };
  await signIn(page, { email: tenant.owner.email });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(tenant.name);
  await isAccessible(page, "the overview", BOTH);
  const before = await belongings(tenant);

  await test.step("a wrong name or code changes nothing", async () => {
    await page.goto("/account/leave/confirm");
    await page.getByRole("button", { name: WORDS.en.send }).click();
    await page.getByLabel(WORDS.en.code).fill("000 000");
    await page.getByLabel(WORDS.en.name).fill("Another name");
    await page.getByRole("button", { name: WORDS.en.act }).click();
    await expect(page.getByRole("alert").filter({ hasText: "The name of the organisation does not match" })).toBeVisible();
    await expect(page.getByLabel(WORDS.en.name), "nobody types it twice").toHaveValue("Another name");
    await isAccessible(page, "the last step", BOTH);
    expect(await cases.find(tenant.id)).toBeNull();
    expect(await gate.asks({ apiKey: tenant.apiKey })).toEqual({ allowed: true });
  });

  await test.step("code, name and button lock everybody out in that moment", async () => {
    const mail = await mailbox.newest(tenant.owner.email, WORDS.en.leaveMail);
    await page.getByLabel(WORDS.en.code).fill(codeIn(mail));
    await page.getByLabel(WORDS.en.name).fill(tenant.name);
    await page.getByRole("button", { name: WORDS.en.act }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(WORDS.en.kept);
    expect(await gate.asks({ apiKey: tenant.apiKey })).toEqual({ allowed: false, reason: "revoked" });
    for (const door of Object.values(doors)) expect(await gate.asks(door)).toEqual({ allowed: false, reason: "tenant_deactivated" });
  });

  await test.step("the page says until when, how to come back, and what happened, in this order", async () => {
    await expect(page.getByRole("timer")).toHaveText(/^(30 days 0 hours|29 days 23 hours) left$/);
    const headings = await page.getByRole("heading", { level: 2 }).allTextContents();
    expect(headings.slice(0, 3)).toEqual(["How to come back", "What happens when", "What has happened"]);
    await expect(page.getByText(/^Signed out on [1-9] devices\.$/)).toBeVisible();
    await isAccessible(page, "the lock-out page");
    await mailbox.newest(tenant.owner.email, /closes for good on/);
  });

  await test.step("the owner asks to come back, and the page says that it is being looked at", async () => {
    await page.getByRole("link", { name: "Bring my account back" }).click();
    await page.getByRole("button", { name: WORDS.en.send }).click();
    const mail = await mailbox.newest(tenant.owner.email, /code to bring .* back/);
    await page.getByLabel(WORDS.en.code).fill(codeIn(mail));
    await isAccessible(page, "coming back", BOTH);
    await page.getByRole("button", { name: "Bring my account back" }).click();
    await expect(page.getByRole("heading", { name: "You are coming back" })).toBeVisible();
  });

  await test.step("an agent sees that it was in person, and opens the door", async () => {
    await dev.open(await cases.openedFor(tenant.id));
    await expect(dev.panel("Evidence")).toContainText("The owner confirmed coming back in person");
    await dev.reactivates(tenant.name);
    for (const door of Object.values(doors)) expect(await gate.asks(door)).toEqual({ allowed: true });
    expect(await gate.asks({ apiKey: tenant.apiKey })).toEqual({ allowed: false, reason: "revoked" });
    expect(await belongings(tenant)).toEqual(before);
    await page.goto("/account");
    await expect(page.getByText("Welcome back")).toBeVisible();
  });
});

test("in Hindi on a telephone an owner deletes, and after 30 days the last mail leads to a page that needs no sign-in", async ({
  anotherTenant,
  stranger,
  cases,
}) => {
  test.setTimeout(120_000);
  const tenant = await anotherTenant({ language: "hi", name: "चाय पॉइंट लैब्स" });
  const page = await stranger({ viewport: { width: 375, height: 812 }, locale: "hi-IN" });
  await signIn(page, { email: tenant.owner.email, language: "hi" });
  await deletes(page, tenant, "hi");
  await expect(page.getByRole("timer")).toHaveText(/^(30 दिन 0 घंटा|29 दिन 23 घंटे) बाकी$/);
  await isAccessible(page, "the lock-out page in Hindi", BOTH);

  const request = await cases.openedFor(tenant.id);
  await cases.age(request.id, 30);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "अब लौटना संभव नहीं है" })).toBeVisible();
  await cases.sweep();

  const link = await lastLink(tenant.owner.email);
  const visitor = await stranger({ viewport: { width: 375, height: 812 } });
  await visitor.goto(link);
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("आपका खाता हटा दिया गया है");
  for (const trace of [tenant.id, tenant.name, tenant.owner.email]) expect(await visitor.content()).not.toContain(trace);
  await isAccessible(visitor, "the page after the purge", BOTH);
  await visitor.setViewportSize({ width: 320, height: 640 });
  const sideways = await visitor.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, "pixels to scroll sideways at 320 px").toBe(0);
  const plain = await stranger({ javaScriptEnabled: false });
  await plain.goto(link);
  await expect(plain.getByRole("heading", { level: 1 }), "without a script").toHaveText("आपका खाता हटा दिया गया है");
  const [download] = await Promise.all([visitor.waitForEvent("download"), visitor.getByRole("link", { name: "प्रमाणपत्र (PDF)" }).click()]);
  expect(download.suggestedFilename()).toContain(`DR-${request.number}`);

  const nobodys = await fetch(link.replace(/closed\/.*$/, "closed/5c1f7e0e-0000-4000-8000-000000000000?lang=en"));
  expect(nobodys.status).toBe(404);
  expect(await nobodys.text()).toContain("There is nothing here");
});

/** The address in the mail that says that it is done; waits until that one is the newest. */
async function lastLink(email: string): Promise<string> {
  let link = "";
  await expect
    .poll(
      async () => {
        const mails = await mailbox.all(email);
        link = mails.map((mail) => /https?:\/\/\S+\/account\/closed\/\S+/.exec(mail.text)?.[0]).find(Boolean) ?? "";
        return link;
      },
      { message: "the last mail, with its link", timeout: 45_000 },
    )
    .toContain("lang=hi");
  return link;
}
