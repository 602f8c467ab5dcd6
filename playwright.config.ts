import { defineConfig } from "@playwright/test";

// server/testing/run.mjs starts the product and says where it is; `npm test -- journeys` is the way to run these.
const ALONE = ["**/finding-and-filtering.spec.ts", "**/keyboard-alone.spec.ts"];
const BESIDE = ["**/owner/*.spec.ts", "**/accessible-to-everybody.spec.ts", "**/officer-orders.spec.ts", "**/books-of-an-auditor.spec.ts"];

export default defineConfig({
  projects: [
    // Those that count what is in a list, or walk through it, come first and by themselves.
    { name: "alone", testDir: "e2e/journeys", testMatch: ALONE, workers: 1 },
    // They share one database and one mailbox, as people do; what one of them does, the next one sees.
    { name: "journeys", testDir: "e2e/journeys", testIgnore: [...ALONE, ...BESIDE], workers: 1, dependencies: ["alone"] },
    // Those that look on, or keep to tenants of their own, go on beside them.
    { name: "beside", testDir: "e2e/journeys", testMatch: BESIDE, workers: 1, dependencies: ["alone"] },
    // Each file has a product and a database of its own.
    { name: "faults", testDir: "e2e/faults", workers: 2 },
  ],
  outputDir: "test-results",
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.BASE_URL,
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      // No sandbox: it refuses to start for root, as in most containers. Nothing but our own pages is opened.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
      ],
    },
  },
});
