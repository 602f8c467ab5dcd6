// `npm run screenshots`: pictures of the running console for the README, as anybody can take them again.
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";

const FOLDER = "docs/screenshots";
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

type Picture = { name: string; colorScheme: "light" | "dark"; show: (page: Page) => Promise<void> };

const PICTURES: readonly Picture[] = [
  { name: "today-light", colorScheme: "light", show: (page) => go(page, "/console") },
  { name: "request-detail-light", colorScheme: "light", show: showRequest },
  { name: "request-detail-dark", colorScheme: "dark", show: showRequest },
  { name: "retention", colorScheme: "light", show: (page) => go(page, "/console/retention") },
  { name: "holds", colorScheme: "light", show: showHold },
  { name: "certificate", colorScheme: "light", show: showCertificate },
  { name: "webhooks", colorScheme: "dark", show: (page) => go(page, "/console/signals") },
];

const origin = runningConsole();
const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--force-color-profile=srgb"] });
try {
  await mkdir(FOLDER, { recursive: true });
  for (const picture of PICTURES) await take(browser, picture);
} finally {
  await browser.close();
}

async function take(from: Browser, { name, colorScheme, show }: Picture): Promise<void> {
  const context = await from.newContext({
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    colorScheme,
    reducedMotion: "reduce",
    timezoneId: "Asia/Kolkata",
    locale: "en-IN",
  });
  const page = await context.newPage();
  await page.goto("/console");
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Sign in with your staff account" }).click();
  await page.getByRole("button", { name: /^Meera Nair/ }).click();
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  await show(page);
  await page.evaluate(() => document.fonts.ready);
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(file);
  await context.close();
}

async function go(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.getByRole("status", { name: /loading/ }).waitFor({ state: "detached" });
}

/** One of the seed's tenants, a day and a half before its end. */
async function showRequest(page: Page): Promise<void> {
  await go(page, "/console/requests?state=retained&channel=mail");
  await page
    .getByRole("list", { name: "Requests" })
    .getByRole("link", { name: /Dhanvridhi Capital/ })
    .click();
  await page.getByRole("article").getByRole("heading", { level: 1 }).first().waitFor();
  await page.mouse.move(0, 0);
}

/** The first of the orders that somebody has to look at. */
async function showHold(page: Page): Promise<void> {
  await go(page, "/console/holds");
  await page.getByRole("main").getByRole("list").last().getByRole("link").first().click();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.mouse.move(0, 0);
}

/** The statement of a tenant that is gone, as whoever has its link sees it. */
async function showCertificate(page: Page): Promise<void> {
  await go(page, "/console/requests?state=purged");
  await page.getByRole("list", { name: "Requests" }).getByRole("link").first().click();
  const link = page.locator('a[href^="/certificates/"]').first();
  await page.goto((await link.getAttribute("href")) ?? "");
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** Where `npm start` has the console running: RUN_FILE, else the folder of this clone. */
function runningConsole(): string {
  const file = process.env.RUN_FILE ?? path.join(process.env.CALLMISSED_DATA_DIR ?? ".data", "run.json");
  const run = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { ready?: boolean; origin?: string }) : null;
  if (!run?.ready || !run.origin) throw new Error("No console is running here. Start it with `npm start`, then try again.");
  return run.origin;
}

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [process.env.CHROMIUM_PATH, chromium.executablePath(), ...inPath].find((file) => file && existsSync(file));
}
