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
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
