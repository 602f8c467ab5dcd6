// The endpoint of the local platform in the console's database: node --import tsx server/local/introduce-platform.ts URL DATA_FOLDER
import { readFileSync } from "node:fs";
import path from "node:path";
import { databaseClock } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { sealSecret } from "@/server/signal/endpoint-secret";
import { SIGNAL_KINDS } from "@/server/signal/signal";
import { LOCAL_PLATFORM } from "@/server/testing/cast";

try {
  const [url, dataFolder] = process.argv.slice(2);
  if (!url || !dataFolder) throw new Error("Say where the platform listens, and in which folder the secrets lie.");
  const { id, name } = LOCAL_PLATFORM;
  const { PLATFORM_WEBHOOK_SECRET } = JSON.parse(readFileSync(path.join(dataFolder, "secrets.json"), "utf8"));
  const secretCiphertext = await sealSecret(openKeyRing().master, id, PLATFORM_WEBHOOK_SECRET);
  const db = openDb("callmissed_console");
  await db.signalEndpoint.upsert({
    where: { id },
    // Whether it is switched on, and what it listens to, stays as somebody has set it.
    update: { url, secretCiphertext },
    create: { id, name, url, secretCiphertext, kinds: SIGNAL_KINDS, createdAt: await databaseClock.now(db) },
    select: { id: true },
  });
  await db.$disconnect();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
