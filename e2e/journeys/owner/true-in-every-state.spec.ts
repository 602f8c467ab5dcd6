import type { Page } from "@playwright/test";
import { isAccessible } from "../../fixtures/accessibility";
import { codeIn, mailbox } from "../../fixtures/mailbox";
import { signIn } from "../../fixtures/owner";
import { expect, test } from "../../fixtures/test";

const HOUR = 3_600_000;
const says = (page: Page, text: string | RegExp) => expect(page.getByRole("main").getByText(text)).toBeVisible();

test("an owner of yesterday, whose data an order keeps, is told both before deleting, and then that it waits", async ({
  build,
  stranger,
}) => {
  test.setTimeout(120_000);
  const tenant = await build.tenant({ becameOwnerAt: new Date(Date.now() - 24 * HOUR) });
  await build.hold({ tenant, isAgreed: true, scope: ["conversations"] });
  const page = await stranger();
  await signIn(page, { email: tenant.owner.email, to: "/account/leave" });
  for (const path of ["/account/leave", "/account/leave/confirm"]) {
    await page.goto(path);
    await says(page, /changed less than 7 days ago.*two of our people look at it first/);
    await says(page, /A legal order obliges us to keep some of your data/);
    await isAccessible(page, path);
  }
  await page.getByRole("button", { name: "Send me the code" }).click();
  const mail = await mailbox.newest(tenant.owner.email, /code to delete the account/);
  await page.getByLabel("The six digits from the mail").fill(codeIn(mail));
  await page.getByLabel("The name of your organisation").fill(tenant.name);
  await page.getByRole("button", { name: "Delete the account" }).click();
  await says(page, /^You have confirmed the deletion\./);
  await page.goBack();
  await says(page, /^You have confirmed the deletion\./);
});

test("after the 30 days a held account is promised neither its way back nor its data, nor that all of it is being deleted", async ({
  build,
  cases,
  pool,
  stranger,
}) => {
  test.setTimeout(120_000);
  const { tenant, request } = await build.tenantInRetention({ dueInMs: HOUR });
  await build.hold({ tenant, scope: ["conversations"], isAgreed: true, placedHoursAgo: 2 });
  const page = await stranger();
  await signIn(page, { email: tenant.owner.email });
  // The purge of what is not held begins within a minute after the window: here it has not come to it yet.
  await cases.asItStands(tenant.id, async () => {
    await cases.age(request.id, 2 / 24);
    await page.goto("/account?left=1");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The 30 days are over");
    await says(page, /What no legal order covers will be deleted for good, and the rest once the order has ended/);
    await expect(page.getByText("It is done: the account is deactivated.")).toHaveCount(0);
    await page.goto("/account/leave");
    await says(page, /The 30 days were over on .* IST, and the account cannot be brought back any more/);
    await page.goto("/account/export");
    await says(page, /Nothing can be downloaded any more/);
    await page.goto("/policies/account-deletion");
    await says(page, /You could come back until/);
    await pool.query("UPDATE console.deletion_request SET state = 'purging', version = version + 1 WHERE id = $1", [request.id]);
  });
  await page.goto("/account");
  await says(page, /that part stays sealed, and is deleted once the order has ended/);
  await page.goto("/account/rights");
  await says(page, /nothing can be added here any more/);
  await expect(page.getByRole("link", { name: "Complain" })).toHaveCount(0);
});
