import type pg from "pg";
import { mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

/** A hold has ended that long ago: its instants are aged like those of a case, never the machine's clock. */
async function ageHold(pool: pg.Pool, tenantId: string, hours: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(
      `UPDATE console.legal_hold SET placed_at = placed_at - $2 * interval '1 hour', lapses_at = lapses_at - $2 * interval '1 hour',
         agreed_at = agreed_at - $2 * interval '1 hour', release_asked_at = release_asked_at - $2 * interval '1 hour',
         released_at = released_at - $2 * interval '1 hour' WHERE tenant_id = $1`,
      [tenantId, hours],
    );
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

// proves: D4.3
test("an order over conversations keeps them and lets the rest go on time; released by two, the owner is told, and after 48 hours they go", async ({
  build,
  anotherTenant,
  cases,
  belongings,
  staff,
  meera,
  pool,
  watch,
}) => {
  test.setTimeout(180_000);
  watch.provokes(/status of 412/);
  const tenant = await anotherTenant();
  const { request } = await build.tenantInRetention({ tenant, deactivatedDaysAgo: 20 });
  const farah = await staff("farah");
  const reference = `WP 118/${tenant.name}`;
  const inSixtyDays = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);

  await test.step("the officer places it from the request, and sees what it keeps besides", async () => {
    await farah.open(request);
    await farah.page.getByRole("button", { name: "Place a hold…" }).click();
    const dialog = farah.page.getByRole("dialog");
    await dialog.getByLabel("Court or authority").fill("High Court of Karnataka");
    await dialog.getByLabel("Reference of the order").fill(reference);
    await dialog.getByRole("checkbox", { name: /^Conversations/ }).check();
    await expect(dialog).toContainText("Kept as well, because rows hang together: bots, prompts and settings");
    await expect(dialog).toContainText("are still purged on time");
    await dialog.getByLabel(/^Reviewed by/).fill(inSixtyDays);
    await dialog.getByRole("button", { name: "Place the hold" }).click();
    await expect(farah.page.getByRole("heading", { level: 1 })).toContainText("waits for a second person");
    await expect(farah.page.getByRole("button", { name: /^Agree/ })).toHaveAttribute("aria-disabled", "true");
    await expect(farah.page.getByText("You placed this hold yourself.")).toBeVisible();
  });
  const holdId = farah.page.url().split("/").at(-1) ?? "";
  expect(await farah.calls("hold.agree", { holdId, seen: "0".repeat(64) })).toMatchObject({ refusal: "own_hold" });

  await test.step("the lead finds it on Today and agrees", async () => {
    await meera.go("/console");
    await meera.page.getByRole("link", { name: /Holds to agree/ }).click();
    await meera.page.getByRole("list", { name: "Legal holds" }).getByRole("link").filter({ hasText: reference }).click();
    await meera.page.getByRole("button", { name: /^Agree/ }).click();
    await meera.page.getByRole("dialog").getByRole("button", { name: "Agree to the hold" }).click();
    await expect(meera.page.getByRole("heading", { level: 1 })).toContainText("holds");
  });

  await test.step("the window passes: everything outside the order is erased on time, conversations stay", async () => {
    await cases.age(request.id, 10.01);
    await cases.sweep();
    await expect.poll(async () => (await belongings(tenant)).rows.purchase, { timeout: 60_000 }).toBe(0);
    await expect.poll(async () => (await belongings(tenant)).rows.team_member, { timeout: 30_000 }).toBe(0);
    const left = (await belongings(tenant)).rows;
    for (const table of ["conversation", "message", "recording", "transcript", "bot", "tenant"])
      expect(left[table], table).toBeGreaterThan(0);
    for (const table of ["api_key", "usage_record", "credit_entry", "knowledge_file", "webhook_endpoint"])
      expect(left[table], table).toBe(0);
    await meera.open(request);
    await meera.isIn("purging");
    await expect(meera.title).toContainText("held");
    await expect(meera.panel("Legal holds")).toContainText("covers conversations");
  });

  await test.step("the officer asks for the release and cannot give it; the lead types the reference and does", async () => {
    await farah.go(`/console/holds/${holdId}`);
    await farah.page.getByRole("button", { name: /^Ask for its release/ }).click();
    await farah.page.getByRole("dialog").getByRole("button", { name: "Ask for its release" }).click();
    await expect(farah.page.getByRole("heading", { level: 1 })).toContainText("release waits for a second person");
    expect(await farah.calls("hold.release", { holdId, reference, seen: "0".repeat(64) })).toMatchObject({ refusal: "own_release" });
    await meera.go(`/console/holds/${holdId}`);
    await meera.page.getByRole("button", { name: /^Release/ }).click();
    const dialog = meera.page.getByRole("dialog");
    await expect(dialog).toContainText("the owner is told now, and after 48 hours what is left is erased for good");
    await expect(dialog.getByRole("button", { name: "Release the hold" })).toBeDisabled();
    await dialog.getByRole("textbox").fill(reference);
    await dialog.getByRole("button", { name: "Release the hold" }).click();
    await expect(meera.page.getByRole("heading", { level: 1 })).toContainText("released");
  });

  await test.step("the owner gets a fresh notice, and for 48 hours nothing more goes", async () => {
    const mail = await mailbox.newest(tenant.owner.email, /The rest of your CallMissed data is deleted from/);
    expect(mail.text).toContain("A legal order kept data");
    await ageHold(pool, tenant.id, 47);
    await cases.age(request.id, 2);
    await cases.sweep();
    await meera.page.waitForLoadState();
    expect((await belongings(tenant)).rows.message).toBeGreaterThan(0);
  });

  await test.step("after that the purge finishes by itself", async () => {
    await ageHold(pool, tenant.id, 1.01);
    await cases.sweep();
    await meera.open(request);
    await meera.isIn("purged", 60_000);
    expect((await cases.find(tenant.id))?.state).toBe("purged");
  });
});

test("an auditor sees holds and cannot act on any", async ({ build, arjun, watch }) => {
  const { tenant } = await build.tenantInRetention();
  const { id: holdId } = await build.hold({ tenant });
  await arjun.go(`/console/holds/${holdId}`);
  await expect(arjun.page.getByRole("article", { name: "Legal hold" })).toContainText("OS 4410/2026");
  await expect(arjun.page.getByRole("region", { name: "Decision" })).toContainText("A second person is needed");
  await expect(arjun.page.getByRole("region", { name: "Decision" }).getByRole("button")).toHaveCount(0);
  await arjun.go(`/console/tenants/${tenant.id}`);
  await expect(arjun.page.getByRole("button", { name: /Place a hold/ })).toHaveCount(0);
  watch.provokes(/status of 403/);
  const order = { tenantId: tenant.id, authority: "A court", reference: "A reference", scope: ["keys"], reviewOn: "2030-01-01" };
  const acts: [string, object][] = [
    ["hold.place", order],
    ["hold.agree", { holdId }],
    ["hold.decline", { holdId }],
    ["hold.review", { holdId, reviewOn: "2030-01-01" }],
    ["hold.askRelease", { holdId }],
    ["hold.release", { holdId, reference: "OS 4410/2026" }],
  ];
  for (const [act, input] of acts) expect(await arjun.calls(act, input), act).toMatchObject({ status: 403, code: "FORBIDDEN" });
});
