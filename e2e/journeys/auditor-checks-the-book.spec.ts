import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/test";

test("an auditor finds what happened, takes it along, has all of it verified, and is told which row somebody changed", async ({
  tenant,
  dev,
  arjun,
  pool,
}) => {
  await dev.go(`/console/tenants/${tenant.id}`);
  await dev.page.getByRole("button", { name: /Write down a request/ }).click();
  await dev.page.getByRole("dialog").getByRole("button", { name: /Write/ }).click();
  await expect(dev.title).toBeVisible();

  const { page } = arjun;
  const events = page.getByRole("list", { name: "Events" });
  await arjun.go(`/console/tenants/${tenant.id}`);
  await page.getByRole("link", { name: "What happened to this tenant" }).click();

  await test.step("searches by kind, and looks at what the book holds", async () => {
    await expect(events).toContainText("wrote this request down for the owner");
    await page.getByRole("combobox", { name: /^What/ }).selectOption("request.received");
    await expect(events.getByRole("listitem")).toHaveCount(1);
    await events.getByText(/For machines/).click();
    await expect(events).toContainText('"channel": "operator"');
  });

  await test.step("takes along what was found", async () => {
    await page.getByRole("button", { name: "Export…" }).click();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download CSV" }).click();
    const rows = (await readFile(await (await waiting).path(), "utf8")).trimEnd().split("\r\n");
    expect(rows).toHaveLength(2);
    await page.getByRole("button", { name: "Show everything" }).click();
    await page.getByRole("combobox", { name: /^What/ }).selectOption("audit");
    await expect(events).toContainText("exported 1 event of this book as CSV");
  });

  await test.step("verifies all of it; a row that a superuser changes is named and shown", async () => {
    const region = page.getByRole("region", { name: "Is the book what was written?" });
    const verify = region.getByRole("button", { name: "Verify the whole trail" });
    await verify.click();
    await expect(region).toContainText("Sound.", { timeout: 30_000 });
    const { rows } = await pool.query("SELECT id, payload FROM console.audit_event WHERE tenant_id = $1 AND type = 'request.received'", [
      tenant.id,
    ]);
    const [row] = rows;
    const change = async (payload: object) => {
      const client = await pool.connect();
      await client.query("SET session_replication_role = replica");
      await client.query("UPDATE console.audit_event SET payload = $1 WHERE id = $2", [JSON.stringify(payload), row.id]);
      await client.query("SET session_replication_role = origin");
      client.release();
    };
    // For the moment of this one check only: everybody else's trail is the same.
    await change({ ...row.payload, channel: "dashboard" });
    try {
      await verify.click();
      await expect(region).toContainText(`Event ${row.id}`, { timeout: 30_000 });
      await expect(region).toContainText("was edited");
    } finally {
      await change(row.payload);
    }
    await region.getByRole("link", { name: `Show event ${row.id}` }).click();
    await expect(events.getByRole("listitem")).toHaveCount(1);
    await verify.click();
    await expect(region).toContainText("Sound.", { timeout: 30_000 });
  });
});
