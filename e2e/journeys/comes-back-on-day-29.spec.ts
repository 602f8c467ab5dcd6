import { awake } from "../fixtures/desk";
import { gate } from "../fixtures/gate";
import { letter } from "../fixtures/letter";
import { codeIn, linkIn, mailbox } from "../fixtures/mailbox";
import { platform } from "../fixtures/platform";
import { expect, test } from "../fixtures/test";

const REFUSED = { allowed: false, reason: "tenant_deactivated" };

// proves: D1.1 D2.4 D3.1 D3.2 D3.3 D3.4 D3.7 D6.1 D6.3 D6.4 D6.5
test("an owner who asks by mail is locked out, and comes back on day 29 with everything but the keys", async ({
  tenant,
  meera,
  owner,
  stranger,
  cases,
  belongings,
}) => {
  test.setTimeout(120_000);
  const doors = { bot: { botId: tenant.botId }, member: { memberId: tenant.member.id }, webhook: { webhookId: tenant.webhookId } };

  await test.step("the owner asks by mail, and a code goes to the address on file", async () => {
    await letter.from(tenant.asWriter).asksForDeletion();
    await meera.open(await cases.openedFor(tenant.id));
    await meera.isIn("received");
    await expect(meera.panel("Evidence")).toContainText("The sender it names is the owner on record.");
    await expect(meera.act(/^Verify/)).toHaveAttribute("aria-disabled", "true");
    await expect(meera.decision).toContainText("The owner has not confirmed the code");
  });

  const mail = await mailbox.newest(tenant.owner.email, /code to confirm the deletion/);
  await test.step("opening the link alone confirms nothing", async () => {
    const page = await stranger();
    await page.goto(linkIn(mail));
    await awake(page);
    await expect(page.getByText("nothing happens until you press Confirm")).toBeVisible();
    await meera.page.reload();
    await expect(meera.panel("Evidence")).toContainText("Not confirmed yet");
  });

  await test.step("the code does", async () => {
    const page = await owner.confirms(linkIn(mail), codeIn(mail));
    await expect(page.getByRole("heading", { name: /You have confirmed that you want to delete/ })).toBeVisible();
    await expect(meera.panel("Evidence")).toContainText("The owner confirmed the deletion with the code", { timeout: 15_000 });
  });

  await test.step("everything is allowed until an agent has decided", async () => {
    expect(await gate.asks({ apiKey: tenant.apiKey })).toEqual({ allowed: true });
    for (const door of Object.values(doors)) expect(await gate.asks(door)).toEqual({ allowed: true });
    await meera.verifies();
    expect(await gate.asks({ apiKey: tenant.apiKey })).toEqual({ allowed: true });
  });
  const before = await belongings(tenant);

  await test.step("deactivation refuses key, bot, member and webhook at once", async () => {
    await meera.deactivates(tenant.name);
    expect(await gate.asks({ apiKey: tenant.apiKey })).toEqual({ allowed: false, reason: "revoked" });
    for (const door of Object.values(doors)) expect(await gate.asks(door)).toEqual(REFUSED);
  });

  await test.step("the five doors were tried, and the owner has the date in writing", async () => {
    const receipts = meera.panel("Lock-out, tried").getByRole("listitem");
    await expect(receipts.filter({ hasText: "was refused" })).toHaveCount(5, { timeout: 20_000 });
    const told = await mailbox.newest(tenant.owner.email, /closes for good on \d{1,2} \w+ 20\d\d/);
    expect(told.text).toContain("You can come back until that moment");
    expect(told.text).toContain("Grievance Officer");
  });

  const request = await cases.openedFor(tenant.id);
  await expect(meera.panel("Sealed data")).toContainText("fingerprinted", { timeout: 20_000 });
  await cases.age(request.id, 29);

  await test.step("on day 29 the owner writes to come back and confirms", async () => {
    await letter.from(tenant.asWriter).asksToComeBack();
    const back = await mailbox.newest(tenant.owner.email, /code to bring .* back/);
    const page = await owner.confirms(linkIn(back), codeIn(back));
    await expect(page.getByRole("heading", { name: /You have confirmed that you want to come back/ })).toBeVisible();
    await expect(meera.panel("Evidence")).toContainText("The owner asks to come back", { timeout: 15_000 });
  });

  await test.step("everything is as it was, except for the keys", async () => {
    await meera.reactivates(tenant.name);
    await expect(meera.panel("Sealed data")).toContainText("On return every table was equal to what was sealed.");
    for (const door of Object.values(doors)) expect(await gate.asks(door)).toEqual({ allowed: true });
    expect(await gate.asks({ apiKey: tenant.apiKey })).toEqual({ allowed: false, reason: "revoked" });
    expect(await belongings(tenant)).toEqual(before);
    const welcome = await mailbox.newest(tenant.owner.email, /^Welcome back/);
    expect(welcome.text).toMatch(/All 14 tables of your data, with [\d,]+ rows, are exactly as they were/);
    await platform.isTold(tenant.id, ["tenant.deactivated", "tenant.reactivated"]);
  });
});
