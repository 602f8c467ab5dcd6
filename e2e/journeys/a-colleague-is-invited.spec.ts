import { BOTH, isAccessible } from "../fixtures/accessibility";
import { awake, Desk } from "../fixtures/desk";
import { mailbox } from "../fixtures/mailbox";
import { signInAs } from "../fixtures/staff";
import { expect, test } from "../fixtures/test";

test("two people invite a colleague, who signs in with the role they gave; an admin ends all her sessions at once, and then her access", async ({
  stranger,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.provokes(/status of 401/);
  watch.provokes(/status of 403/);
  // Giving a role takes a sign-in of the last minutes: these two come in now.
  const comesIn = async (name: string) => {
    const page = await stranger({ viewport: { width: 1440, height: 900 } });
    await page.goto("/console/operators");
    await signInAs(page, name);
    await expect(page).toHaveURL(/\/console\/operators$/);
    await awake(page);
    return new Desk(page);
  };
  const knocks = async () => {
    const page = await stranger({ viewport: { width: 1440, height: 900 } });
    await page.goto("/console");
    await signInAs(page, "Nisha Verma");
    return new Desk(page);
  };
  const isTurnedAway = async ({ page }: Desk) =>
    expect(page.getByRole("alert").filter({ hasText: "role" })).toContainText("you have no role");

  await test.step("before anybody invites her she is turned away", async () => isTurnedAway(await knocks()));

  const kavya = await comesIn("Kavya Iyer");
  await test.step("the admin asks, and cannot agree herself", async () => {
    await kavya.page.getByRole("button", { name: "Invite…" }).click();
    const dialog = kavya.page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Nisha Verma");
    await dialog.getByLabel(/^E-mail/).fill("Nisha@callmissed.example");
    await dialog.getByRole("radio", { name: /^Support agent/ }).check();
    await isAccessible(kavya.page, "inviting a colleague", BOTH);
    await dialog.getByRole("button", { name: "Ask a second person" }).click();
    await expect(kavya.page.getByRole("heading", { level: 1, name: /^Nisha Verma asked for/ })).toBeVisible();
    await expect(kavya.act(/^Agree/)).toHaveAttribute("aria-disabled", "true");
    await expect(kavya.decision).toContainText("You asked for this yourself");
  });
  await test.step("nor does asking make her somebody", async () => isTurnedAway(await knocks()));

  await test.step("the officer agrees to exactly this, and the mail goes out", async () => {
    const farah = await comesIn("Farah Siddiqui");
    await farah.page
      .getByRole("list", { name: "Waiting for a second person" })
      .getByRole("link", { name: /Nisha Verma/ })
      .click();
    await farah.act(/^Agree/).click();
    const dialog = farah.page.getByRole("dialog");
    await expect(dialog).toContainText("A mail goes to nisha@callmissed.example");
    await dialog.getByRole("button", { name: "Agree" }).click();
    await expect(farah.page.getByRole("heading", { level: 1, name: /^Nisha Verma invited/ })).toBeVisible();
    const mail = await mailbox.newest("nisha@callmissed.example", /^You can sign in/);
    expect(mail.text).toContain('the role "support agent"');
  });

  const nisha = await knocks();
  await test.step("she signs in for the first time, with the role that was given", async () => {
    await expect(nisha.page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
    await expect(nisha.page.getByRole("button", { name: "Nisha Verma, Support agent" })).toBeVisible();
    expect(await nisha.calls("operator.invite", { email: "x@callmissed.example", name: "Somebody", role: "admin" })).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  await test.step("the admin ends all her sessions: the open window is out", async () => {
    await expect(kavya.page.getByRole("heading", { level: 1, name: /^Nisha Verma active/ })).toBeVisible({ timeout: 20_000 });
    await expect(kavya.panel("Sessions").getByText("open", { exact: true })).toBeVisible();
    await isAccessible(kavya.page, "somebody who works here", BOTH);
    await kavya.act(/^End all sessions/).click();
    await kavya.page.getByRole("dialog").getByRole("button", { name: "End all sessions" }).click();
    await expect(kavya.panel("Timeline")).toContainText("ended 1 session of Nisha Verma");
    expect(await nisha.calls("operator.endOtherSessions", {})).toMatchObject({ code: "UNAUTHORIZED" });
    await nisha.page.goto("/console");
    await expect(nisha.page).toHaveURL(/\/sign-in\?/);
  });

  await test.step("her access ends with one person's word, and the door is closed", async () => {
    await kavya.act(/^End access/).click();
    await kavya.page.getByRole("dialog").getByRole("button", { name: "End access" }).click();
    await expect(kavya.page.getByRole("heading", { level: 1, name: /^Nisha Verma ended/ })).toBeVisible();
    await isTurnedAway(await knocks());
  });
});

test("the auditor sees who works here with masked addresses, and no act; by keyboard, on a telephone as well", async ({
  staff,
  stranger,
}) => {
  const arjun = await staff("arjun");
  await arjun.go("/console/operators");
  await arjun.page.keyboard.press("j");
  await arjun.page.keyboard.press("Enter");
  await expect(arjun.page.getByRole("heading", { level: 1 })).toContainText(/active|invited|ended/);
  await expect(arjun.page.getByRole("article")).toContainText("•••@callmissed.example");
  await expect(arjun.decision.getByRole("button")).toHaveCount(0);
  const small = await stranger({ viewport: { width: 375, height: 740 } });
  await small.goto("/console/operators");
  await signInAs(small, "Arjun Rao");
  await small
    .getByRole("list", { name: "Operators" })
    .getByRole("link", { name: /Dev Malhotra/ })
    .click();
  await expect(small.getByRole("heading", { level: 1, name: /Dev Malhotra/ })).toBeVisible();
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
});
