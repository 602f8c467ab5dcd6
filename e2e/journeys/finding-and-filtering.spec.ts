import { expect, test } from "../fixtures/test";

const EVERY_STATE = "received,verified,retained,purging,purged,rejected,withdrawn,reactivated";

test("a request is found by organisation, whole e-mail address and number as one types", async ({ build, dev }) => {
  const request = await build.verifiedRequest();
  await dev.go("/console/requests");
  for (const words of [request.tenant.name, request.tenant.owner.email, `DR-${request.number}`, `dr ${request.number}`]) {
    await dev.search.fill("");
    await dev.search.pressSequentially(words);
    await expect(dev.lines.filter({ hasText: `DR-${request.number}` }), words).toHaveCount(1);
    await expect(dev.lines, words).toHaveCount(1);
  }
  await dev.search.fill("no such organisation anywhere");
  await expect(dev.page.getByText("Nothing fits")).toBeVisible();
  await dev.page.getByRole("button", { name: "Empty the search" }).click();
  await expect(dev.lines.first()).toBeVisible();
});

test("filters live in the address: they survive a reload, can be sent to a colleague, and go back one by one", async ({ dev, meera }) => {
  await dev.go("/console/requests");
  await dev.page.getByRole("button", { name: "Filter" }).click();
  await dev.page.getByRole("menuitemcheckbox", { name: "retained" }).click();
  await expect(dev.page).toHaveURL(/state=retained$/);
  await dev.page.getByRole("menuitemcheckbox", { name: "due within 7 d" }).click();
  await expect(dev.page).toHaveURL(/state=retained&due=7d$/);
  await dev.page.keyboard.press("Escape");
  const narrowed = (desk: typeof dev) => desk.page.getByRole("list", { name: "Narrowed to" }).getByRole("listitem");
  await expect(narrowed(dev)).toHaveText(["retained", "due within 7 d"]);
  // The lines of before stay, faded, until those that were asked for are there.
  await expect(dev.page.getByRole("list", { name: "Requests" })).toHaveAttribute("aria-busy", "false");
  const shown = await dev.lines.count();
  expect(shown).toBeGreaterThan(0);
  for (const line of await dev.lines.all()) await expect(line).toContainText("retained");

  await dev.page.reload();
  await expect(narrowed(dev)).toHaveText(["retained", "due within 7 d"]);
  await expect(dev.lines).toHaveCount(shown);
  await meera.go(new URL(dev.page.url()).pathname + new URL(dev.page.url()).search);
  await expect(meera.lines).toHaveCount(shown);

  await dev.page.getByRole("button", { name: "No longer only: due within 7 d" }).click();
  await expect(dev.page).toHaveURL(/\?state=retained$/);
  await dev.page.goBack();
  await expect(narrowed(dev)).toHaveText(["retained", "due within 7 d"]);
});

test("words in the address that mean nothing narrow nothing, and a search for nothing in particular finds nothing", async ({ dev }) => {
  await dev.go("/console/requests?state=nonsense&due=never&day=99&channel=pigeon");
  await expect(dev.lines.first()).toBeVisible();
  await expect(dev.page.getByText("Open requests, due soonest first")).toBeVisible();
  for (const nothing of ["%F0%9F%98%80", "%25", "%27%3B--", "%00qqxqq%00"]) {
    await dev.go(`/console/requests?q=${nothing}`);
    await expect(dev.page.getByText("Nothing fits"), nothing).toBeVisible();
  }
});

test("a long list comes page by page, each request once, until it says that it is complete", async ({ dev, pool }) => {
  const { rows } = await pool.query<{ total: number }>("SELECT count(*)::int AS total FROM console.deletion_request");
  const total = rows[0]?.total ?? 0;
  expect(total).toBeGreaterThan(100);
  await dev.go(`/console/requests?state=${EVERY_STATE}`);
  expect(await dev.lines.count()).toBeLessThanOrEqual(100);
  const complete = dev.page.getByText(`Those are all ${total}.`);
  await expect(async () => {
    await dev.lines.last().scrollIntoViewIfNeeded();
    await expect(complete).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  const numbers = (await dev.lines.allTextContents()).map((text) => /DR-\d+/.exec(text)?.[0]);
  expect(new Set(numbers).size).toBe(total);
});
