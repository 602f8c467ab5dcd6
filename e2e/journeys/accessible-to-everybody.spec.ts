import { randomUUID } from "node:crypto";
import { CHAI_POINT, LOCAL_PLATFORM } from "@/server/testing/cast";
import { BOTH, EVERY, isAccessible } from "../fixtures/accessibility";
import { awake } from "../fixtures/desk";
import { expect, test } from "../fixtures/test";

const PAGES = [
  ["Today", "/console"],
  ["requests", "/console/requests"],
  ["nothing fits", "/console/requests?q=nothing+of+that+name"],
  ["retention", "/console/retention"],
  ["letters", "/console/letters"],
  ["letters kept aside", "/console/letters?outcome=set_aside"],
  ["legal holds", "/console/holds"],
  ["legal holds that have ended", "/console/holds?view=ended"],
  ["refunds to decide", "/console/refunds"],
  ["refunds that are over", "/console/refunds?view=done"],
  ["where the books differ", "/console/refunds/differences"],
  ["credit notes", "/console/refunds/credit-notes"],
  ["tenants", "/console/tenants"],
  ["a tenant", `/console/tenants/${CHAI_POINT.tenantId}`],
] as const;

test.beforeEach(() => test.setTimeout(240_000));

test("axe finds nothing on the console's pages, light and dark, wide and narrow", async ({ dev }) => {
  for (const [what, address] of PAGES) {
    await dev.go(address);
    await expect(dev.page.getByRole("status", { name: /loading/ })).toHaveCount(0);
    await isAccessible(dev.page, what, BOTH);
  }
});

test("axe finds nothing where webhooks are looked after", async ({ staff }) => {
  const kavya = await staff("kavya");
  for (const [what, address] of [
    ["webhooks", "/console/signals"],
    ["dead letters", "/console/signals/dead"],
    ["an endpoint", `/console/signals/${LOCAL_PLATFORM.id}`],
  ] as const) {
    await kavya.go(address);
    await expect(kavya.page.getByRole("status", { name: /loading/ })).toHaveCount(0);
    await isAccessible(kavya.page, what, BOTH);
  }
  await kavya.go("/console/signals");
  await kavya.page.getByRole("button", { name: "Add an endpoint…" }).click();
  await isAccessible(kavya.page, "adding an endpoint", BOTH);
});

test("axe finds nothing on the audit trail", async ({ arjun }) => {
  await arjun.go("/console/audit");
  await expect(arjun.page.getByRole("status", { name: /loading/ })).toHaveCount(0);
  await expect(arjun.page.getByRole("list", { name: "Events" }).getByRole("listitem").first()).toBeVisible();
  await isAccessible(arjun.page, "the audit trail", BOTH);
  await arjun.page.getByRole("button", { name: "Export…" }).click();
  await isAccessible(arjun.page, "exporting the audit trail", BOTH);
});

test("axe finds nothing where grievances wait for the officer", async ({ staff }) => {
  const farah = await staff("farah");
  await farah.go("/console/grievances");
  await expect(farah.page.getByRole("status", { name: /loading/ })).toHaveCount(0);
  await isAccessible(farah.page, "the queue of grievances", BOTH);
  await farah.page
    .getByRole("link", { name: /GR-\d+/ })
    .first()
    .click();
  await expect(farah.page.getByRole("heading", { level: 1, name: /GR-\d+/ })).toBeVisible();
  await isAccessible(farah.page, "a grievance", BOTH);
});

test("axe finds nothing on a request in any state", async ({ dev, pool, build }) => {
  const retained = await build.tenantInRetention({ deactivatedDaysAgo: 28, isFilled: true, isProbed: true });
  await build.hold({ tenant: retained.tenant });
  await build.returnRequest({ retention: retained, isByMail: true });
  const { rows } = await pool.query<{ id: string; state: string; number: number }>(
    "SELECT DISTINCT ON (state) id, state::text, number FROM console.deletion_request ORDER BY state, number DESC",
  );
  expect(rows.map(({ state }) => state).sort()).toEqual(
    expect.arrayContaining(["purged", "reactivated", "received", "rejected", "retained", "verified", "withdrawn"]),
  );
  for (const row of [...rows, { ...retained.request, state: "held, and asking to come back" }]) {
    await dev.open(row);
    await isAccessible(dev.page, `a request that is ${row.state}`, row.state === "retained" ? EVERY : BOTH);
  }
});

