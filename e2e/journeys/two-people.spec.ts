import { randomUUID } from "node:crypto";
import { BOTH, isAccessible } from "../fixtures/accessibility";
import { awake } from "../fixtures/desk";
import { expect, test } from "../fixtures/test";

test("two people release a hold from the approvals desk, and the second one signs in again for it", async ({
  anotherTenant,
  build,
  staff,
  pool,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.provokes(/status of 412/); // the refusal of an old sign-in
  const tenant = await anotherTenant();
  const { id: holdId } = await build.hold({ tenant, isAgreed: true });
  const [naveen, leadsDesk] = [await staff("naveen"), await staff("meera")];
  const { page } = leadsDesk;
  const sentence = `Release the hold on ${tenant.name}`;

  await test.step("the deputy asks for it, finds it among his own, and is told why he cannot agree", async () => {
    await naveen.go(`/console/holds/${holdId}`);
    await naveen.page.getByRole("button", { name: /^Ask for its release/ }).click();
    await naveen.page.getByRole("dialog").getByRole("button", { name: "Ask for its release" }).click();
    await expect(naveen.page.getByRole("heading", { level: 1 })).toContainText("release waits for a second person");
    await naveen.go("/console/approvals?view=mine");
    await naveen.page.getByRole("list", { name: "Approvals" }).getByRole("link").filter({ hasText: sentence }).click();
    await expect(naveen.page.getByText("You asked for this yourself.")).toBeVisible();
    await expect(naveen.page.getByRole("button", { name: /^Agree/ })).toHaveAttribute("aria-disabled", "true");
  });

  await test.step("the lead finds it by keyboard: what is asked, exactly, with its hash", async () => {
    await leadsDesk.go("/console");
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await expect(page.getByRole("heading", { level: 1, name: "Approvals" })).toBeVisible();
    const mine = page.getByRole("list", { name: "Approvals" }).getByRole("link");
    await expect(mine.filter({ hasText: sentence })).toBeVisible();
    for (let step = 0; step < 50; step += 1) {
      await page.keyboard.press("j");
      if ((await page.locator(":focus").innerText()).includes(sentence)) break;
    }
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: sentence })).toBeVisible();
    await awake(page);
    const { rows } = await pool.query("SELECT facts_sha256 FROM console.approval WHERE subject_id = $1 AND kind = 'release_hold'", [
      holdId,
    ]);
    await expect(page.getByText(rows[0]?.facts_sha256)).toBeVisible();
    await expect(page.getByRole("row", { name: /Reference OS 4410\/2026/ })).toBeVisible();
    await isAccessible(page, "a question to a second person");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("her sign-in is older than 15 minutes: refused, with the way through the identity provider", async () => {
    const session = await sessionOf(leadsDesk.page);
    // Of this very window, aged past the 15 minutes; other windows of hers are left alone.
    await pool.query("UPDATE console.operator_session SET authenticated_at = authenticated_at - interval '16 minutes' WHERE id = $1", [
      session,
    ]);
    const release = async () => {
      await page.keyboard.press("a");
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox").fill("OS 4410/2026");
      await dialog.getByRole("button", { name: "Release the hold" }).click();
    };
    await release();
    const again = page.getByRole("dialog", { name: "Sign in again" });
    await expect(again).toContainText("This takes a sign-in of the last 15 minutes.");
    await again.getByRole("button", { name: "Sign in again" }).click();
    await page.getByRole("button", { name: /^Meera/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: sentence })).toBeVisible();
    await awake(page);
    const { rows } = await pool.query("SELECT ended_at FROM console.operator_session WHERE id = $1", [session]);
    expect(rows[0]?.ended_at).not.toBeNull();
    await release();
    await expect(page.getByText("You agreed.", { exact: true })).toBeVisible();
    await expect(page.getByText(/^agreed to · yes from Meera Nair/)).toBeVisible();
  });

  await leadsDesk.go(`/console/holds/${holdId}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("released");

  /** The newest sign-in that this window could have: it is asked who it is, and no other of hers is newer. */
  async function sessionOf(window: typeof page): Promise<string> {
    const { sessionId } = await window.evaluate(async () => (await (await fetch("/api/auth/session")).json()) as { sessionId: string });
    return sessionId;
  }
});

test("another address for a profile is agreed to by an admin only after both were shown whole, which the book says", async ({
  build,
  staff,
  pool,
}) => {
  test.setTimeout(90_000);
  const word = randomUUID().slice(0, 8);
  const tenant = await build.tenant({ owner: { name: "Asha Menon", email: `asha@kettle-${word}.example` } });
  // One letter of it is Cyrillic: masked, the two look alike.
  const [before, after] = [tenant.owner.email, `ashа@kettle-${word}.example`];
  const caseId = randomUUID();
  await pool.query(
    `INSERT INTO console.grievance (id, kind, channel, topic, tenant_id, member_id, language, received_at, answer_due_at, state_changed_at)
       VALUES ($1, 'correction', 'dashboard', 'person_email', $2, $3, 'en', now(), now() + interval '719 hours', now())`,
    [caseId, tenant.id, tenant.owner.id],
  );
  await pool.query(
    `INSERT INTO console.grievance_message (id, grievance_id, tenant_id, author, author_id, body, correction_field, correction_to, written_at)
       VALUES (gen_random_uuid(), $1, $2, 'person', $3, '', 'person_email', $4, now())`,
    [caseId, tenant.id, tenant.owner.id, after],
  );
  const [farah, kavya] = [await staff("farah"), await staff("kavya")];
  await farah.go(`/console/grievances/${caseId}`);
  await farah
    .panel("Answer")
    .getByRole("button", { name: /^Correct/ })
    .click();
  await farah.page.getByRole("dialog").getByRole("button", { name: "Ask a second person" }).click();
  await expect(farah.page.getByRole("dialog")).toBeHidden();

  const { page } = kavya;
  await kavya.go("/console/approvals");
  await page.getByRole("list", { name: "Approvals" }).getByRole("link").filter({ hasText: tenant.name }).click();
  await expect(page.getByRole("row", { name: /^Address a•••@/ })).toBeVisible();
  await page.getByRole("button", { name: /^Agree/ }).click();
  const dialog = page.getByRole("dialog");
  const agree = dialog.getByRole("button", { name: "Agree to the address" });
  await expect(agree).toBeDisabled();
  expect(await page.content()).not.toContain(before);
  await dialog.getByRole("button", { name: "Show both addresses" }).click();
  for (const address of [before, after]) await expect(dialog.getByRole("status")).toContainText(address);
  await expect(dialog.getByRole("status")).toContainText("а (U+0430)");
  await isAccessible(page, "two addresses, shown", BOTH);
  await agree.click();
  await expect(page.getByText("You agreed.", { exact: true })).toBeVisible();
  expect((await pool.query("SELECT email FROM platform.team_member WHERE id = $1", [tenant.owner.id])).rows).toEqual([{ email: after }]);
  await kavya.go(`/console/audit?q=${tenant.id}`);
  await expect(page.getByRole("list", { name: "Events" })).toContainText(
    "had the e-mail address of a member of a team shown: to agree to another address",
  );
});
