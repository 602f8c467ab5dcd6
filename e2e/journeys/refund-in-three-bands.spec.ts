import PostalMime from "postal-mime";
import { gateway } from "../fixtures/gateway";
import { mailbox } from "../fixtures/mailbox";
import { places } from "../fixtures/places";
import { paidTenant, RefundDesk } from "../fixtures/refund-desk";
import { expect, test } from "../fixtures/test";

test.beforeEach(() => test.setTimeout(90_000));
test.afterEach(() => gateway.cashfree().forget());

test("up to ₹1,000 one agent sees it through, from the tenant's page to the credit note in the owner's mailbox", async ({
  build,
  dev,
  pool,
}) => {
  const { tenant } = await paidTenant(build, 80_000);
  await build.credits({ tenant, amountPaise: 50_000, source: "granted" });
  await gateway.cashfree().settleAfter(200);
  const till = new RefundDesk(dev);

  await test.step("the tenant's page says how much, until when, and the dialog what it comes to", async () => {
    await dev.go(`/console/tenants/${tenant.id}`);
    const purchases = dev.panel("Purchases");
    await expect(purchases).toContainText("₹944.00 refundable");
    await expect(purchases.getByRole("timer")).toContainText(/6 d 2[23] h/);
    await dev.page.keyboard.press("n");
    const dialog = dev.page.getByRole("dialog", { name: `Write down a refund for ${tenant.name}` });
    await dialog.getByLabel("Amount, tax included").fill("2,000");
    await expect(dialog).toContainText("At most ₹944.00 can be paid back now.");
    await expect(dialog.getByRole("button", { name: "Write it down" })).toBeDisabled();
    await dialog.getByLabel("Amount, tax included").fill("472");
    for (const line of ["Credits taken back", "₹400.00", "CGST, 9 %", "₹36.00", "The owner gets", "₹472.00", "You can grant this alone"])
      await expect(dialog).toContainText(line);
    await dev.page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  await test.step("written down, granted, paid: nobody else is needed", async () => {
    await till.writesDown(tenant);
    await expect(till.title).toContainText("₹944.00");
    await expect(dev.panel("Why it is due").getByRole("listitem")).toHaveCount(6);
    await till.does(/^Grant and pay out/, "Grant and pay out");
    await till.isIn("succeeded");
    await expect(dev.panel("References")).toContainText(/CN\/?\d\d-\d\d/);
    await expect(dev.panel("Timeline")).toContainText("Cashfree");
    await expect(dev.decision).toContainText("Nothing is left to do");
  });

  await test.step("the owner is told with the document, and the purchased credits are gone; granted ones stay", async () => {
    const mail = await mailbox.newest(tenant.owner.email, /We have paid back ₹944\.00/);
    const raw = await (await fetch(`${places.mailbox()}/messages/${mail.id}/raw`)).arrayBuffer();
    const { attachments } = await PostalMime.parse(raw);
    expect(attachments.map(({ mimeType }) => mimeType)).toEqual(["application/pdf"]);
    expect(
      Buffer.from(attachments[0]?.content as ArrayBuffer)
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    const { rows } = await pool.query(
      "SELECT source::text, sum(amount_paise)::text AS paise FROM platform.credit_entry WHERE tenant_id = $1 GROUP BY 1 ORDER BY 1",
      [tenant.id],
    );
    expect(Object.fromEntries(rows.map(({ source, paise }) => [source, paise]))).toEqual({ granted: "50000", purchased: "0" });
  });
});

test("above ₹1,000 another person agrees to exactly what they see; whoever proposed or wrote it down is refused", async ({
  build,
  dev,
  meera,
  pool,
  watch,
}) => {
  watch.provokes(/status of 412/); // the agreement that is refused below
  const { tenant, purchase } = await paidTenant(build, 500_000);
  await gateway.cashfree().settleAfter(null);
  const [maker, checker] = [new RefundDesk(meera), new RefundDesk(dev)];
  const refund = await maker.writesDown(tenant);
  await maker.does(/^Propose the grant/, "Propose the grant");
  await maker.isIn("proposed");

  await test.step("the maker is refused on the screen and past it, and the attempt is in the book", async () => {
    await expect(meera.act(/^Agree/)).toHaveAttribute("aria-disabled", "true");
    await expect(meera.decision).toContainText("Somebody else has to agree (A3).");
    const { rows } = await pool.query("SELECT facts_sha256 FROM console.approval WHERE subject_id = $1", [refund.id]);
    expect(await meera.calls("refund.agree", { refundId: refund.id, factsSha256: rows[0].facts_sha256 })).toMatchObject({
      status: 412,
      refusal: "own_grant",
    });
    await maker.open(refund);
    await expect(meera.panel("Timeline")).toContainText("was refused to agree: it was their own grant");
  });

  await test.step("a colleague finds it first in the queue and agrees to the very parameters", async () => {
    await checker.view("To approve");
    await checker.lines.filter({ hasText: tenant.name }).click();
    await expect(checker.title).toContainText("₹5,900.00");
    await dev.page.keyboard.press("a");
    const dialog = dev.page.getByRole("dialog", { name: `Agree that ${tenant.name} gets ₹5,900.00?` });
    const facts = dialog.getByRole("group").or(dialog.locator("dl"));
    for (const fact of [`RF-${refund.number}`, tenant.name, purchase.invoiceNumber, "₹5,900.00", "₹5,000.00", "Cashfree"])
      await expect(facts.first()).toContainText(fact);
    await dialog.getByRole("button", { name: "Agree to the grant" }).click();
    await expect(dialog).toBeHidden();
    await checker.isIn("pending");
  });

  await test.step("once the bank has paid, its reference is there to be copied", async () => {
    await gateway.cashfree().settle(await checker.nameAtGateway(purchase), "SUCCESS");
    await checker.isIn("succeeded");
    await expect(dev.panel("References").getByRole("button", { name: "Copy the bank's reference" })).toBeVisible();
  });
});

test("above ₹10,000 it takes two others, and a changed amount voids what one of them agreed to", async ({ build, dev, meera, staff }) => {
  const { tenant } = await paidTenant(build, 2_000_000);
  await gateway.cashfree().settleAfter(200);
  const farah = await staff("farah");
  const [maker, first, second] = [new RefundDesk(dev), new RefundDesk(meera), new RefundDesk(farah)];
  const refund = await maker.writesDown(tenant, "20,000");
  await expect(dev.panel("Who decides").getByRole("listitem").filter({ hasText: "two other people" })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await maker.does(/^Propose the grant/, "Propose the grant");

  await first.open(refund);
  await first.does(/^Agree/, "Agree to the grant");
  await expect(meera.outcome).toContainText("You agreed: 1 of 2");
  await expect(meera.decision).toContainText("You have agreed to this grant already.");

  await test.step("the amount changes: the agreement is void and it is proposed anew", async () => {
    await dev.act(/^Change the amount/).click();
    const dialog = dev.page.getByRole("dialog", { name: /^Change RF-/ });
    await dialog.getByRole("button", { name: "Everything unused" }).click();
    await expect(dialog).toContainText("₹23,600.00");
    await dialog.getByRole("button", { name: "Change it" }).click();
    await expect(maker.title).toContainText("₹23,600.00");
    await expect(dev.panel("Timeline")).toContainText("what had been agreed to is void");
    await maker.does(/^Propose the grant/, "Propose the grant");
  });

  await second.open(refund);
  await second.does(/^Agree/, "Agree to the grant");
  await expect(farah.outcome).toContainText("You agreed: 1 of 2");
  await second.isIn("proposed");
  await first.open(refund);
  await first.does(/^Agree/, "Agree to the grant");
  await first.isIn("succeeded");
  for (const name of ["Farah Siddiqui agreed", "Meera Nair agreed"]) await expect(meera.panel("Who decided")).toContainText(name);
});
