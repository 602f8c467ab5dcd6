import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import { startExaminers } from "@/server/inbound-mail/examine-in-time";
import { databaseClock, later } from "@/server/lib/clock";
import { openDb, STATEMENT_LIMIT_MS } from "@/server/lib/db";
import { within } from "@/server/lib/deadline";
import { env } from "@/server/lib/env";
import { logger } from "@/server/lib/logger";
import { openStore } from "@/server/lib/open-store";
import { enqueueJob } from "@/server/lib/queue";
import { openMailer } from "@/server/notice/open-mailer";
import { startWithKeys } from "@/server/platform/start-with-keys";
import { checkProofs } from "@/server/retention/check-proofs";
import { watchLedger } from "@/server/retention/watch-ledger";
import { runLimited } from "./run-limited";
import { AT_START, CRONTAB, JOBS } from "./timetable";

const settings = env();
// A worker without its keys would erase and then be unable to prove it.
await startWithKeys(() => checkProofs(settings));
const examiners = startExaminers({ dnsServers: settings.DNS_SERVERS, supportAddresses: settings.SUPPORT_ADDRESSES }, 1);
const mailer = openMailer();
const world = {
  console: { db: openDb("callmissed_console", settings.DATABASE_URL, 8, STATEMENT_LIMIT_MS.job), clock: databaseClock },
  purge: { db: openDb("callmissed_purge", settings.DATABASE_URL, 4, STATEMENT_LIMIT_MS.job), clock: databaseClock },
  /** Reads one tenant at a time for its owner's archive, and nothing sealed. */
  reader: openDb("callmissed_export", settings.DATABASE_URL, 3, STATEMENT_LIMIT_MS.job),
  examine: examiners.examine,
  sendMail: mailer.sendMail,
};

const ledger = watchLedger(world.console.db, openStore(settings.LEDGER_STORE));

const taskList: TaskList = Object.fromEntries(
  JOBS.map((job) => [
    job.name,
    async (payload, { withPgClient, job: queued }) => {
      const refusal = await ledger.refusal();
      if (refusal) {
        breakRun(new Error(refusal)); // no job runs on a database that came back from a backup (P6)
        throw new Error(refusal);
      }
      const parsed = job.payload.parse(payload ?? {}) as Record<string, string>;
      const work = () => (job.run as (given: typeof world, ids: unknown) => Promise<unknown>)(world, parsed);
      const { db, clock } = world.console;
      const key = queued.key ? { key: queued.key } : {};
      const putBack = async (afterMs: number) => enqueueJob(db, job.name, parsed, { ...key, runAt: later(await clock.now(db), afterMs) });
      await runLimited(job, parsed, { withClient: withPgClient, putBack }, work);
    },
  ]),
);

let stopping = false;
let runner: Runner | undefined;

/**
 * The queue's library writes down a job's end without waiting for it; when the database goes away just then, the failure
 * reaches nobody but the process. It ends this run, not the worker.
 */
let breakRun: (error: unknown) => void = () => {};
process.on("unhandledRejection", (error) => {
  logger.error({ err: error }, "something failed that nobody waited for");
  breakRun(error);
});

/** Runs until told to stop. A database that goes away ends the runner, not the process: it is tried again until it is back. */
async function keepRunning(): Promise<void> {
  const left: string[] = [];
  for (let delayMs = 500; !stopping; delayMs = Math.min(delayMs * 2, 10_000)) {
    const pool = new pg.Pool({
      connectionString: settings.DATABASE_URL,
      max: 12,
      options: "-c role=callmissed_queue",
      connectionTimeoutMillis: 5_000,
    });
    const lost = (error: Error) => logger.warn({ err: error }, "the queue lost a connection");
    pool.on("error", lost).on("connect", (client) => void client.on("error", lost));
    try {
      // Whatever ended the last run may have been a restore: nothing remembered counts.
      const refusal = await ledger.refusalNow();
      if (refusal) throw new Error(refusal);
      // What an earlier run could not give back would stay locked for hours; every job may run twice.
      if (left.length > 0) await pool.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [left.splice(0)]);
      const events: WorkerEvents = new EventEmitter();
      events.on("pool:create", ({ workerPool }) => void left.push(workerPool.id));
      const broken = new Promise<never>((_, reject) => {
        breakRun = reject;
      });
      runner = await run({
        pgPool: pool,
        taskList,
        crontab: CRONTAB,
        concurrency: 6,
        pollInterval: 2_000,
        noHandleSignals: true,
        events,
        logger: new Logger(() => (level, message) => {
          if (level === "error" || level === "warning") logger.warn({ queue: level }, message.split("\n")[0] ?? "");
        }),
      });
      for (const name of AT_START) await runner.addJob(name, {}, { jobKey: `start:${name}` });
      logger.info("the worker is ready");
      process.send?.({ ready: true });
      delayMs = 250;
      await Promise.race([runner.promise, broken]);
    } catch (error) {
      logger.error({ err: error }, "the queue stopped; trying again");
    } finally {
      breakRun = () => {};
      await within(10_000, stopRunner()).catch((error) => logger.warn({ err: error }, "the queue did not stop in time"));
      await within(5_000, pool.end()).catch((error) => logger.warn({ err: error }, "a connection did not end in time"));
    }
    if (!stopping) await pause(delayMs);
  }
}

async function stopRunner(): Promise<void> {
  const ending = runner;
  runner = undefined;
  await ending?.stop();
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stopRunner().catch(() => {});
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());

await keepRunning();
ledger.stop();
await examiners.stop();
mailer.close();
await Promise.all([world.console.db.$disconnect(), world.purge.db.$disconnect(), world.reader.$disconnect()]);
process.exit(0);
