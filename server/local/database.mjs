// The database of a local console: the one DATABASE_URL names, else an embedded one that is watched and kept running.
import path from "node:path";
import pg from "pg";
import { deploy } from "../../prisma/deploy.mjs";
import { runCommand } from "./command.mjs";
import { ensureDatabase, startPostgres } from "./postgres.mjs";
import { atEnd, isEnding } from "./shutdown.mjs";
import { complain, Trouble } from "./trouble.mjs";

const LOOK_EVERY_MS = 1_000;

/** Answers with the URL of a running, migrated database. */
export async function openDatabase(dataFolder, log) {
  const url = process.env.DATABASE_URL ?? (await openEmbedded(path.join(dataFolder, "pg"), log));
  await deploy({ url, log });
  return { url };
}

async function openEmbedded(folder, log) {
  let server = await startPostgres({ folder, log });
  const { port } = server;
  if (server.fresh) log("a new database was made");
  await ensureDatabase(server, "callmissed");
  let looking = false;
  const watch = setInterval(async () => {
    if (looking || isEnding() || server.isRunning()) return;
    looking = true;
    try {
      console.error("PostgreSQL ended unexpectedly; it is started again.");
      server = await startPostgres({ folder, port, log });
    } catch (error) {
      complain(error);
    } finally {
      looking = false;
    }
  }, LOOK_EVERY_MS);
  watch.unref();
  atEnd(() => {
    clearInterval(watch);
    return server.stop();
  });
  return server.url("callmissed");
}

/** May we write into it what only makes sense on this machine? Into one that somebody else runs only when SEED=1 asks for it. */
export const isOurs = () => !process.env.DATABASE_URL || process.env.SEED === "1";

/** Fills an empty database with the cast and their neighbours. */
export async function seedIfEmpty({ url }, env, log) {
  if (!isOurs()) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("SELECT 1 FROM platform.tenant LIMIT 1").finally(() => client.end());
  if (rowCount > 0) return;
  log("making up tenants to work with");
  const status = await runCommand(process.execPath, ["--import", "tsx", "prisma/seed/main.ts"], { env });
  if (status !== 0) throw new Trouble("The database could not be filled; the messages above say why.");
}

/** Tells the payment gateways' stand-ins what was paid, which is all they refund, and what they have paid back before. */
export async function introducePurchases(env, { cashfree, razorpay }) {
  if (!cashfree && !razorpay) return;
  const say = ["--import", "tsx", "server/local/introduce-purchases.ts", cashfree ?? "-", razorpay ?? "-"];
  const status = await runCommand(process.execPath, say, { env });
  if (status !== 0) throw new Trouble("The payments could not be made known to the local payment gateways; the messages above say why.");
}

/** Makes the console tell the platform's stand-in where it stands today: its port may be another one at every start. */
export async function introducePlatform(env, platform, dataFolder) {
  if (!platform) return;
  const say = ["--import", "tsx", "server/local/introduce-platform.ts", `${platform}/webhooks`, dataFolder];
  const status = await runCommand(process.execPath, say, { env });
  if (status !== 0) throw new Trouble("The local platform could not be made known to the console; the messages above say why.");
}
