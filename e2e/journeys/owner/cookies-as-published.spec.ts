import { awake } from "../../fixtures/desk";
import { Keeping, publishedList } from "../../fixtures/kept";
import { signIn } from "../../fixtures/owner";
import { signInAs } from "../../fixtures/staff";
import { expect, test } from "../../fixtures/test";

// proves: C1.3 C2.3 C2.4 C2.6 C2.7 C2.11 C4.4 C4.5
test("browsers keep what the page about cookies publishes, under the conditions it says, and nothing else", async ({
  stranger,
  tenant,
  pool,
}) => {
  const page = await stranger();
  const keeping = new Keeping(page.context());
  const published = await publishedList(page);
  const namesFor = (audience: RegExp, isCookie: boolean) =>
    published
      .filter((entry) => entry.isCookie === isCookie && audience.test(entry.audience))
      .map(({ name }) => name)
      .sort();
  expect(published.length).toBeGreaterThan(5);

  await test.step("before sign-in: nothing, until somebody chooses a look or a language", async () => {
    for (const path of ["/account/sign-in", "/policies/cookies", "/policies/account-deletion"]) {
      await page.goto(path);
      expect(await keeping.storage(page)).toEqual([]);
    }
    expect([...keeping.everSet]).toEqual([]);
    await page.goto("/account/sign-in?lang=en");
    await awake(page);
    await page.getByRole("button", { name: /^Theme/ }).click();
    await page.getByRole("link", { name: "हिन्दी" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "hi");
    await page.getByRole("link", { name: "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    expect(await keeping.storage(page)).toEqual(namesFor(/everybody who chooses it/, false));
    expect(await keeping.cookieNames()).toEqual([]);
  });

  const consents = async () =>
    (
      await pool.query<{ is_given: boolean; ended: boolean }>(
        "SELECT is_given, ended_at IS NOT NULL AS ended FROM console.consent WHERE member_id = $1 ORDER BY answered_at",
        [tenant.owner.id],
      )
    ).rows;
  const nothingNew = async () => {
    expect(await keeping.cookieNames()).toEqual(namesFor(/sign in to their account/, true));
    expect(await keeping.storage(page)).toEqual(namesFor(/everybody who chooses it/, false));
    await keeping.isAsPublished(published);
  };

  await test.step("after sign-in: the one cookie of the session", async () => {
    await signIn(page, { email: tenant.owner.email });
    await nothingNew();
    expect(await consents()).toEqual([]);
  });

  await test.step("after consent: a row on our side, and nothing in the browser", async () => {
    const question = page.getByRole("region", { name: "May we count how these pages are used?" });
    await question.getByRole("button", { name: "Yes, count" }).click();
    await expect(question).toBeHidden();
    await expect(page.getByRole("status").filter({ hasText: "Counting of page use: on" })).toBeFocused();
    await nothingNew();
    expect(await consents()).toEqual([{ is_given: true, ended: false }]);
  });

  await test.step("after withdrawal, with one press at the foot of any page: the same, and nobody asks again", async () => {
    await page.goto("/policies/account-deletion?lang=en");
    await awake(page);
    await page.getByRole("contentinfo").getByRole("button", { name: "Stop counting" }).click();
    await expect(page.getByRole("status").filter({ hasText: "You took your consent back" })).toBeVisible();
    await page.goto("/account?lang=en");
    await expect(page.getByRole("heading", { name: "May we count how these pages are used?" })).toHaveCount(0);
    await nothingNew();
    expect(await consents()).toEqual([{ is_given: true, ended: true }]);
  });

  await test.step("after sign-out: nothing", async () => {
    await awake(page);
    await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/account\/sign-in/);
    expect(await keeping.cookieNames()).toEqual([]);
    expect(await keeping.storage(page)).toEqual([]);
  });

  const desk = await stranger({ viewport: { width: 1440, height: 900 } });
  const atWork = new Keeping(desk.context());
  await test.step("staff: what the list says of them, each with its flags and lifetime", async () => {
    await desk.goto("/console");
    await awake(desk);
    await signInAs(desk, "Meera Nair");
    await expect(desk.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
    await awake(desk);
    for (const name of await atWork.cookieNames()) expect(namesFor(/staff/, true)).toContain(name);
    await atWork.isAsPublished(published);
    await desk
      .getByRole("button", { name: /^Theme/ })
      .first()
      .click();
    await desk.keyboard.press("?");
    await desk.getByRole("switch", { name: /^Single-letter keys/ }).click();
    await desk.keyboard.press("Escape");
    expect(await atWork.storage(desk)).toEqual(["callmissed-single-keys", "callmissed-theme"]);
  });

  await test.step("staff who sign out leave nothing either", async () => {
    await desk.getByRole("button", { name: /^Meera Nair/ }).click();
    await desk.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(desk.getByText("You are signed out.")).toBeVisible();
    expect(await atWork.cookieNames()).toEqual([]);
    expect(await atWork.storage(desk)).toEqual([]);
  });

  const seen = [...new Set([...keeping.everSet, ...atWork.everSet])].sort();
  expect(seen, "everything published was met, and everything met is published").toEqual(published.map(({ name }) => name).sort());
});
