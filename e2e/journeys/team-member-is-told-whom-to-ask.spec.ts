import { letter } from "../fixtures/letter";
import { mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

// proves: D2.2 D2.3
test("a team member who asks for deletion is told whom to ask, and nothing opens", async ({ tenant, cases, dev }) => {
  const ravi = { name: tenant.member.name, email: tenant.member.email, organisation: tenant.name };
  await letter.from(ravi).asksForDeletion({ account: tenant.owner.email });

  const answer = await mailbox.newest(ravi.email, /Only the owner can ask for the deletion/);
  expect(answer.text).toContain("Please ask the owner to write to us from the address on file");
  expect(await cases.count(tenant.id)).toBe(0);
  expect(await mailbox.all(tenant.owner.email)).toEqual([]);

  await dev.go("/console/letters");
  const masked = `${ravi.email[0]}•••${ravi.email.slice(ravi.email.indexOf("@"))}`;
  const line = dev.page.getByRole("list", { name: "Letters" }).getByRole("listitem").filter({ hasText: masked });
  await expect(line).toContainText("Told to ask the owner");
  await dev.go(`/console/tenants/${tenant.id}`);
  await expect(dev.panel("Requests")).toContainText("Nobody has asked for anything yet.");

  await test.step("however many letters, one answer a day", async () => {
    await letter.from(ravi).asksForDeletion({ subject: "Please, please delete our account", account: tenant.owner.email });
    await expect(async () => {
      await dev.go("/console/letters");
      await expect(line).toHaveCount(2, { timeout: 2_000 });
      await expect(line.filter({ hasText: "Told to ask the owner" })).toHaveCount(2, { timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    expect(await mailbox.all(ravi.email)).toHaveLength(1);
  });
});
