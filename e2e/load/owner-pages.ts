// `npm run load:pages [an owner's e-mail]`: Lighthouse on the owner's pages of the console that `npm start` has running here:
// performance, accessibility and best practices, as a telephone on a slow network has them. For docs/measurements.md.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { installLighthouse } from "@/server/testing/lighthouse/install.mjs";

const PAGES = [
  "/account/sign-in",
  "/account",
  "/account/leave",
  "/account/export",
  "/account/rights",
  "/policies/cookies",
  "/policies/account-deletion",
];
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const LEAST = 95;
/** One run is luck; of three the middle one counts, as Lighthouse's own advice is. */
const RUNS = 3;

type Report = {
  categories: Record<(typeof CATEGORIES)[number], { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string; numericValue?: number }>;
};

const run = runningConsole();
const browser = process.env.CHROMIUM_PATH ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : chromium.executablePath());
const lighthouse = await installLighthouse();
const cookie = await signedInCookie(process.argv[2] ?? "asha@chaipoint.example");
const folder = mkdtempSync(path.join(os.tmpdir(), "callmissed-lighthouse-"));
// In a file: a command that fails is printed with its words, and the session is none of them.
const headers = path.join(folder, "headers.json");
writeFileSync(headers, JSON.stringify({ cookie }), { mode: 0o600 });
let isGood = true;
console.log(
  "| page | performance | accessibility | best practices | largest paint | blocking | scripts |\n| --- | --- | --- | --- | --- | --- | --- |",
);
try {
  for (const page of PAGES) await measure(page);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = isGood ? 0 : 1;

async function measure(page: string): Promise<void> {
  const file = path.join(folder, "report.json");
  const args = [
    lighthouse,
    run.origin + page,
    `--only-categories=${CATEGORIES.join(",")}`,
    "--output=json",
    `--output-path=${file}`,
    "--quiet",
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-dev-shm-usage",
    ...(page === "/account/sign-in" ? [] : [`--extra-headers=${headers}`]),
  ];
  const reports: Report[] = [];
  // Now and then the browser loses the beginning of its own trace; that run says nothing, and is done again.
  for (let tries = 0; reports.length < RUNS && tries < RUNS * 2; tries += 1) {
    const isDone = await promisify(execFile)(process.execPath, args, {
      env: { ...process.env, CHROME_PATH: browser },
      timeout: 180_000,
    }).then(
      () => true,
      () => false,
    );
    if (isDone) reports.push(JSON.parse(readFileSync(file, "utf8")) as Report);
  }
  const { categories, audits } = median(reports, page);
  const scores = CATEGORIES.map((name) => Math.round(categories[name].score * 100));
  isGood &&= scores.every((score) => score >= LEAST);
  const said = (id: string) => audits[id]?.displayValue ?? "";
  const scripts = Math.round(scriptBytes(audits) / 1_000);
  console.log(`| ${page} | ${scores.join(" | ")} | ${said("largest-contentful-paint")} | ${said("total-blocking-time")} | ${scripts} kB |`);
  for (const name of CATEGORIES)
    for (const { id, weight } of categories[name].auditRefs) {
      const audit = audits[id];
      if (weight > 0 && audit && audit.score !== null && audit.score < 0.9)
        console.error(`  ${page}, ${name}: ${audit.title} ${audit.displayValue ?? ""}`);
    }
}

/** The report whose performance is neither the best nor the worst. Throws when Lighthouse could not measure the page. */
function median(reports: readonly Report[], page: string): Report {
  const sorted = reports.toSorted((a, b) => a.categories.performance.score - b.categories.performance.score);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle || reports.length < RUNS) throw new Error(`Lighthouse could not measure ${page}.`);
  return middle;
}

function scriptBytes(audits: Report["audits"]): number {
  const { details } = (audits["network-requests"] ?? {}) as { details?: { items: { resourceType: string; transferSize: number }[] } };
  return (details?.items ?? [])
    .filter(({ resourceType }) => resourceType === "Script")
    .reduce((sum, { transferSize }) => sum + transferSize, 0);
}

/** Signs in as an owner does, by the code in the mail; answers with the header that carries the session. */
async function signedInCookie(email: string): Promise<string> {
  const window = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
  try {
    const page = await (await window.newContext({ baseURL: run.origin, javaScriptEnabled: false })).newPage();
    const mails = async () =>
      ((await (await fetch(`${run.mailbox}/api/messages?to=${encodeURIComponent(email)}`)).json()) as { text: string }[])
        .map(({ text }) => /^(\d{6})$/m.exec(text)?.[1])
        .filter((code) => code !== undefined);
    const before = (await mails()).length;
    await page.goto("/account/sign-in?lang=en");
    await page.locator("input[type=email]").fill(email);
    await page.locator("main button[type=submit]").first().click();
    await page.waitForURL(/sign-in\/[0-9a-f-]{36}/);
    let codes = await mails();
    for (let tries = 0; codes.length === before && tries < 200; tries += 1) {
      await page.waitForTimeout(100);
      codes = await mails();
    }
    await page
      .locator("main input:not([type=hidden])")
      .first()
      .fill(codes[0] ?? "");
    await page.locator("main button[type=submit]").first().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/account/sign-in"));
    return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  } finally {
    await window.close();
  }
}

/** Where `npm start` has the console running: RUN_FILE, else the folder of this clone. */
function runningConsole(): { origin: string; mailbox: string } {
  const file = process.env.RUN_FILE ?? path.join(process.env.CALLMISSED_DATA_DIR ?? ".data", "run.json");
  const run = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  if (!run?.ready || !run.origin) throw new Error("No console is running here. Start it with `npm start`, then try again.");
  return run;
}
