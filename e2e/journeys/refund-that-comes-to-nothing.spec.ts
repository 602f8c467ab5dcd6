import { isAccessible } from "../fixtures/accessibility";
import { gateway } from "../fixtures/gateway";
import { mailbox } from "../fixtures/mailbox";
import { paidTenant, RefundDesk } from "../fixtures/refund-desk";
import { expect, test } from "../fixtures/test";

test.beforeEach(() => test.setTimeout(90_000));
test.afterEach(() => gateway.cashfree().forget());

test("a payout that fails says what to do, gives the credits back, and is tried again as a refund of its own", async ({ build, meera }) => {
  const { tenant, purchase } = await paidTenant(build, 50_000);
  await gateway.cashfree().settleAfter(null);
  const till = new RefundDesk(meera);
  const refund = await till.writesDown(tenant);
  await till.does(/^Grant and pay out/, "Grant and pay out");
  await till.isIn("pending");
  await gateway.cashfree().settle(await till.nameAtGateway(purchase), "FAILED");

  await test.step("nobody overlooks it: on its page, in the queue, on Today", async () => {
    await till.isIn("failed");
    await expect(till.trouble).toContainText("The money did not arrive.");
    await meera.go("/console");
    await meera
      .panel("Alerts")
      .getByRole("link", { name: /A refund needs somebody/ })
      .first()
      .click();
    await expect(till.title).toBeVisible();
    await till.view("Needs a person");
    await till.lines.filter({ hasText: tenant.name }).click();
    await expect(till.trouble).toBeVisible();
  });

  await test.step("the owner knows, and the credits are refundable again", async () => {
    await mailbox.newest(tenant.owner.email, /did not go through/);
    await meera.go(`/console/tenants/${tenant.id}`);
    await expect(meera.panel("Purchases")).toContainText("₹590.00 refundable");
  });

  await test.step("the second try is asked for when the first was, and arrives", async () => {
    await till.open(refund);
    await gateway.cashfree().settleAfter(200);
    await till.does(/^Try again/, "Try again");
    await expect(till.trouble).toHaveCount(0);
    await expect(till.title).toContainText("requested");
    await expect(meera.panel("References")).toContainText(`New try ofRF-${refund.number}`);
    await till.does(/^Grant and pay out/, "Grant and pay out");
    await till.isIn("succeeded");
  });
});

test("money that comes back after it was paid cannot be overlooked, and is closed with a reason", async ({ build, meera, pool }) => {
  const { tenant, purchase } = await paidTenant(build, 60_000);
  await gateway.cashfree().settleAfter(200);
  const till = new RefundDesk(meera);
  const refund = await till.writesDown(tenant);
  await till.does(/^Grant and pay out/, "Grant and pay out");
  await till.isIn("succeeded");
  await gateway.cashfree().settle(await till.nameAtGateway(purchase), "CANCELLED");
  await till.isIn("reversed");
  await expect(till.trouble).toContainText("The bank sent the money back after it had been paid.");
  await expect(meera.panel("References")).toContainText("reversed");
  await meera.go("/console");
  await expect(
    meera
      .panel("Alerts")
      .getByRole("link", { name: /A refund came back/ })
      .first(),
  ).toHaveAttribute("href", /refunds/);
  const { rows } = await pool.query("SELECT sum(amount_paise)::text AS paise FROM platform.credit_entry WHERE tenant_id = $1", [tenant.id]);
  expect(rows).toEqual([{ paise: "60000" }]);

  await till.open(refund);
  await meera.act(/^Close it/).click();
  const dialog = meera.page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Close it" })).toBeDisabled();
  await dialog.getByRole("radio", { name: "The owner knows, and it stays unpaid" }).check();
  await dialog.getByRole("button", { name: "Close it" }).click();
  await expect(till.trouble).toHaveCount(0);
  await till.isIn("reversed");
  await till.view("Done");
  await expect(till.lines.filter({ hasText: tenant.name })).toBeVisible();
});

test("a purge that is due waits while money is on its way, says so, and begins once the gateway has answered", async ({
  build,
  meera,
  cases,
  pool,
}) => {
  const { tenant, purchase } = await paidTenant(build, 70_000);
  await gateway.cashfree().settleAfter(null);
  const till = new RefundDesk(meera);
  await till.writesDown(tenant);
  await till.does(/^Grant and pay out/, "Grant and pay out");
  await till.isIn("pending");
  const { request } = await build.tenantInRetention({ tenant, dueInMs: -60_000 });
  await cases.sweep();
  await meera.open(request);
  await expect(meera.page.getByText("The purge waits:")).toBeVisible();
  await expect(meera.page.getByText("A purge is overdue")).toHaveCount(0);
  await meera.isIn("retained");
  await isAccessible(meera.page, "a purge that waits");
  await meera.go("/console/retention");
  await expect(meera.page.getByRole("region", { name: "The next 30 days" })).toContainText("waiting for a refund on its way");
  await meera.go("/console");
  await expect(meera.panel("Alerts")).toContainText("A purge waits for a refund");

  await gateway.cashfree().settle(await till.nameAtGateway(purchase), "SUCCESS");
  await expect
    .poll(
      async () => (await pool.query("SELECT state::text FROM console.refund WHERE tenant_id = $1", [tenant.id])).rows[0]?.state ?? "gone",
      {
        timeout: 20_000,
      },
    )
    .toMatch(/succeeded|gone/);
  await cases.sweep();
  await meera.open(request);
  await meera.isIn("purged", 60_000);
  expect((await pool.query("SELECT 1 FROM console.refund WHERE tenant_id = $1", [tenant.id])).rowCount).toBe(0);
});
