// `npm run demo:age -- --number DR-2041 --days 29`: moves a request into the past, to see the end of its 30 days today.
import { parseArgs } from "node:util";
import pg from "pg";
import { urlOfDatabaseHere } from "@/server/lib/database-here";
import { storageEnv } from "@/server/lib/env";
import { parseRequestNumber } from "@/server/lib/ids";
import { ageRequest } from "./age";

const USAGE = `usage: npm run demo:age -- --number DR-2041 --days 29
  Moves a request of the console running here that many days into the past (fractions allowed), with everything that
  belongs to it: its window, its letters and its codes. Only a database on this very machine is touched.`;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

try {
  console.log(await age());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function age(): Promise<string> {
  const { values } = parseArgs({
    options: { number: { type: "string", default: "" }, days: { type: "string", default: "" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return USAGE;
  const number = parseRequestNumber(values.number);
  const days = Number(values.days);
  if (number === null || values.days === "" || !Number.isFinite(days))
    throw new Error("Say which request and how far: --number DR-2041 --days 29");
  const url = storageEnv().DATABASE_URL ?? urlOfDatabaseHere();
  if (!url) throw new Error("No console is running here, and DATABASE_URL names no database.");
  if (!LOOPBACK.has(new URL(url).hostname))
    throw new Error("Only a database on this very machine is aged; DATABASE_URL names another one.");
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const { rows } = await pool.query<{ id: string }>("SELECT id FROM console.deletion_request WHERE number = $1", [number]);
    if (!rows[0]) throw new Error(`There is no request DR-${number}.`);
    await ageRequest(pool, rows[0].id, days);
    return `DR-${number} is now ${days} days older.`;
  } finally {
    await pool.end();
  }
}
