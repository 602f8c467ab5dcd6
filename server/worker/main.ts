import { setTimeout as pause } from "node:timers/promises";
import { Logger, run, type TaskList } from "graphile-worker";
import pg from "pg";
import { startExaminers } from "@/server/inbound-mail/examine-in-time";
import { databaseClock } from "@/server/lib/clock";
import { openDb, STATEMENT_LIMIT_MS } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { logger } from "@/server/lib/logger";
import { openMailer } from "@/server/notice/open-mailer";
import { exclusively } from "./exclusively";
import { AT_START, CRONTAB, JOBS } from "./timetable";

const settings = env();
const examiners = startExaminers({ dnsServers: settings.DNS_SERVERS, supportAddresses: settings.SUPPORT_ADDRESSES }, 1);
const mailer = openMailer();
const world = {
  console: { db: openDb("callmissed_console", settings.DATABASE_URL, 8, STATEMENT_LIMIT_MS.job), clock: databaseClock },
  purge: { db: openDb("callmissed_purge", settings.DATABASE_URL, 4, STATEMENT_LIMIT_MS.job), clock: databaseClock },
  examine: examiners.examine,
  sendMail: mailer.sendMail,
};

const taskList: TaskList = Object.fromEntries(
  JOBS.map((job) => [
    job.name,
    async (payload, { withPgClient }) => {
      const parsed = job.payload.parse(payload ?? {}) as Record<string, string>;
      const work = () => (job.run as (given: typeof world, ids: unknown) => Promise<unknown>)(world, parsed);
      if (!job.exclusiveBy) return void (await work());
      const subject = parsed[job.exclusiveBy] ?? "";
      await withPgClient((client) => exclusively(client, `${job.name}:${subject}`, work));
    },
  ]),
);

let stopping = false;

/** Runs until told to stop. A database that goes away ends the runner, not the process: it is tried again until it is back. */
async function keepRunning(): Promise<void> {
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
      const runner = await run({
        pgPool: pool,
        taskList,
        crontab: CRONTAB,
        concurrency: 6,
        pollInterval: 2_000,
        noHandleSignals: true,
        logger: new Logger(() => (level, message) => {
          if (level === "error" || level === "warning") logger.warn({ queue: level }, message.split("\n")[0] ?? "");
        }),
      });
      stopRunner = () => runner.stop();
      for (const name of AT_START) await runner.addJob(name, {}, { jobKey: `start:${name}` });
      logger.info("the worker is ready");
      process.send?.({ ready: true });
      delayMs = 250;
      await runner.promise;
    } catch (error) {
      logger.error({ err: error }, "the queue stopped; trying again");
    } finally {
      await pool.end().catch(() => {});
    }
    if (!stopping) await pause(delayMs);
  }
}

let stopRunner: () => Promise<void> = async () => {};

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stopRunner().catch(() => {});
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());

await keepRunning();
await examiners.stop();
mailer.close();
await Promise.all([world.console.db.$disconnect(), world.purge.db.$disconnect()]);
process.exit(0);
