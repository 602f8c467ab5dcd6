import { BOTH, isAccessible } from "../fixtures/accessibility";
import { letter } from "../fixtures/letter";
import { mailbox } from "../fixtures/mailbox";
import { signIn } from "../fixtures/owner";
import { expect, test } from "../fixtures/test";

const REASONS =
  "हमने आपके तीनों पत्र देखे। पहला पत्र 3 मई को मिला और उसका जवाब 4 मई को गया था।\n\nबाक़ी दो पत्र हमारे पास नहीं पहुँचे, इसलिए हम इसमें कोई चूक नहीं मान सकते।";

test("a complaint by mail in Hindi is answered in Hindi, with the reasons, the contact and the Board, by mail and on the owner's page", async ({
  anotherTenant,
  staff,
  stranger,
}) => {
  test.setTimeout(120_000);
  const tenant = await anotherTenant({ language: "hi", ownerName: "आशा मेनन" });
  await letter.from(tenant.asWriter).complains({ language: "hi" });
  const arrived = await mailbox.newest(tenant.owner.email, /GR-\d+/, 30_000);
  const number = /GR-\d+/.exec(arrived.subject)?.[0] ?? "";
  expect(arrived.text).toContain("भारत के डेटा संरक्षण बोर्ड");

  const farah = await staff("farah");
  await test.step("the officer writes the reasons and sees the whole mail before it goes", async () => {
    await farah.go(`/console/grievances?q=${number}`);
    await farah.page.getByRole("link", { name: new RegExp(number) }).click();
    await expect(farah.page.getByRole("heading", { level: 1, name: new RegExp(number) })).toBeVisible();
    await expect(farah.page.getByText("मैं शिकायत अधिकारी के पास शिकायत दर्ज करना चाहती हूँ।").first()).toBeVisible();
    const answer = farah.panel("Answer");
    await answer.getByRole("button", { name: /^Decide/ }).click();
    const dialog = farah.page.getByRole("dialog");
    await expect(dialog).toContainText("Write in Hindi");
    await dialog.getByRole("radio", { name: /^Refused/ }).click();
    await dialog.getByRole("textbox", { name: "Reasons" }).fill("नहीं।");
    await expect(dialog.getByRole("button", { name: "See the whole mail" })).toBeDisabled();
    await dialog.getByRole("textbox", { name: "Reasons" }).fill(REASONS);
    await dialog.getByRole("button", { name: "See the whole mail" }).click();
    await expect(dialog.getByRole("region", { name: "The mail as it will be read" })).toContainText("शिकायत संपर्क");
    await isAccessible(farah.page, "the question before a decision", BOTH);
    await farah.page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole("button", { name: "Decide and send" }).click();
    await expect(dialog).toBeHidden();
    await expect(answer).toContainText("Refused");
    await expect(answer.getByRole("list", { name: "What the person was sent" })).toContainText(/Answer sent/, { timeout: 20_000 });
    await isAccessible(farah.page, "a case that is decided", BOTH);
  });

  const mail = await mailbox.newest(tenant.owner.email, new RegExp(`${number} पर हमारा जवाब`), 30_000);
  for (const said of ["हम आपकी बात नहीं मान सके", ...REASONS.split("\n\n"), "डेटा संरक्षण बोर्ड", "शिकायत संपर्क"])
    expect(mail.text).toContain(said);

  await test.step("the owner reads it on the page that the mail leads to, in the same words", async () => {
    const page = await stranger();
    const address = /https?:\/\/\S+(\/account\/rights\/[0-9a-f-]{36})/.exec(mail.text)?.[1] ?? "";
    await signIn(page, { email: tenant.owner.email, language: "hi", to: address });
    await expect(page.getByRole("heading", { level: 1 })).toContainText("शिकायत");
    await expect(page.getByRole("region", { name: "हमारा फ़ैसला" })).toContainText("हम आपकी बात नहीं मान सके");
    await expect(page.getByText(REASONS.split("\n\n")[1] ?? "")).toBeVisible();
    await expect(page.getByRole("region", { name: "हमारा फ़ैसला" })).toContainText("डेटा संरक्षण बोर्ड");
    await isAccessible(page, "a decided case on the owner's page");
  });
});
