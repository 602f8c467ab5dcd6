import { isSignedWith, WebhookReceiver } from "@/server/testing/webhook-receiver";
import { platform } from "../fixtures/platform";
import { expect, test } from "../fixtures/test";

test("a new endpoint is told, signed; what it does not take lies on the dead-letter screen until it is sent again", async ({
  staff,
  meera,
  build,
  pool,
  watch,
}) => {
  test.setTimeout(120_000);
  const billing = await WebhookReceiver.open();
  const name = `Billing ${billing.url.replace(/\D/g, "")}`;
  const kavya = await staff("kavya");
  const about = (tenant: { id: string }) => billing.received.filter(({ body }) => JSON.parse(body).tenantId === tenant.id);
  const deactivated = async () => {
    const request = await build.verifiedRequest();
    await meera.open(request);
    await meera.deactivates(request.tenant.name);
    return request.tenant;
  };
  let secret = "";

  await test.step("addresses inside, or without https, are refused with the reason", async () => {
    watch.provokes(/status of 412/);
    await kavya.go("/console/signals");
    await kavya.page.getByRole("button", { name: "Add an endpoint…" }).click();
    const dialog = kavya.page.getByRole("dialog", { name: "Add an endpoint" });
    await dialog.getByLabel("Name").fill(name);
    for (const [url, sentence] of [
      ["https://169.254.169.254/latest", "leads into a private or local network"],
      ["https://0x0a000001/", "leads into a private or local network"],
      ["http://hooks.example.com/", "Only https:// addresses"],
      ["https://kavya:secret@hooks.example.com/", "A name or password must not stand in the address"],
    ] as const) {
      await dialog.getByLabel("Address").fill(url);
      await dialog.getByRole("button", { name: "Add endpoint" }).click();
      await expect(dialog.getByRole("alert")).toContainText(sentence);
    }
    await dialog.getByLabel("Address").fill(billing.url);
    await dialog.getByRole("button", { name: "Add endpoint" }).click();
  });

  await test.step("its secret is shown once", async () => {
    const shown = kavya.page.getByRole("dialog", { name: `The secret of ${name}` });
    secret = await shown.getByLabel("Secret").inputValue();
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    await kavya.page.keyboard.press("Escape");
    await expect(shown).toBeVisible();
    await shown.getByRole("button", { name: "I have stored it" }).click();
    await expect(shown).toBeHidden();
    await kavya.page.getByRole("link", { name: new RegExp(name) }).click();
    await expect(kavya.page.getByRole("heading", { level: 1, name })).toBeVisible();
    await kavya.page.getByRole("button", { name: "Send a test" }).click();
    await expect(kavya.page.getByText("The test was taken.")).toBeVisible();
    expect(await kavya.page.content()).not.toContain(secret);
    expect(billing.received).toMatchObject([{ event: "endpoint.test" }]);
  });

  await test.step("a deactivation reaches the platform and the new endpoint, each with its own signature", async () => {
    const tenant = await deactivated();
    await platform.isTold(tenant.id, ["tenant.deactivated"]);
    await expect.poll(() => about(tenant).length).toBe(1);
    const [webhook] = about(tenant);
    expect(webhook && isSignedWith(secret, webhook)).toBe(true);
    expect(JSON.parse(webhook?.body ?? "")).toMatchObject({ event: "tenant.deactivated", deliveryId: webhook?.delivery });
    await expect(kavya.page.getByRole("listitem").filter({ hasText: tenant.name })).toContainText("Taken");
  });

  await test.step("what it does not take is given up, explained, and sent again", async () => {
    billing.answer = (response) => void response.writeHead(503).end("a long story");
    const tenant = await deactivated();
    await platform.isTold(tenant.id, ["tenant.deactivated"]);
    const line = kavya.page.getByRole("list", { name: "Deliveries" }).getByRole("listitem").filter({ hasText: tenant.name });
    await expect(line).toContainText("It answered 503: something broke on its side.", { timeout: 15_000 });
    // Half a minute of tries, aged to the last one.
    await pool.query(
      `UPDATE console.signal_delivery d SET attempts = 4, tried_at = now() - interval '1 minute' FROM console.signal s
       WHERE s.id = d.signal_id AND s.tenant_id = $1 AND d.delivered_at IS NULL AND d.attempts < 4`,
      [tenant.id],
    );
    await meera.go("/console");
    const alert = meera.page.getByRole("region", { name: "Alerts" }).getByRole("link", { name: /does not take our signals/ });
    await expect(alert).toBeVisible({ timeout: 40_000 });
    await meera.go("/console/signals/dead");
    const dead = meera.page.getByRole("listitem").filter({ hasText: tenant.name }).filter({ hasText: name });
    await expect(dead).toContainText("It answered 503: something broke on its side. Given up");
    billing.answer = (response) => void response.writeHead(204).end();
    await dead.getByRole("button", { name: "Send again" }).click();
    await expect(dead).toHaveCount(0);
    await expect(line).toContainText("Taken", { timeout: 15_000 });
    expect(new Set(about(tenant).map(({ delivery }) => delivery)).size).toBe(1);
    expect(about(tenant).every((webhook) => isSignedWith(secret, webhook))).toBe(true);
    await meera.go("/console");
    await expect(alert).toHaveCount(0);
  });

  await test.step("switched off, it is told nothing more", async () => {
    await kavya.page.getByRole("button", { name: "Switch off…" }).click();
    await kavya.page.getByRole("dialog").getByRole("button", { name: "Switch off" }).click();
    await expect(kavya.page.getByRole("button", { name: "Switch on" })).toBeVisible();
    const tenant = await deactivated();
    await platform.isTold(tenant.id, ["tenant.deactivated"]);
    expect(about(tenant)).toEqual([]);
  });
  await billing.close();
});
