// Brings a database up to date: `prisma migrate deploy` without its downloads and in a tenth of a second, keeping the
// same book (table, checksums, advisory lock, failure record), so that either may be used on the same database.
// Afterwards the job queue installs its own tables, as the role that owns the queue.
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations as installQueue, Logger } from "graphile-worker";
import pg from "pg";
import { complain, Trouble } from "../server/local/trouble.mjs";

const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));
const PRISMA_LOCK = 72_707_369; // the advisory lock Prisma Migrate itself takes
const BOOK = `CREATE TABLE IF NOT EXISTS public._prisma_migrations (
  id                  varchar(36) PRIMARY KEY NOT NULL,
  checksum            varchar(64) NOT NULL,
  finished_at         timestamptz,
  migration_name      varchar(255) NOT NULL,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/**
 * Applies what is pending in prisma/migrations to the database of `url` (created when missing) and returns the names.
 * Throws `Trouble` with a sentence when the server cannot be reached or a migration fails, now or at an earlier try.
 */
export async function deploy({ url, log = () => {} }) {
  const client = await connect(url);
  try {
    await lock(client);
    await client.query(BOOK);
    const applied = await readBook(client, log);
    const done = [];
    for (const { name, sql, checksum } of await readMigrations()) {
      if (!applied.has(name)) {
        await apply(client, name, sql, checksum);
        done.push(name);
        log(`applied ${name}`);
      } else if (applied.get(name) !== checksum) {
        log(`warning: ${name} was changed after it had been applied; the change has no effect here`);
      }
    }
    await deployQueue(url);
    return done;
  } finally {
    await client.end();
  }
}

async function connect(url, mayCreate = true) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: "callmissed deploy" });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    if (error.code !== "3D000" || !mayCreate) throw connectionTrouble(error, url);
    await createDatabase(url);
    return connect(url, false);
  }
}

async function createDatabase(url) {
  const maintenance = new URL(url);
  const name = decodeURIComponent(maintenance.pathname.slice(1));
  maintenance.pathname = "/postgres";
  const client = await connect(maintenance.toString(), false);
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (error.code !== "42P04")
      throw new Trouble(
        `The database ${name} does not exist and could not be created: ${error.message}.`,
        "Create it, or use an account that may.",
        { cause: error },
      );
  } finally {
    await client.end();
  }
}

function connectionTrouble(error, url) {
  const { hostname, port, username, pathname } = new URL(url);
  const where = `${hostname}:${port || 5432}`;
  if (error.code === "28P01" || error.code === "28000") {
    return new Trouble(
      `PostgreSQL at ${where} refuses the account "${decodeURIComponent(username)}": wrong name or password.`,
      "Correct DATABASE_URL.",
      { cause: error },
    );
  }
  if (error.code === "3D000")
    return new Trouble(`The database "${pathname.slice(1)}" does not exist at ${where}.`, "Create it or correct DATABASE_URL.", {
      cause: error,
    });
  if (error.code === "53300")
    return new Trouble(`PostgreSQL at ${where} has no free connection left.`, "Stop other clients or raise max_connections.", {
      cause: error,
    });
  return new Trouble(
    `No PostgreSQL answers at ${where} (${error.code ?? error.message}).`,
    "Is it running, and does DATABASE_URL name the right host and port?",
    { cause: error },
  );
}

async function lock(client) {
  try {
    await client.query("SET lock_timeout = '60s'");
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    await client.query("RESET lock_timeout");
  } catch (error) {
    if (error.code !== "55P03") throw error;
    throw new Trouble("Another process has been migrating this database for more than a minute.", "Wait for it to end, then start again.", {
      cause: error,
    });
  }
}

/** Names and checksums of what is applied. Refuses to go on over a failure; forgives an interruption. */
async function readBook(client, log) {
  const { rows } = await client.query(
    "SELECT id, migration_name, checksum, logs, finished_at, started_at FROM public._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at",
  );
  for (const row of rows.filter(({ finished_at }) => finished_at === null)) {
    if (row.logs) {
      throw new Trouble(
        `The migration ${row.migration_name} failed on ${row.started_at.toISOString()}: ${row.logs.split("\n")[0]}`,
        `Nothing of it was kept. Correct it, then say so: npx prisma migrate resolve --rolled-back ${row.migration_name}`,
      );
    }
    // Begun, not finished, no error, and the lock is ours: whoever ran it was killed. A migration and the note that it
    // is finished are committed together (see apply), so nothing of it is there and it may simply run again.
    log(`${row.migration_name} was interrupted earlier; it runs again`);
    await client.query("UPDATE public._prisma_migrations SET rolled_back_at = now() WHERE id = $1", [row.id]);
  }
  return new Map(rows.filter(({ finished_at }) => finished_at !== null).map((row) => [row.migration_name, row.checksum]));
}

async function readMigrations() {
  if (!existsSync(FOLDER)) return [];
  const folders = (await readdir(FOLDER, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(FOLDER, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function apply(client, name, sql, checksum) {
  const id = randomUUID(); // goes into SQL text below: hexadecimal digits and hyphens only
  await client.query("INSERT INTO public._prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [id, checksum, name]);
  try {
    // One message of the simple protocol is one transaction: the whole file and the note that it is done, or neither.
    await client.query(`${sql}\n;UPDATE public._prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = '${id}'`);
  } catch (error) {
    const place = error.position ? ` (line ${sql.slice(0, Number(error.position)).split("\n").length})` : "";
    const said = `${error.message}${place}${error.detail ? `; ${error.detail}` : ""}`;
    await client.query("ROLLBACK"); // for a file that opened a transaction of its own
    await client.query("UPDATE public._prisma_migrations SET logs = $2 WHERE id = $1", [id, said]);
    throw new Trouble(
      `The migration ${name} failed: ${said}`,
      `Nothing of it was kept. Correct it, then say so: npx prisma migrate resolve --rolled-back ${name}`,
      { cause: error },
    );
  }
  await client.query("RESET ALL");
  await client.query("RESET ROLE");
}

/** The queue's tables belong to the queue's role: whoever may only enqueue cannot alter them. */
async function deployQueue(url) {
  const pool = new pg.Pool({ connectionString: url, max: 2, options: "-c role=callmissed_queue" });
  const shownByTheNextQuery = () => {}; // a connection lost while idle
  pool.on("error", shownByTheNextQuery);
  pool.on("connect", (client) => client.on("error", shownByTheNextQuery));
  try {
    await installQueue({ pgPool: pool, logger: new Logger(() => () => {}) });
  } finally {
    await pool.end();
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    if (!process.env.DATABASE_URL) throw new Trouble("DATABASE_URL is not set.", "It names the database to bring up to date.");
    const done = await deploy({ url: process.env.DATABASE_URL, log: (line) => console.log(line) });
    console.log(done.length > 0 ? `${done.length} migration(s) applied.` : "The database is up to date.");
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}
