// `npm run load:purge [batchRows] [dutyPercent]`: how much a purge of a million messages disturbs the people at the console.
// A PostgreSQL of its own, durable as in production, is started and thrown away; the purge runs in a process of its own.
import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { localStores, startPostgres } from "@/server/testing/outside.mjs";
import { purgeAtPace, seedPurge, seedRequests, timeTheList } from "@/server/testing/purge-load";

const MESSAGES = Number(process.env.LOAD_MESSAGES ?? 1_000_000);
const REQUESTS = Number(process.env.LOAD_REQUESTS ?? 50_000);
const PEOPLE = 8;
const IDLE_MS = 20_000;

const [role, ...words] = process.argv.slice(2);
if (role === "purge") await purge(words);
else await measure(Number(role ?? 1_000), Number(words[0] ?? 50));

async function purge([databaseUrl = "", requestId = "", batchRows, dutyPercent]: string[]): Promise<void> {
  const result = await purgeAtPace(databaseUrl, requestId, { batchRows: Number(batchRows), dutyPercent: Number(dutyPercent) });
  console.log(JSON.stringify(result));
}

async function measure(batchRows: number, dutyPercent: number): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "callmissed-load-"));
  Object.assign(process.env, settings(folder));
  const server = await startPostgres({ folder: path.join(folder, "pg") });
  try {
    const url = server.url("load");
    await promisify(execFile)(process.execPath, ["prisma/deploy.mjs"], { env: { ...process.env, DATABASE_URL: url } });
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    pool.on("error", () => {}); // a failed measurement stops the server under it
    console.log(`seeding ${REQUESTS} requests and ${MESSAGES} messages …`);
    await seedRequests(pool, REQUESTS);
    const requestId = await seedPurge(pool, url, process.env.FILES_STORE ?? "", MESSAGES);
    await idle(url, 5_000); // caches and plans
    const before = await idle(url, IDLE_MS);
    const during = await beside(url, requestId, batchRows, dutyPercent);
    const after = await idle(url, IDLE_MS);
    const { rows } = await pool.query<{ done: number; worked_ms: number; seconds: number }>(
      `SELECT done::int, worked_ms, extract(epoch FROM finished_at - started_at)::float AS seconds FROM console.purge_step
       WHERE request_id = $1 AND class_name = 'message'`,
      [requestId],
    );
    await pool.end();
    const message = rows[0] ?? { done: 0, worked_ms: 1, seconds: 1 };
    const idleTimes = [...before, ...after];
    report({
      "batch rows, duty": `${batchRows}, ${dutyPercent} %`,
      "list p50 / p99, idle (ms)": `${at(idleTimes, 0.5)} / ${at(idleTimes, 0.99)} (${idleTimes.length} answers)`,
      "list p50 / p99, during the purge (ms)": `${at(during.times, 0.5)} / ${at(during.times, 0.99)} (${during.times.length} answers)`,
      "p99 during : p99 idle": (at(during.times, 0.99) / at(idleTimes, 0.99)).toFixed(2),
      "rows erased": message.done,
      "rows a second at work": Math.round((message.done * 1_000) / message.worked_ms),
      "rows a second with pauses": Math.round(message.done / message.seconds),
      "longest batch (ms)": Math.round(during.longestMs),
    });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function idle(url: string, ms: number): Promise<number[]> {
  const until = performance.now() + ms;
  return timeTheList(url, PEOPLE, () => performance.now() < until);
}

async function beside(url: string, requestId: string, batchRows: number, dutyPercent: number) {
  const args = ["--import", "tsx", fileURLToPath(import.meta.url), "purge", url, requestId, String(batchRows), String(dutyPercent)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (part) => {
    said += part;
  });
  let running = true;
  const ended = new Promise<void>((resolve) =>
    child.once("close", () => {
      running = false;
      resolve();
    }),
  );
  const times = await timeTheList(url, PEOPLE, () => running);
  await ended;
  const { end, longestMs } = JSON.parse(said) as { end: string; longestMs: number };
  if (end !== "finished") throw new Error(`the purge ended as ${end}`);
  return { times, longestMs };
}

/** The time that this share of the answers stayed below, in milliseconds. */
function at(times: number[], share: number): number {
  return Math.round((times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0) * 10) / 10;
}

function report(facts: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(40)} ${value}`);
}

function settings(folder: string): Record<string, string> {
  mkdirSync(path.join(folder, "stores"));
  return {
    ...localStores(path.join(folder, "stores")),
    DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none",
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "a secret of the measurement, long enough",
    OIDC_ISSUER: "http://localhost:4455",
    OIDC_CLIENT_ID: "load",
    OIDC_CLIENT_SECRET: "load",
    GATE_TOKEN: "the measurement's credential at the gate",
    SMTP_URL: "smtp://127.0.0.1:9",
    LOG_LEVEL: "silent",
  };
}
