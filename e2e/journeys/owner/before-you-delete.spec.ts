import { BOTH, isAccessible } from "../../fixtures/accessibility";
import { awake } from "../../fixtures/desk";
import { mailbox } from "../../fixtures/mailbox";
import { signIn } from "../../fixtures/owner";
import { RefundDesk } from "../../fixtures/refund-desk";
import { expect, test } from "../../fixtures/test";

test.beforeEach(() => test.setTimeout(180_000));

// proves: D5.1 D5.4 D5.5 D5.6
test("an owner looks at what leaving means, asks for a refund and has the team told once, before anything happens", async ({
  stranger,
  tenant,
  build,
  dev,
  pool,
}) => {
  await build.purchase({ tenant, taxablePaise: 12_345_600 });
  const page = await stranger({ viewport: { width: 1440, height: 900 } });
  await signIn(page, { email: tenant.owner.email, to: "/account/leave" });
  const item = (name: string) => page.getByRole("listitem", { name, exact: true });

  await test.step("first what is not lost, then what is worth doing", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Before you delete ${tenant.name}`);
    await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("What you will not lose");
    await expect(item("Ask for refunds first")).toContainText("1 purchase can still be paid back, ₹1,45,678.08 in all");
    await expect(item("Tell your team")).toContainText(tenant.member.name);
    await expect(item("Update your integrations")).toContainText("used by callmissed-node/1.8.2");
    await expect(item("Think of who talks to your bots")).toContainText("Front desk");
    await isAccessible(page, "the checklist", BOTH);
  });
  await test.step("a refund, asked from the dashboard", async () => {
    await item("Ask for refunds first").getByRole("link", { name: "Ask for a refund" }).click();
    await isAccessible(page, "purchases and refunds", BOTH);
    await page.getByRole("region", { name: "Can be paid back now" }).getByRole("link", { name: "Ask for this refund" }).click();
    await page.getByLabel("Amount in rupees").fill("2,00,000");
    await page.getByRole("button", { name: "See what that means" }).click();
    await expect(page.getByText("At most ₹1,45,678.08 can be paid back now.")).toBeVisible();
    await page.getByLabel("Amount in rupees").fill("1,18,000.00");
    await page.getByLabel("Why").selectOption("bought_by_mistake");
    await page.getByRole("button", { name: "See what that means" }).click();
    await expect(page.getByRole("region", { name: "What you would be asking for" })).toContainText("₹1,00,000.00");
    await isAccessible(page, "what it means", BOTH);
    await page.getByRole("button", { name: "Ask for ₹1,18,000.00" }).click();
    await expect(page.getByRole("status").filter({ hasText: "We have your request RF-" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Your refunds" })).toContainText("Being decided");
    const { rows } = await pool.query(
      "SELECT id, number, channel, lodged_by FROM console.refund WHERE tenant_id = $1 AND state = 'requested' AND channel = 'dashboard' AND amount_paise = 11800000",
      [tenant.id],
    );
    expect(rows).toMatchObject([{ channel: "dashboard", lodged_by: null }]);
    const desk = new RefundDesk(dev);
    await dev.go("/console/refunds");
    await expect(desk.lines.filter({ hasText: `RF-${rows[0].number}` })).toContainText(tenant.name);
    const book = await pool.query("SELECT actor_kind, payload::text AS payload FROM console.audit_event WHERE payload->>'refundId' = $1", [
      rows[0].id,
    ]);
    expect(book.rows).toMatchObject([{ actor_kind: "owner" }]);
    expect(JSON.stringify(book.rows)).not.toContain("Asha");
  });
  await test.step("the team is told, once", async () => {
    await page.goto("/account/leave");
    await awake(page);
    await item("Tell your team")
      // This tenant was told once before, long ago.
      .getByRole("button", { name: "Tell them again" })
      .click();
    await expect(item("Tell your team").getByRole("button")).toHaveCount(0);
    await expect(item("Tell your team")).toContainText(/people were told on .* You can tell them again from/);
    const mail = await mailbox.newest(tenant.member.email, /is about to leave CallMissed/);
    expect(mail.text).toContain(tenant.name);
    expect((await mailbox.all(tenant.member.email)).length).toBe(1);
    expect((await mailbox.all(tenant.owner.email)).filter((one) => one.subject === mail.subject)).toEqual([]);
    await expect(item("Tell your team")).toContainText("Done");
  });
  await test.step("staying and going are one press away, staying first", async () => {
    const ways = page.getByRole("region", { name: "Your decision" }).getByRole("link");
    await expect(ways.first()).toHaveText("Not now, back to my account");
    await expect(page.getByRole("link", { name: "Go on to delete" })).toHaveAttribute("href", "/account/leave/confirm");
  });
});

test("in Hindi on a phone, and without a script, the list, the refund and the policy say the same", async ({
  anotherTenant,
  stranger,
  build,
}) => {
  const tenant = await anotherTenant({ language: "hi" });
  const purchase = await build.purchase({ tenant });
  const phone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true } as const;
  const page = await stranger(phone);
  await signIn(page, { email: tenant.owner.email, language: "hi", to: "/account/leave" });
  await expect(page.locator("html")).toHaveAttribute("lang", "hi");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${tenant.name} को हटाने से पहले`);
  await isAccessible(page, "the checklist in Hindi", BOTH);

  await test.step("a refund without a script", async () => {
    const plain = await stranger({ ...phone, javaScriptEnabled: false, storageState: await page.context().storageState() });
    await plain.goto(`/account/refunds/${purchase.id}`);
    await plain.getByLabel("राशि, रुपयों में").fill("५९०");
    await plain.getByRole("button", { name: "देखें कि इसका अर्थ क्या है" }).click();
    await plain.getByRole("button", { name: "₹590.00 माँगें" }).click();
    await expect(plain.getByRole("status").filter({ hasText: "हमें मिल गया है" })).toBeVisible();
  });
  await test.step("the policy with the owner's own dates; English decides", async () => {
    await page.goto("/policies/account-deletion");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("खाता हटाने की नीति");
    await expect(page.getByText("निर्णायक पाठ अंग्रेज़ी का है")).toBeVisible();
    await expect(page.getByRole("note").first()).toContainText(tenant.name);
    await isAccessible(page, "the policy in Hindi", BOTH);
    const visitor = await stranger();
    await visitor.goto("/policies/account-deletion?lang=en");
    await expect(visitor.getByText("We honor erasure requests within the timeframes specified in this policy")).toBeVisible();
    await expect(visitor.getByRole("note")).toHaveCount(0);
    await isAccessible(visitor, "the policy", BOTH);
  });
});

test("once the account is deactivated the list has nothing left to prepare, and refunds and policy say the same", async ({
  stranger,
  build,
}) => {
  const { tenant } = await build.tenantInRetention({ isFilled: true });
  const page = await stranger();
  await signIn(page, { email: tenant.owner.email, to: "/account/leave" });
  await expect(page.getByText("There is nothing left to prepare.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Tell/ })).toHaveCount(0);
  await page.goto("/account/refunds");
  await expect(page.getByRole("region", { name: "Can be paid back now" })).toContainText("Nothing can be paid back at the moment.");
  await page.goto("/policies/account-deletion");
  await expect(page.getByRole("note").first()).toContainText("Your account was deactivated on");
  await expect(page.getByRole("note").last()).toContainText("You can come back until");
});
