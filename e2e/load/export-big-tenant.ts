// `npm run load:export`: how much memory the worker takes for the archive of a tenant with a million messages, beside that for one
// with ten thousand. A PostgreSQL of its own, durable as in production, is started and thrown away; the worker is the real one.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { askForArchive, seedBusyTenant } from "@/server/testing/export-load";
import { localStores, startPostgres } from "@/server/testing/outside.mjs";

const SMALL = Number(process.env.LOAD_FEW ?? 10_000);
const BIG = Number(process.env.LOAD_MESSAGES ?? 1_000_000);
const MIB = 1 << 20;

const folder = mkdtempSync(path.join(os.tmpdir(), "callmissed-load-"));
Object.assign(process.env, settings());
const server = await startPostgres({ folder: path.join(folder, "pg") });
const url = server.url("load");
process.env.DATABASE_URL = url;
try {
  await promisify(execFile)(process.execPath, ["prisma/deploy.mjs"], { env: process.env });
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => {}); // a failed measurement stops the server under it
  await measure(pool, Math.min(SMALL, 1_000)); // plans and files in the machine's caches
  const small = await measure(pool, SMALL);
  const big = await measure(pool, BIG);
  console.log(`peak with ${BIG} messages : peak with ${SMALL}`.padEnd(60), (big.peak / small.peak).toFixed(2));
  await pool.end();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** A worker that has done nothing yet, one archive, and the most memory that the worker's process has ever had. */
async function measure(pool: pg.Pool, messages: number): Promise<{ peak: number }> {
  const tenant = await seedBusyTenant(pool, process.env.FILES_STORE ?? "", messages);
  const worker = spawn(process.execPath, ["--import", "tsx", "server/worker/main.ts"], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  try {
    await once(worker, "message");
    await pause(2_000); // what a worker does first when it starts
    const idle = peakOf(worker);
    const exportId = await askForArchive(url, tenant);
    let seen = 0;
    let facts: { state: string; seconds: number; bytes: string; done: string };
    for (let last = ""; ; await pause(200)) {
      const { rows } = await pool.query(
        `SELECT state, extract(epoch FROM ready_at - started_at)::float AS seconds, bytes, items_done AS done FROM console.data_export WHERE id = $1`,
        [exportId],
      );
      facts = rows[0];
      if (facts.done !== last) seen += 1;
      last = facts.done;
      if (facts.state !== "requested" && facts.state !== "building") break;
    }
    if (facts.state !== "ready") throw new Error(`the archive ended as ${facts.state}`);
    const peak = peakOf(worker);
    console.log(
      `${messages} messages: ${facts.seconds.toFixed(1)} s, archive ${(Number(facts.bytes) / MIB).toFixed(1)} MiB, progress seen ${seen} times, ` +
        `worker idle ${Math.round(idle / MIB)} MiB, at most ${Math.round(peak / MIB)} MiB`,
    );
    return { peak };
  } finally {
    const gone = once(worker, "exit");
    worker.kill("SIGTERM");
    await gone;
  }
}

/** The most that a process ever had in memory (Linux), in bytes. */
function peakOf({ pid }: ChildProcess): number {
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1]) * 1_024;
}

function settings(): Record<string, string> {
  mkdirSync(path.join(folder, "stores"));
  return {
    ...localStores(path.join(folder, "stores")),
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "a secret of the measurement, long enough",
    OIDC_ISSUER: "http://localhost:4455",
    OIDC_CLIENT_ID: "load",
    OIDC_CLIENT_SECRET: "load",
    GATE_TOKEN: "the measurement's credential at the gate",
    SMTP_URL: "smtp://127.0.0.1:9",
    CASHFREE_URL: "http://localhost:9/pg",
    CASHFREE_CLIENT_ID: "nobody",
    CASHFREE_CLIENT_SECRET: "nothing",
    RAZORPAY_URL: "http://localhost:9",
    COMPANY_GSTIN: "29AAAAA0000A1Z5",
    LOG_LEVEL: "fatal",
  };
}
