import { letter } from "../fixtures/letter";
import { codeIn, linkIn, mailbox } from "../fixtures/mailbox";
import { platform } from "../fixtures/platform";
import { sumOf } from "../fixtures/tenant";
import { expect, test } from "../fixtures/test";

// proves: D3.10 D3.15 D7.4
test("an owner who asks by mail is forgotten on day 30: nothing is left, tax rows are anonymous, the neighbour is untouched", async ({
  tenant,
  neighbour,
  dev,
  owner,
  cases,
  belongings,
  pool,
}) => {
  test.setTimeout(120_000);
  const neighbours = await belongings(neighbour);
  const taxRecords = async () =>
    (await pool.query<{ total: number }>("SELECT count(*)::int AS total FROM console.tax_record")).rows[0]?.total ?? 0;
  const taxRecordsBefore = await taxRecords();

  await test.step("the owner asks and confirms, an agent verifies and deactivates", async () => {
    await letter.from(tenant.asWriter).asksForDeletion();
    const mail = await mailbox.newest(tenant.owner.email, /code to confirm the deletion/);
    await owner.confirms(linkIn(mail), codeIn(mail));
    await dev.open(await cases.openedFor(tenant.id));
    await expect(dev.act(/^Verify/)).not.toHaveAttribute("aria-disabled", "true", { timeout: 15_000 });
    await dev.verifies();
    await dev.deactivates(tenant.name);
  });
  const request = await cases.openedFor(tenant.id);

  await test.step("one hour before the end nothing is erased yet", async () => {
    await cases.age(request.id, 30 - 1 / 24);
    await cases.sweep();
    await dev.page.reload();
    await expect(dev.page.getByRole("article").getByRole("timer").first()).toContainText(/^0d00h/);
    expect((await cases.find(tenant.id))?.state).toBe("retained");
    expect(sumOf(await belongings(tenant))).toBeGreaterThan(0);
  });

  await test.step("after 30 days the worker erases by itself, and the screen shows how far it is", async () => {
    await cases.age(request.id, 1 / 24);
    await cases.sweep();
    await dev.isIn("purged", 30_000);
    const purge = dev.panel("Purged, and counted again");
    await expect(purge).toContainText("An independent recount found nothing left in 35 classes.");
    await expect(purge.getByRole("listitem").filter({ hasText: "Messages" })).toContainText("1 / 1");
    await expect(dev.decision).toContainText("Everything was erased and counted again.");
  });

  await test.step("rows and files are gone, whichever way one looks", async () => {
    expect(sumOf(await belongings(tenant))).toBe(0);
    const { rows } = await pool.query(
      `SELECT (SELECT count(*)::int FROM console.inbound_mail WHERE tenant_id = $1 OR request_id = $2) AS letters,
              (SELECT count(*)::int FROM console.confirmation WHERE tenant_id = $1) AS codes,
              (SELECT count(*)::int FROM console.verification WHERE request_id = $2) AS findings,
              (SELECT count(*)::int FROM console.refund WHERE tenant_id = $1) AS refunds,
              (SELECT count(*)::int FROM console.credit_note WHERE tenant_id = $1) AS notes,
              (SELECT count(*)::int FROM console.gateway_event WHERE tenant_id = $1) AS events`,
      [tenant.id, request.id],
    );
    expect(rows[0]).toEqual({ letters: 0, codes: 0, findings: 0, refunds: 0, notes: 0, events: 0 });
  });

  await test.step("what the tax law keeps leads to nobody", async () => {
    expect(await taxRecords()).toBe(taxRecordsBefore + 2); // a purchase, and the credit note of its refund
    const { rows } = await pool.query("SELECT to_jsonb(t)::text AS text FROM console.tax_record t");
    for (const { text } of rows) expect(text).not.toContain(tenant.id);
  });

  await test.step("the last mail has arrived, and its address is forgotten", async () => {
    const last = await mailbox.newest(tenant.owner.email, /account was deleted on/);
    expect(last.text).toContain("This is the last mail we send you");
    await expect
      .poll(async () => (await pool.query("SELECT 1 FROM console.notice WHERE to_address = $1", [tenant.owner.email])).rowCount)
      .toBe(0);
  });

  await test.step("the platform was told of every turn", async () => {
    await platform.isTold(tenant.id, ["tenant.deactivated", "purge.started", "tenant.purged"]);
    for (const { event } of await platform.toldAbout(tenant.id)) expect(event.requestId).toBe(request.id);
  });

  await test.step("the neighbour has everything it had", async () => {
    expect(await belongings(neighbour)).toEqual(neighbours);
  });

  await test.step("nobody finds the name again", async () => {
    await dev.go(`/console/tenants?q=${encodeURIComponent(tenant.name)}`);
    await expect(dev.page.getByText("No tenant fits")).toBeVisible();
  });
});
