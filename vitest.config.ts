import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// An odd zone (+12:45 or +13:45) for every test: whoever mistakes local time for UTC or IST is found out at once.
process.env.TZ = "Pacific/Chatham";

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: fromRoot("./") },
      // Next answers this import itself; outside of Next the package does not exist.
      { find: /^server-only$/, replacement: fromRoot("./server/testing/empty.ts") },
    ],
  },
  test: {
    include: ["{server,app,prisma}/**/*.test.{ts,tsx,mjs}"],
    globalSetup: ["server/testing/global-setup.mjs"],
    setupFiles: ["server/testing/setup.ts"],
    // Settings as `npm start` makes them; a test with a database of its own sets DATABASE_URL itself.
    env: {
      APP_URL: "http://localhost:3000",
      NEXTAUTH_SECRET: "a secret of the tests, long enough to count",
      OIDC_ISSUER: "http://localhost:4455",
      OIDC_CLIENT_ID: "tests",
      OIDC_CLIENT_SECRET: "tests",
      GATE_TOKEN: "the tests' credential at the gate",
      CASHFREE_CLIENT_ID: "tests",
      CASHFREE_CLIENT_SECRET: "tests",
      COMPANY_GSTIN: "29AAAAA0000A1Z5",
      SMTP_URL: "smtp://127.0.0.1:9",
      DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none",
      LOG_LEVEL: "silent",
      // Purges rest half of their time for the sake of people at the console; here nobody is at one.
      PURGE_DUTY_PERCENT: "100",
    },
    pool: "forks",
    maxWorkers: 3,
    // What comes true by itself is waited for as long as its test may take: how soon is no guarantee of any of them.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
