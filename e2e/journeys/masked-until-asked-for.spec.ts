import { BOTH, isAccessible } from "../fixtures/accessibility";
import { letter } from "../fixtures/letter";
import { mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

test("an agent has one value shown for a reason, and reads a letter; the book says so, and an auditor is shown nothing", async ({
  tenant,
  dev,
  arjun,
  cases,
}) => {
  await letter.from(tenant.asWriter).asksForDeletion();
  await mailbox.newest(tenant.owner.email, /code to confirm/);
  const request = await cases.openedFor(tenant.id);
  const { email } = tenant.owner;
  const owner = dev.panel("Owner");

  await test.step("the address is masked, found by typing all of it, and shown by the keyboard alone", async () => {
    await dev.go("/console/requests");
    await dev.search.fill(email);
    await expect(dev.lines).toHaveCount(1);
    await expect(dev.lines).toContainText(`a•••@${tenant.domain}`);
    await dev.go(`/console/tenants/${tenant.id}`);
    await expect(owner).toContainText(`a•••@${tenant.domain}`);
    expect(await dev.page.content()).not.toContain(email);
    const show = owner.getByRole("button", { name: "Show… the e-mail address" });
    await show.focus();
    await dev.page.keyboard.press("Enter");
    await expect(dev.page.getByRole("dialog")).toContainText("The reason is written down");
    await isAccessible(dev.page, "why a value is shown", BOTH);
    await dev.page.getByRole("button", { name: "To answer the person" }).focus();
    await dev.page.keyboard.press("Enter");
    await expect(owner).toContainText(email);
    await expect(owner.getByRole("button", { name: "Hide the e-mail address" })).toBeFocused();
    await dev.go(`/console/tenants/${tenant.id}`);
    await expect(owner).toContainText(`a•••@${tenant.domain}`);
  });

  await test.step("the letter is closed until it is read", async () => {
    await dev.open(request);
    const words = dev.panel(/letter/i).first();
    expect(await dev.page.content()).not.toContain(email);
    await words.getByRole("button", { name: "Read the letter" }).click();
    await expect(words).toContainText(email);
  });

  await test.step("an auditor finds both in the book, and no button", async () => {
    await arjun.go(`/console/audit?q=${tenant.id}`);
    const events = arjun.page.getByRole("list", { name: "Events" });
    await expect(events).toContainText("had the e-mail address of an owner shown: to answer the person");
    await expect(events).toContainText("read a letter, to decide about a request");
    expect(await arjun.page.content()).not.toContain(email);
    await arjun.go(`/console/tenants/${tenant.id}`);
    await expect(arjun.panel("Owner")).toContainText(`a•••@${tenant.domain}`);
    await expect(arjun.panel("Owner").getByRole("button")).toHaveCount(0);
  });
});
