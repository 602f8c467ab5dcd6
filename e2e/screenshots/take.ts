// `npm run screenshots`: pictures of the running console for the README, as anybody can take them again.
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";

const FOLDER = "docs/screenshots";
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/** `as` is a colleague of the cast, Meera where nobody is named; or the owner, whose pages are taken at the width of a telephone. */
type Picture = { name: string; colorScheme: "light" | "dark"; as?: string; show: (page: Page) => Promise<void> };

const OWNER = "asha@chaipoint.example";
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const PICTURES: readonly Picture[] = [
  { name: "today-light", colorScheme: "light", show: (page) => go(page, "/console") },
  { name: "request-detail-light", colorScheme: "light", show: showRequest },
  { name: "request-detail-dark", colorScheme: "dark", show: showRequest },
  { name: "retention", colorScheme: "light", show: (page) => go(page, "/console/retention") },
  { name: "holds", colorScheme: "light", show: showHold },
  { name: "certificate", colorScheme: "light", show: showCertificate },
  { name: "webhooks", colorScheme: "dark", show: (page) => go(page, "/console/signals") },
  { name: "grievance-case", colorScheme: "light", as: "Farah Siddiqui", show: showCase },
  { name: "approvals", colorScheme: "light", show: showApproval },
  { name: "refunds", colorScheme: "light", show: showRefund },
  { name: "audit", colorScheme: "light", as: "Arjun Rao", show: (page) => go(page, "/console/audit?q=DR-2087") },
  { name: "policy", colorScheme: "light", as: "Arjun Rao", show: (page) => go(page, "/console/policy?section=D3#D3.8") },
  { name: "account-english", colorScheme: "light", as: OWNER, show: (page) => showAccount(page, "en") },
  { name: "account-hindi", colorScheme: "light", as: OWNER, show: (page) => showAccount(page, "hi") },
];

const { origin, mailbox } = runningConsole();
const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--force-color-profile=srgb"] });
try {
  await mkdir(FOLDER, { recursive: true });
  const owner = await ownersCookies(browser);
  for (const picture of PICTURES) await take(browser, picture, owner);
} finally {
  await browser.close();
}

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
async function take(from: Browser, { name, colorScheme, as = "Meera Nair", show }: Picture, owner: Cookies): Promise<void> {
  const context = await from.newContext({
    baseURL: origin,
    viewport: as === OWNER ? PHONE : DESK,
    deviceScaleFactor: as === OWNER ? 2 : 1,
    colorScheme,
    reducedMotion: "reduce",
    timezoneId: "Asia/Kolkata",
    locale: "en-IN",
  });
  const page = await context.newPage();
  if (as === OWNER) await context.addCookies(owner);
  else await signInAs(page, as);
  await show(page);
  await lettersDrawn(page);
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(file);
  await context.close();
}

/** A weight of a script is fetched when its first letter is laid out, so what was ready a frame ago may be on its way again. */
async function lettersDrawn(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame += 1) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
      await document.fonts.ready;
    }
  });
}

async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto("/console");
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Sign in with your staff account" }).click();
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
}

/** The owner signs in once, with the code from the mail, because codes are counted; both pictures are of that session. */
async function ownersCookies(from: Browser): Promise<Cookies> {
  const context = await from.newContext({ baseURL: origin, viewport: PHONE });
  const page = await context.newPage();
  const codes = async () => {
    const mails = (await (await fetch(`${mailbox}/api/messages?to=${encodeURIComponent(OWNER)}`)).json()) as { text: string }[];
    return mails.flatMap(({ text }) => /^\d{6}$/m.exec(text)?.[0] ?? []);
  };
  const before = (await codes()).length;
  await page.goto("/account/sign-in?lang=en");
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.getByLabel("Your e-mail address").fill(OWNER);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.waitForURL(/\/account\/sign-in\/[0-9a-f-]{36}/);
  let all = await codes();
  for (let tries = 0; all.length <= before && tries < 100; tries += 1) {
    await page.waitForTimeout(200);
    all = await codes();
  }
  await page.getByLabel("Code", { exact: true }).fill(all[0] ?? "");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/account/sign-in"));
  const cookies = await context.cookies();
  await context.close();
  return cookies;
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

/** A complaint about how somebody was treated: its clock, the thread, and the desk's own notes in it. */
async function showCase(page: Page): Promise<void> {
  await go(page, "/console/grievances");
  await page
    .getByRole("list", { name: "Grievances" })
    .getByRole("link", { name: /how they were treated/ })
    .first()
    .click();
  await page.getByRole("article", { name: "Grievance" }).waitFor();
  await page.mouse.move(0, 0);
}

/** The first of the questions that wait for a second person. */
async function showApproval(page: Page): Promise<void> {
  await go(page, "/console/approvals");
  await page.getByRole("list", { name: "Approvals" }).getByRole("link").first().click();
  await page.getByRole("article").waitFor();
  await page.mouse.move(0, 0);
}

/** The first of the refunds that wait for somebody else's yes. */
async function showRefund(page: Page): Promise<void> {
  await go(page, "/console/refunds?view=to_approve");
  await page.getByRole("list", { name: "Refunds" }).getByRole("link").first().click();
  await page.getByRole("article").waitFor();
  await page.mouse.move(0, 0);
}

/** The owner's front page, as on a telephone. The question about counting is answered by nobody for them. */
async function showAccount(page: Page, language: "en" | "hi"): Promise<void> {
  await page.goto(`/account?lang=${language}`);
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.getByRole("heading", { level: 1 }).waitFor();
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

/** Where `npm start` has the console and the mailbox running: RUN_FILE, else the folder of this clone. */
function runningConsole(): { origin: string; mailbox: string } {
  const file = process.env.RUN_FILE ?? path.join(process.env.CALLMISSED_DATA_DIR ?? ".data", "run.json");
  const run = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { ready?: boolean; origin?: string; mailbox?: string }) : null;
  if (!run?.ready || !run.origin || !run.mailbox) throw new Error("No console is running here. Start it with `npm start`, then try again.");
  return { origin: run.origin, mailbox: run.mailbox };
}

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [process.env.CHROMIUM_PATH, chromium.executablePath(), ...inPath].find((file) => file && existsSync(file));
}
