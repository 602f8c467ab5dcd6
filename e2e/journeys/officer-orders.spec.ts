import type pg from "pg";
import { BOTH, isAccessible } from "../fixtures/accessibility";
import { gate } from "../fixtures/gate";
import { mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

/** A complaint about a tenant, as the desk has it. */
async function complaintAbout(pool: pg.Pool, tenantId: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO console.grievance (id, kind, channel, topic, tenant_id, language, received_at, answer_due_at, state_changed_at)
     VALUES (gen_random_uuid(), 'grievance', 'mail', 'lock_out', $1, 'en', now(), now() + interval '720 hours', now()) RETURNING id`,
    [tenantId],
  );
  return rows[0]?.id as string;
}

test("the officer orders a reactivation that the owner never confirmed; an agent carries it out, and the order ends with that", async ({
  build,
  anotherTenant,
  staff,
  dev,
  pool,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.provokes(/status of 40[03]|status of 412/);
  const tenant = await anotherTenant();
  const { request } = await build.tenantInRetention({ tenant, deactivatedDaysAgo: 28 });
  const grievance = await complaintAbout(pool, tenant.id);
  const farah = await staff("farah");

  await test.step("nobody lets a tenant back in whose owner did not confirm", async () => {
    await dev.open(request);
    await expect(dev.act(/^Reactivate tenant/)).toHaveAttribute("aria-disabled", "true");
    await expect(dev.decision).toContainText("The owner has not asked to come back");
  });

  await test.step("the officer orders it from the case, and cannot do it herself", async () => {
    await farah.go(`/console/grievances/${grievance}`);
    await farah.page.getByRole("button", { name: "Reactivation…" }).click();
    const dialog = farah.page.getByRole("dialog");
    await expect(dialog).toContainText("It stands for the owner's confirmation");
    await expect(dialog.getByRole("radiogroup", { name: "What it is about" }).getByRole("radio")).toBeChecked();
    await expect(dialog).toContainText("Nobody proved that the owner asks for this");
    await expect(dialog.getByRole("button", { name: "Order it" })).toBeDisabled();
    await dialog.getByRole("radio", { name: /It was our mistake/ }).click();
    await isAccessible(farah.page, "the question before an order", BOTH);
    await dialog.getByRole("button", { name: "Order it" }).click();
    await expect(farah.page.getByRole("list", { name: "Orders of this case" })).toContainText("nobody has taken it yet");
    await isAccessible(farah.page, "a case with an order", BOTH);
    const call = { requestId: request.id, version: request.version, organisation: tenant.name };
    expect(await farah.calls("request.reactivate", call)).toMatchObject({ status: 403 });
  });

  await test.step("an agent finds it, reads no word of the complaint, and takes it", async () => {
    await dev.go("/console/orders");
    await isAccessible(dev.page, "orders", BOTH);
    await dev.page.setViewportSize({ width: 1440, height: 900 });
    await dev.page.getByRole("list", { name: "Orders" }).getByRole("link").filter({ hasText: tenant.name }).click();
    await expect(dev.page.getByRole("heading", { level: 1 })).toContainText(`Reactivation, DR-${request.number}`);
    await isAccessible(dev.page, "an order", BOTH);
    await dev.page.setViewportSize({ width: 1440, height: 900 });
    await dev.page.getByRole("button", { name: /^Take it/ }).click();
    await expect(dev.page.getByRole("heading", { level: 1 })).toContainText("taken");
    await dev.page.getByRole("link", { name: `Open DR-${request.number}` }).click();
  });

  await test.step("and lets the tenant back in by the usual way", async () => {
    await expect(dev.panel("The grievance officer's orders")).toContainText("ordered that this tenant is let back in");
    await expect(dev.panel("The grievance officer's orders")).toContainText(
      "ordered although nobody proved that the owner asks: it was our mistake",
    );
    await expect(dev.panel("Sealed data")).toContainText("Every table is equal to what was sealed.", { timeout: 20_000 });
    await dev.reactivates(tenant.name);
    expect(await gate.asks({ memberId: tenant.member.id })).toEqual({ allowed: true });
    const welcome = await mailbox.newest(tenant.owner.email, /^Welcome back/);
    expect(welcome.text).toContain("are exactly as they were");
    await expect(dev.panel("Timeline")).toContainText("ordered that the tenant is let back in, as the grievance officer");
    await expect(dev.panel("Timeline")).toContainText("ended the grievance officer's order: done, the tenant is back");
  });

  await test.step("the officer sees on the case that it is done", async () => {
    await farah.page.setViewportSize({ width: 1440, height: 900 });
    await farah.go(`/console/grievances/${grievance}`);
    await expect(farah.page.getByRole("list", { name: "Orders of this case" })).toContainText("the tenant is back, by Dev Malhotra");
  });
});

test("a pause stands on the agent's screen with its reason, and is refused past every button until it is lifted", async ({
  build,
  anotherTenant,
  staff,
  dev,
  meera,
  pool,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.provokes(/status of 412/);
  const tenant = await anotherTenant();
  const request = await build.verifiedRequest({ tenant });
  const grievance = await complaintAbout(pool, tenant.id);
  const farah = await staff("farah");
  await farah.go(`/console/grievances/${grievance}`);
  await farah.page.getByRole("button", { name: "Pause…" }).click();
  await expect(farah.page.getByRole("dialog")).toContainText("a pause is no hold");
  await farah.page.getByRole("dialog").getByRole("button", { name: "Order it" }).click();
  await expect(farah.page.getByRole("list", { name: "Orders of this case" })).toContainText("to be acknowledged");

  await dev.open(request);
  await expect(dev.panel("The grievance officer's orders")).toContainText("ordered a pause");
  await expect(dev.act(/^Deactivate tenant/)).toHaveAttribute("aria-disabled", "true");
  await expect(dev.decision).toContainText("our people decide nothing here until it is lifted");
  await isAccessible(dev.page, "a request under a pause", BOTH);
  await dev.page.setViewportSize({ width: 1440, height: 900 });
  const call = { requestId: request.id, version: request.version, organisation: tenant.name };
  expect(await dev.calls("request.deactivate", call)).toMatchObject({ status: 412, refusal: "paused_by_order" });
  await dev.page.getByRole("link", { name: "See the order" }).click();
  await expect(dev.page.getByText("A support lead acknowledges a pause.")).toBeVisible();
  await expect(dev.panel("The order")).toContainText("1 attempt");

  await meera.go(dev.page.url());
  await meera.page.getByRole("button", { name: /^Acknowledge it/ }).click();
  await expect(meera.page.getByRole("heading", { level: 1 })).toContainText("taken");
  await farah.page.reload();
  await farah.page.getByRole("button", { name: "Lift the pause" }).click();
  await expect(farah.page.getByRole("list", { name: "Orders of this case" })).toContainText("the officer lifted it");
  await dev.open(request);
  await dev.deactivates(tenant.name);
});
