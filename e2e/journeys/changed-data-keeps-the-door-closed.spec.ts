import { expect, test } from "../fixtures/test";

test("data that is not what it was keeps the door closed, names the table, and opens once a fresh comparison is equal", async ({
  build,
  pool,
  meera,
}) => {
  const tenant = await build.tenant();
  await build.oneRowInEveryTable(tenant);
  const retention = await build.tenantInRetention({ tenant, deactivatedDaysAgo: 12, isProbed: true });
  await build.returnRequest({ retention, isCompared: false });
  /** Past the seal, as only somebody with the keys to the server could. */
  const changeMessages = (body: string) =>
    pool.query(`SET session_replication_role = replica; UPDATE platform.message SET body_ciphertext = ${body} WHERE tenant_id = '${tenant.id}';
      SET session_replication_role = origin`);
  const compare = () =>
    pool.query("SELECT graphile_worker.add_job('compare-return', json_build_object('deactivationId', $1::text))", [
      retention.deactivationId,
    ]);
  const sealed = meera.panel("Sealed data");

  await test.step("one byte more in a message stops the return and is said in red", async () => {
    await changeMessages("body_ciphertext || '\\x00'");
    await compare();
    await meera.open(retention.request);
    await expect(sealed).toContainText("Not what it was when it was sealed: message.", { timeout: 15_000 });
    await expect(sealed.getByRole("row", { name: /message.*different/ })).toBeVisible();
    await expect(sealed.getByRole("row", { name: /equal/ })).not.toHaveCount(0);
    await expect(meera.act(/^Reactivate tenant/)).toHaveAttribute("aria-disabled", "true");
    await expect(meera.decision).toContainText("is not what it was when it was sealed (message)");
    await expect(meera.page.getByText("A return was stopped")).toBeVisible();
  });

  await test.step("once it is what it was, comparing again opens the door", async () => {
    await changeMessages("substr(body_ciphertext, 1, length(body_ciphertext) - 1)");
    await sealed.getByRole("button", { name: "Compare again" }).click();
    await expect(sealed).toContainText("Every table is equal to what was sealed.", { timeout: 20_000 });
    await expect(meera.page.getByText("A return was stopped")).toBeHidden();
    await meera.reactivates(tenant.name);
    await expect(sealed).toContainText(/On return every table was equal to what was sealed\. 14 tables with \d+ rows compared/);
  });
});
