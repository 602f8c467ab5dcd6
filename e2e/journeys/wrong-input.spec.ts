import { randomUUID } from "node:crypto";
import { INITECH } from "@/server/testing/cast";
import { gate } from "../fixtures/gate";
import { expect, test } from "../fixtures/test";

test("an address that leads nowhere says so, and shows the way on", async ({ dev, stranger, watch }) => {
  watch.provokes(/status of 404/);
  for (const wrong of ["/console/requests/not-an-id", "/console/requests/123", "/console/nowhere"]) {
    expect((await dev.page.goto(wrong))?.status(), wrong).toBe(404);
    await expect(dev.page.getByText("There is nothing at this address"), wrong).toBeVisible();
    await expect(dev.page.getByRole("navigation", { name: "Pages" }), wrong).toBeVisible();
  }
  await dev.page.goto(`/console/requests/${randomUUID()}`);
  await expect(dev.page.getByText("There is no such request")).toBeVisible();
  await dev.page.getByRole("link", { name: "Go to the list" }).click();
  await expect(dev.lines.first()).toBeVisible();
  await dev.page.goto(`/console/tenants/${randomUUID()}`);
  await expect(dev.page.getByText("There is no such tenant")).toBeVisible();
  await dev.page.goto("/console/tenants/not-an-id");
  await expect(dev.page.getByText("There is nothing at this address")).toBeVisible();
  const page = await stranger();
  expect((await page.goto("/nowhere"))?.status()).toBe(404);
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
});

test("input of the wrong form is refused before anything is asked", async ({ dev, watch }) => {
  watch.provokes(/status of 4\d\d/);
  await dev.go("/console");
  for (const input of [{}, { requestId: "1; DROP TABLE", version: 1 }, { requestId: randomUUID(), version: -1 }, { requestId: null }]) {
    expect(await dev.calls("request.verify", input)).toMatchObject({ status: 400, code: "BAD_REQUEST" });
  }
  expect(await dev.calls("request.verify", { requestId: randomUUID(), version: 1, seen: null })).toMatchObject({
    status: 404,
    code: "NOT_FOUND",
  });
  expect(await dev.calls("request.noSuchAct", {})).toMatchObject({ status: 404 });
});

test("a wrong code, an expired page and an unknown address are answered alike", async ({ stranger, watch }) => {
  watch.provokes(/status of 4\d\d/);
  const answers: (string | null)[] = [];
  for (const id of [randomUUID(), "not-an-id"]) {
    const page = await stranger();
    expect((await page.goto(`/confirm/${id}`))?.status()).toBe(200);
    await expect(page.locator("html[data-hydrated]")).toBeAttached();
    await page.getByRole("textbox", { name: "Code" }).fill("482 913");
    await page.getByRole("button", { name: "Confirm" }).click();
    answers.push(await page.getByRole("main").getByRole("alert").textContent());
  }
  expect(answers[0]).toContain("not valid");
  expect(answers[1]).toContain("not valid");
});

test("the gate answers every wrong question clearly", async () => {
  const question = JSON.stringify({ apiKey: INITECH.apiKeys[0].key });
  expect(await gate.post(question)).toEqual({ status: 200, body: { allowed: true } });
  expect((await gate.post(question, { token: null })).status).toBe(401);
  expect((await gate.post(question, { token: "wrong" })).status).toBe(401);
  for (const wrong of [
    "",
    "not json",
    "null",
    "[]",
    "{}",
    '{"apiKey":""}',
    '{"apiKey":42}',
    '{"botId":"1 OR 1=1"}',
    '{"surprise":true}',
    JSON.stringify({ apiKey: INITECH.apiKeys[0].key, botId: INITECH.bots[0].id }),
  ]) {
    const { status, body } = await gate.post(wrong);
    expect(status, wrong).toBe(400);
    expect(body.error, wrong).toContain("exactly one of");
  }
  expect((await gate.post(JSON.stringify({ apiKey: "x".repeat(10_000) }))).status).toBe(413);
  expect(await gate.asks({ apiKey: "cm_live_nobody_has_this_key" })).toEqual({ allowed: false, reason: "unknown" });
  expect(await gate.asks({ botId: randomUUID() })).toEqual({ allowed: false, reason: "unknown" });
  expect(await gate.asks({ memberId: randomUUID() })).toEqual({ allowed: false, reason: "unknown" });
});
