import { expect, test } from "../fixtures/test";

test("j, k, Enter and Escape walk the list, and the focus is back where it was", async ({ dev }) => {
  const { page } = dev;
  await dev.go("/console/requests");
  await expect(dev.lines.nth(2)).toBeVisible();
  await page.keyboard.press("j");
  await expect(dev.lines.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(dev.lines.nth(2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(dev.lines.nth(1)).toBeFocused();
  const number = /DR-\d+/.exec((await dev.lines.nth(1).textContent()) ?? "")?.[0] ?? "";
  await page.keyboard.press("Enter");
  await expect(dev.title).toContainText(number);
  await expect(dev.title).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/console\/requests$/);
  await expect(dev.lines.nth(1)).toBeFocused();
});

test("one whole case by keyboard alone: found, verified, deactivated", async ({ build, dev }) => {
  const { page } = dev;
  const request = await build.receivedRequest();
  await dev.go("/console");

  await test.step("the palette finds it by its number", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Find or do" })).toBeVisible();
    await page.keyboard.type(`DR-${request.number}`);
    await expect(page.getByRole("option", { name: new RegExp(`DR-${request.number}`) })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(dev.title).toContainText(`DR-${request.number}`);
  });

  await test.step("v verifies", async () => {
    await page.keyboard.press("v");
    await expect(dev.outcome).toContainText(/^Verified/);
    await dev.isIn("verified");
  });

  await test.step("d asks, Escape means no, and the name has to be typed", async () => {
    await page.keyboard.press("d");
    const dialog = page.getByRole("dialog", { name: `Deactivate ${request.tenant.name}?` });
    await expect(dialog.getByRole("textbox")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await page.keyboard.press("d");
    await expect(dialog.getByRole("textbox")).toBeFocused();
    await page.keyboard.type(request.tenant.name);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(dev.outcome).toContainText("is deactivated and sealed");
    await dev.isIn("retained");
  });
});

test("a refund by keyboard alone: found by its number, proposed, and back where one was", async ({ build, dev }) => {
  const { page } = dev;
  const refund = await build.refund({ purchase: await build.purchase({ taxablePaise: 500_000 }), channel: "mail" });
  await dev.go("/console/requests");
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  const lines = page.getByRole("list", { name: "Refunds" }).getByRole("link");
  await expect(lines.first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(lines.first()).toBeFocused();
  await page.keyboard.press("Enter");
  const title = page.getByRole("article", { name: /^RF-/ }).getByRole("heading", { level: 1 });
  await expect(title).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(lines.first()).toBeFocused();

  const number = (await page.request.get(`/console/refunds/${refund.id}`).then((answer) => answer.text())).match(/RF-\d+/)?.[0] ?? "";
  await page.keyboard.press("Control+k");
  await page.keyboard.type(number);
  await expect(page.getByRole("option", { name: new RegExp(number) })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(title).toContainText(number);
  await page.keyboard.press("p");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Not now" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dev.outcome).toContainText("One other person has to agree within 48 hours.");
  await expect(title).toContainText("proposed");
});

test("keys never act while somebody types, and can be switched off", async ({ build, dev }) => {
  const { page } = dev;
  const request = await build.receivedRequest();
  await dev.open(request);
  await dev.search.focus();
  await page.keyboard.type("vrd");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await dev.isIn("received");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  await page.getByRole("switch", { name: /Single-letter keys/ }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("v");
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await dev.isIn("received");
});

test("Tab begins with the way past the rail, and reaches every act; the focus can always be seen", async ({ build, dev }) => {
  const { page } = dev;
  await dev.go("/console");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await dev.open(await build.receivedRequest());
  await expect(dev.title).toBeFocused();
  const reached: string[] = [];
  for (let step = 0; step < 60 && !reached.at(-1)?.startsWith("Withdraw"); step += 1) {
    await page.keyboard.press("Tab");
    const { name, isSeen } = await page.evaluate(() => {
      const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement as Element);
      return { name: document.activeElement?.textContent ?? "", isSeen: outlineStyle !== "none" || boxShadow !== "none" };
    });
    expect(isSeen, `the focus on "${name}" can be seen`).toBe(true);
    reached.push(name);
  }
  for (const act of ["Verify", "Reject", "Withdraw"])
    expect(
      reached.some((name) => name.startsWith(act)),
      act,
    ).toBe(true);
});