test("axe finds nothing on a hold at any stage, nor in its questions", async ({ staff, build }) => {
  const farah = await staff("farah");
  const { tenant } = await build.tenantInRetention();
  const waiting = await build.hold({ tenant });
  const agreed = await build.hold({ tenant, scope: ["payments", "keys"], isAgreed: true, reviewInDays: 2 });
  const released = await build.hold({ tenant, releasedAt: new Date(Date.now() - 60_000) });
  const asks = [
    [waiting, /^Agree/],
    [agreed, /^The order stands/],
  ] as const;
  for (const [hold, act] of asks) {
    await farah.go(`/console/holds/${hold.id}`);
    await isAccessible(farah.page, "a hold", BOTH);
    await farah.page.getByRole("button", { name: act }).click();
    await expect(farah.page.getByRole("dialog")).toBeVisible();
    await isAccessible(farah.page, `the question of ${act}`, BOTH);
  }
  await farah.go(`/console/holds/${released.id}`);
  await isAccessible(farah.page, "a released hold", BOTH);
  await farah.go(`/console/tenants/${tenant.id}`);
  await farah.page.getByRole("button", { name: "Place a hold…" }).click();
  await farah.page.getByRole("dialog").getByRole("checkbox", { name: /^Keys/ }).check();
  await isAccessible(farah.page, "the question before a hold", BOTH);
});

test("axe finds nothing on a refund in any state, nor in its questions", async ({ dev, build }) => {
  const tenant = await build.tenant();
  for (const state of ["requested", "pending", "succeeded", "failed", "reversed", "declined"] as const) {
    const { id } = await build.refund({ purchase: await build.purchase({ tenant }), state, channel: "mail" });
    await dev.go(`/console/refunds/${id}`);
    await isAccessible(dev.page, `a refund that is ${state}`, state === "requested" ? EVERY : BOTH);
  }
  const refund = await build.refund({ purchase: await build.purchase({ tenant, taxablePaise: 500_000 }), channel: "mail" });
  for (const act of [/^Propose the grant/, /^Change the amount/, /^Decline/]) {
    await dev.page.setViewportSize({ width: 1440, height: 900 });
    await dev.go(`/console/refunds/${refund.id}`);
    await dev.act(act).click();
    await expect(dev.page.getByRole("dialog")).toBeVisible();
    await isAccessible(dev.page, `the question of ${act}`, BOTH);
  }
  await dev.page.setViewportSize({ width: 1440, height: 900 });
  await dev.go(`/console/tenants/${tenant.id}`);
  await dev.page.keyboard.press("n");
  await dev.page.getByRole("dialog").getByLabel("Amount, tax included").fill("100");
  await dev.page.getByRole("dialog").getByRole("radio").first().click();
  await expect(dev.page.getByRole("dialog")).toContainText("The owner gets");
  await isAccessible(dev.page, "writing down a refund", BOTH);
});

test("axe finds nothing in the questions before an act", async ({ dev, build }) => {
  const [received, verified] = [await build.receivedRequest(), await build.verifiedRequest()];
  const asks: [typeof received, RegExp][] = [
    [received, /^Reject/],
    [received, /^Withdraw/],
    [verified, /^Deactivate tenant/],
  ];
  for (const [request, act] of asks) {
    await dev.open(request);
    await dev.act(act).click();
    await expect(dev.page.getByRole("dialog")).toBeVisible();
    await isAccessible(dev.page, `the question of ${act}`, BOTH);
  }
  await dev.go("/console");
  await dev.page.keyboard.press("Control+k");
  await expect(dev.page.getByRole("dialog")).toBeVisible();
  await isAccessible(dev.page, "the palette", BOTH);
  await dev.page.keyboard.press("Escape");
  await dev.page.keyboard.press("?");
  await expect(dev.page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await isAccessible(dev.page, "the sheet of keys", BOTH);
});

test("axe finds nothing where nobody is signed in, nor where nothing is", async ({ dev, stranger, watch }) => {
  watch.provokes(/status of 404/);
  const page = await stranger();
  for (const address of [
    "/sign-in",
    "/sign-in?refused=no_role",
    `/confirm/${randomUUID()}`,
    `/confirm/${randomUUID()}?lang=hi`,
    "/nowhere",
  ]) {
    await page.goto(address);
    await awake(page);
    await isAccessible(page, address, address === "/sign-in" ? EVERY : BOTH);
  }
  for (const address of ["/console/requests/not-an-id", `/console/requests/${randomUUID()}`, `/console/tenants/${randomUUID()}`]) {
    await dev.go(address);
    await expect(dev.page.getByRole("heading", { level: 1 })).toBeVisible();
    await isAccessible(dev.page, address, BOTH);
  }
});
