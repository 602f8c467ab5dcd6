import { isAccessible } from "../fixtures/accessibility";
import { letter } from "../fixtures/letter";
import { mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

const COMPLAINT = "मेरी शिकायत है: मैंने तीन बार लिखा और किसी ने जवाब नहीं दिया। कृपया बताइए कि मेरी रिकॉर्डिंग किसने सुनी।";

// proves: D7.5 D7.6
test("a complaint by mail is a case that is acknowledged, and the reply to that mail is in its thread", async ({
  anotherTenant,
  staff,
}) => {
  test.setTimeout(120_000);
  const tenant = await anotherTenant({ language: "hi" });
  const writer = { name: tenant.owner.name, email: tenant.owner.email, organisation: tenant.name };

  await letter.from(writer).asksSomethingElse({ language: "hi", subject: "शिकायत", text: COMPLAINT });
  const told = await mailbox.newest(writer.email, /GR-\d+/);
  const number = /GR-\d+/.exec(told.subject)?.[0] ?? "";
  expect(told.text, "in the person's language").toMatch(/\p{Script=Devanagari}/u);

  const farah = await staff("farah");
  const { page } = farah;
  await test.step("the officer finds it by its number and reads what was written", async () => {
    await farah.go(`/console/grievances?q=${number}`);
    await page
      .getByRole("list", { name: "Grievances" })
      .getByRole("link", { name: new RegExp(number) })
      .click();
    await expect(page.getByRole("heading", { level: 1, name: new RegExp(number) })).toBeVisible();
    await expect(page.getByRole("list", { name: "What was written" })).toContainText(COMPLAINT);
    await expect(page.getByText(/^Acknowledged .* by a mail that our server handed over/)).toBeVisible();
    await page.getByRole("button", { name: "Take it on" }).click();
    await expect(page.getByRole("button", { name: "Put it back" })).toBeVisible();
  });

  await test.step("a note looks like nothing that was ever sent", async () => {
    await page.getByRole("button", { name: "Note…" }).click();
    await page.getByRole("textbox", { name: "The note" }).fill("Ask who listened on 12 March.");
    await page.getByRole("button", { name: "Keep the note" }).click();
    await expect(page.getByText("Internal note, never sent")).toBeVisible();
    await isAccessible(page, "a case with a note");
  });

  await test.step("the reply is added to it; nobody else gets into the thread by its number", async () => {
    await letter.from(writer).asksSomethingElse({ language: "hi", subject: `Re: ${told.subject}`, text: "एक बात और: यह मार्च में हुआ।" });
    const other = await anotherTenant();
    const stranger = { name: other.owner.name, email: other.owner.email, organisation: other.name };
    await letter
      .from(stranger)
      .asksSomethingElse({ subject: `A complaint about ${number}`, text: "I complain: nobody answered my letters." });
    await mailbox.newest(stranger.email, /GR-\d+/);
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("list", { name: "What was written" })).toContainText("यह मार्च में हुआ", { timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await expect(page.getByRole("list", { name: "What was written" })).not.toContainText("nobody answered my letters");
  });
});
