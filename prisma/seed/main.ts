// Fills an empty database with the cast, their neighbours and requests in every state: DATABASE_URL names the database
// (as its owner), FILES_STORE the store of objects, KEYS_STORE and MASTER_KEY_FILE what they are encrypted with.
import { storageEnv } from "@/server/lib/env";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { seed } from "./seed";

try {
  const settings = storageEnv();
  const { DATABASE_URL: url, FILES_STORE: filesDir } = settings;
  if (!url) throw new Error("DATABASE_URL must name the database to fill.");
  const began = performance.now();
  const made = await seed({ url, filesDir, keyRing: openKeyRing(settings), proofs: { APP_URL: "http://localhost:3000", ...settings } });
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`${made.tenants} tenants, ${made.requests} requests, ${made.messages} messages and ${made.files} files in ${seconds} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
