import { defineConfig } from "@playwright/test";

// server/testing/run.mjs starts the product and says where it is; `npm test -- journeys` is the way to run these.
export default defineConfig({
  projects: [
    { name: "journeys", testDir: "e2e/journeys" },
    { name: "faults", testDir: "e2e/faults" },
  ],
  outputDir: "test-results",
  workers: 1, // the journeys share one database and one mailbox, as people do
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
