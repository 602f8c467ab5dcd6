import { databaseClock } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { logger } from "@/server/lib/logger";
import { openStore } from "@/server/lib/open-store";
import { startWithKeys } from "@/server/platform/start-with-keys";
import { watchLedger } from "@/server/retention/watch-ledger";
import { startMailListener } from "./listen-for-mail";
import { storeLetter } from "./store-letter";

const settings = env();
await startWithKeys();
const deps = { db: openDb("callmissed_console", settings.DATABASE_URL, 8), clock: databaseClock };
const ledger = watchLedger(deps.db, openStore(settings.LEDGER_STORE));
// Said in the log at once, not with the first letter.
void ledger.refusal();
const { SMTP_TLS_CERT_FILE: certFile, SMTP_TLS_KEY_FILE: keyFile } = settings;

const listener = await startMailListener({
  settings: {
    host: settings.SMTP_LISTEN_HOST,
    port: settings.SMTP_LISTEN_PORT,
    supportAddresses: settings.SUPPORT_ADDRESSES,
    maxBytes: settings.SMTP_MAX_BYTES,
    trustedRelays: settings.SMTP_TRUSTED_RELAYS,
    ...(certFile && keyFile ? { tls: { certFile, keyFile } } : {}),
  },
  // On a database that came back from a backup nothing is taken in: the peer hears 451 and keeps the letter (P6).
  store: async (delivery) => {
    const refusal = await ledger.refusal();
    if (refusal) throw new Error(refusal);
    return storeLetter(deps, delivery);
  },
  logger,
});
logger.info({ port: listener.port }, "listening for mail");
process.send?.({ ready: true });

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  ledger.stop();
  await listener.close();
  await deps.db.$disconnect();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
