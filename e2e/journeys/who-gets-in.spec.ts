import { OPERATORS } from "@/server/testing/cast";
import { awake, Desk } from "../fixtures/desk";
import { signInAs } from "../fixtures/staff";
import { expect, test } from "../fixtures/test";

const NO_LETTER = "00000000-0000-4000-8000-000000000000";

test("somebody without a role is told clearly that they cannot come in", async ({ stranger }) => {
  const page = await stranger();
  await page.goto("/console");
  await signInAs(page, "Vikram Shah");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expect(page.getByRole("alert").filter({ hasText: "role" })).toContainText("you have no role in this console");
  await page.goto("/console/requests");
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test("a visitor who is signed out comes back to where they wanted after signing in", async ({ stranger }) => {
  const page = await stranger();
  await page.goto("/console/requests?state=retained&due=7d");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await signInAs(page, "Dev Malhotra");
  await expect(page).toHaveURL(/\/console\/requests\?state=retained&due=7d$/);
  await expect(page.getByRole("list", { name: "Narrowed to" })).toContainText("retained");
});

test("a way back that leads elsewhere is not followed", async ({ stranger }) => {
  const page = await stranger();
  await page.goto("/sign-in?callbackUrl=https%3A%2F%2Fevil.example%2Fconsole");
  await signInAs(page, "Dev Malhotra");
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  expect(new URL(page.url()).hostname).toBe("localhost");
});

// proves: C4.4
test("signing out takes back every cookie, and ends the session at the server", async ({ stranger, watch }) => {
  watch.provokes(/status of 401/);
  const page = await stranger({ viewport: { width: 1440, height: 900 } });
  await page.goto("/console");
  await signInAs(page, "Kavya Iyer");
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  await awake(page);
  const kept = await page.context().cookies();
  await page.getByRole("button", { name: /^Kavya Iyer, Admin/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  const left = await page.context().cookies(page.url());
  expect(left.map(({ name }) => name).filter((name) => name.includes("next-auth"))).toEqual([]);

  await test.step("a cookie that somebody kept opens nothing any more", async () => {
    await page.context().addCookies(kept);
    expect(await new Desk(page).calls("letter.open", { letterId: NO_LETTER })).toMatchObject({ code: "UNAUTHORIZED" });
    await page.goto("/console");
    await expect(page).toHaveURL(/\/sign-in\?/);
  });
});

test("a session that was ended opens nothing from that instant on", async ({ stranger, pool, watch }) => {
  watch.provokes(/status of 401/);
  const open = async () => {
    const { rows } = await pool.query("SELECT id FROM console.operator_session WHERE operator_id = $1 AND ended_at IS NULL", [
      OPERATORS.leela.id,
    ]);
    return rows.map(({ id }: { id: string }) => id);
  };
  const others = await open();
  const page = await stranger();
  await page.goto("/console/requests");
  await signInAs(page, "Leela Thomas");
  await expect(page.getByRole("list", { name: "Requests" }).getByRole("link").first()).toBeVisible();
  // This window's session and no other: the windows of other journeys go on beside this one.
  const here = (await open()).filter((id) => !others.includes(id));
  expect(here).toHaveLength(1);
  await pool.query("UPDATE console.operator_session SET ended_at = clock_timestamp() WHERE id = ANY($1::uuid[])", [here]);
  expect(await new Desk(page).calls("letter.open", { letterId: NO_LETTER })).toMatchObject({ code: "UNAUTHORIZED" });
  await page.goto("/console");
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test("nothing of the console is served to somebody who is not signed in", async ({ stranger, watch }) => {
  watch.provokes(/status of 401/);
  const page = await stranger();
  await page.goto("/sign-in");
  await awake(page);
  for (const question of ["request.list", "tenant.list", "letter.list", "request.today"]) {
    const status = await page.evaluate(async (procedure) => {
      const input = encodeURIComponent(JSON.stringify({ json: { filter: {} } }));
      return (await fetch(`/api/trpc/${procedure}?input=${input}`)).status;
    }, question);
    expect(status, question).toBe(401);
  }
});
