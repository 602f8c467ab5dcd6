// The three errands the Prisma CLI runs outside of a conversation: does the database answer, create it, drop it.
import pg from "pg";

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** Splits a database URL into the maintenance database of the same server and the name that was asked for. */
export function maintenanceUrl(url) {
  const parsed = new URL(url);
  const database = decodeURIComponent(parsed.pathname.slice(1));
  parsed.pathname = "/postgres";
  parsed.search = "";
  return { url: parsed.toString(), database };
}

/** Runs one statement on a connection of its own. */
export async function runOnce(url, sql) {
  const parsed = new URL(url);
  parsed.searchParams.delete("schema"); // Prisma's own parameter; PostgreSQL does not know it
  const client = new pg.Client({ connectionString: parsed.toString(), connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Creates the database a URL names and returns its name. */
export async function createDatabase(url, suffix = "") {
  const target = maintenanceUrl(url);
  await runOnce(target.url, `CREATE DATABASE ${quoted(target.database)} ${suffix}`);
  return target.database;
}

/** Drops the database a URL names, ending whoever is connected to it. */
export async function dropDatabase(url) {
  const target = maintenanceUrl(url);
  await runOnce(target.url, `DROP DATABASE IF EXISTS ${quoted(target.database)} WITH (FORCE)`);
}

/** Runs `can-connect-to-database`, `create-database` or `drop-database`; answers with an exit status. */
export async function runAdminCommand(command, url) {
  const errands = {
    "can-connect-to-database": () => runOnce(url, "SELECT 1"),
    "create-database": () => createDatabase(url),
    "drop-database": () => dropDatabase(url),
  };
  try {
    await errands[command]();
    return 0;
  } catch (error) {
    const fields = { is_panic: false, ...prismaError(error, url) };
    const line = { timestamp: new Date().toISOString(), level: "ERROR", fields, target: "schema_engine::logger" };
    process.stderr.write(`\n${JSON.stringify(line)}`); // the CLI throws the first line of standard error away
    return 1;
  }
}

function prismaError(error, url) {
  const { host, hostname, pathname } = new URL(url);
  if (error.code === "3D000") return { error_code: "P1003", message: `Database \`${pathname.slice(1)}\` does not exist` };
  if (error.code === "28P01" || error.code === "28000") {
    return { error_code: "P1000", message: `Authentication failed against the database server at \`${hostname}\`` };
  }
  return { error_code: "P1001", message: `Can't reach the database server at \`${host}\` (${error.message || error.code})` };
}
