// `npm run load:audit [rounds] [verb|event|statement]`: what chaining the audit trail costs whoever writes. A PostgreSQL of its own, durable as in production, is
// started and thrown away; with and without the chain take turns in slices of a second, so that both see the same machine.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type AuditWork, openAuditLoad } from "@/server/testing/audit-load";
import { startPostgres } from "@/server/testing/outside.mjs";

const ROUNDS = Number(process.argv[2] ?? 30);
const SLICE_MS = 1_000;
const WORKS = (["verb", "event", "statement"] as AuditWork[]).filter((work) => work === (process.argv[3] ?? work));
const WRITERS = [1, 8, 32];

const folder = mkdtempSync(path.join(os.tmpdir(), "callmissed-load-"));
const server = await startPostgres({ folder: path.join(folder, "pg") });
try {
  const url = server.url("load");
  await promisify(execFile)(process.execPath, ["prisma/deploy.mjs"], { env: { ...process.env, DATABASE_URL: url } });
  const load = await openAuditLoad(url, Math.max(...WRITERS));
  for (const work of WORKS) for (const writers of WRITERS) console.log(await compare(load, work, writers));
  await load.end();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(load: Awaited<ReturnType<typeof openAuditLoad>>, work: AuditWork, writers: number): Promise<string> {
  await load.run(work, writers, SLICE_MS); // caches, plans, connections
  const ratios: number[] = [];
  const costs: number[] = [];
  const seen = { without: [] as number[], chained: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? [false, true] : [true, false];
    const rate = { without: 0, chained: 0 };
    const cost = { without: 0, chained: 0 };
    for (const isChained of order) {
      await load.chained(isChained);
      const before = cpuMs();
      const slice = await load.run(work, writers, SLICE_MS);
      rate[isChained ? "chained" : "without"] = slice.rate;
      cost[isChained ? "chained" : "without"] = (cpuMs() - before) / slice.done;
    }
    await load.chained(true);
    seen.without.push(rate.without);
    seen.chained.push(rate.chained);
    costs.push(cost.chained / cost.without);
    ratios.push(rate.chained / rate.without);
  }
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => at(ratios, share).toFixed(2));
  const rates = `${Math.round(at(seen.without, 0.5))}/s without, ${Math.round(at(seen.chained, 0.5))}/s chained`;
  const cpu = at(costs, 0.5).toFixed(2);
  return `${work}, ${writers} writers: ${rates}; chained : without = ${middle} (middle half ${low} to ${high}); processor time of a write ${cpu}`;
}

/** Processor time of the database's processes and of this one so far. It hardly depends on what else the machine does. */
function cpuMs(): number {
  const pids = execFileSync("ps", ["-o", "pid=", "--ppid", String(server.pid)])
    .toString()
    .split(/\s+/)
    .filter(Boolean);
  const ticks = pids.map((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      return 0; // ended meanwhile
    }
  });
  const { user, system } = process.cpuUsage();
  return ticks.reduce((sum, one) => sum + one, 0) * 10 + (user + system) / 1_000;
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
