import { craftPng, harmlessPdf, scriptedPdf } from "@/server/testing/crafted-files";
import { isAccessible } from "../../fixtures/accessibility";
import { awake } from "../../fixtures/desk";
import { mailbox } from "../../fixtures/mailbox";
import { signIn } from "../../fixtures/owner";
import { expect, test } from "../../fixtures/test";

const LONG = "I asked twice by telephone, and nobody could say what becomes of the recordings.";

// proves: D7.5
test("an owner complains, sends a file and is refused another; the officer finds the case and reads it", async ({
  stranger,
  tenant,
  staff,
}) => {
  test.setTimeout(120_000);
  const page = await stranger();
  await signIn(page, { email: tenant.owner.email, to: "/account/rights" });
  await expect(page.getByRole("heading", { level: 1, name: "Your rights and complaints" })).toBeVisible();
  await expect(page.getByText(/If you are not content .* Data Protection Board of India/)).toBeVisible();
  await isAccessible(page, "rights");

  await test.step("what was typed comes back with a refusal", async () => {
    await page.getByRole("link", { name: /^Complain / }).click();
    await awake(page);
    await page.getByLabel("What happened?").fill(LONG);
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Choose one of these" })).toBeVisible();
    await expect(page.getByLabel("What happened?")).toHaveValue(LONG);
    await isAccessible(page, "a complaint that was refused");
  });

  await page.getByRole("radio", { name: "How data is used" }).check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText(/It has arrived. The number is GR-\d+/)).toBeVisible();
  const number = /GR-\d+/.exec((await page.getByRole("main").textContent()) ?? "")?.[0] ?? "";
  await expect(page.getByRole("img", { name: /^Received on .* Answer due by/ })).toBeVisible();
  await expect
    .poll(async () => (await mailbox.all(tenant.owner.email)).some((mail) => mail.subject.includes(number)), { timeout: 20_000 })
    .toBe(true);

  await test.step("a harmless file is taken, one that runs by itself is not", async () => {
    await page.getByLabel("Choose files").setInputFiles([
      { name: "bill.pdf", mimeType: "application/pdf", buffer: harmlessPdf() },
      { name: "screen.png", mimeType: "image/png", buffer: craftPng() },
    ]);
    await page.getByRole("button", { name: "Send the files" }).click();
    await expect(page.getByText("2 files have been added.")).toBeVisible();
    await page.getByLabel("Choose files").setInputFiles({ name: "bill.pdf", mimeType: "application/pdf", buffer: scriptedPdf() });
    await page.getByRole("button", { name: "Send the files" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "runs or opens by itself" })).toBeVisible();
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "Save bill.pdf" }).click();
    expect((await saved).suggestedFilename()).toBe("bill.pdf");
    await isAccessible(page, "a case");
  });

  await test.step("the officer has it in the queue; an agent has neither page nor words", async () => {
    const farah = await staff("farah");
    await farah.go("/console");
    await farah.page.getByRole("navigation", { name: "Pages" }).first().getByRole("link", { name: "Grievances" }).click();
    await expect(farah.page.getByRole("searchbox", { name: "Find a case by its number" })).toBeVisible();
    await farah.go(`/console/grievances?q=${number}`);
    await farah.page
      .getByRole("list", { name: "Grievances" })
      .getByRole("link", { name: new RegExp(number) })
      .click();
    await expect(farah.page.getByRole("heading", { level: 1, name: new RegExp(number) })).toBeVisible();
    await expect(farah.page.getByText(LONG)).toBeVisible();
    await isAccessible(farah.page, "a case at the desk");
    const dev = await staff("dev");
    await dev.go(new URL(farah.page.url()).pathname);
    await expect(dev.page.getByText("This desk is the grievance officer's")).toBeVisible();
    await expect(dev.page.getByText(LONG)).toHaveCount(0);
  });
});

test.describe("in Hindi, on a telephone, without a script", () => {
  test.use({ viewport: { width: 375, height: 812 } });
  test("a locked-out owner sees what is held, has a name corrected, and is refused a file that runs by itself", async ({
    stranger,
    anotherTenant,
    build,
  }) => {
    test.setTimeout(120_000);
    const tenant = await anotherTenant({ language: "hi" });
    await build.tenantInRetention({ tenant, deactivatedDaysAgo: 3 });
    const phone = { viewport: { width: 375, height: 812 } };
    const scripted = await stranger(phone);
    await signIn(scripted, { email: tenant.owner.email, language: "hi", to: "/account/rights" });
    const page = await stranger({ ...phone, javaScriptEnabled: false, storageState: await scripted.context().storageState() });

    await page.goto("/account/rights/summary?lang=hi");
    await page.getByRole("button", { name: "सारांश दिखाएँ" }).click();
    await expect(page.getByRole("heading", { level: 3, name: "बातचीत" })).toBeVisible();
    await expect(page.getByText(tenant.owner.email)).toBeVisible();

    await page.goto("/account/rights/new/correction?lang=hi");
    await page.getByRole("radio", { name: /आपका नाम/ }).check();
    await page.getByLabel("इसमें क्या लिखा होना चाहिए?").fill(tenant.owner.name);
    await page.getByLabel(/और कुछ जानना/).fill("कृपया जाँच लें।");
    await page.getByRole("button", { name: "भेजें" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "पहले से यही लिखा है" })).toBeVisible();
    await expect(page.getByLabel(/और कुछ जानना/)).toHaveValue("कृपया जाँच लें।");
    await page.getByLabel("इसमें क्या लिखा होना चाहिए?").fill("आशा मेनन");
    await page.getByRole("button", { name: "भेजें" }).click();
    await expect(page.getByText("आशा मेनन")).toBeVisible();

    await page.getByLabel("फ़ाइलें चुनें").setInputFiles({ name: "bill.pdf", mimeType: "application/pdf", buffer: scriptedPdf() });
    await page.getByRole("button", { name: "फ़ाइलें भेजें" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "अपने आप चलता" })).toBeVisible();
    await scripted.goto("/account/rights/summary?lang=hi");
    await isAccessible(scripted, "the summary in Hindi");
  });
});
