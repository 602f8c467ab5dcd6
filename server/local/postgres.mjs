// PostgreSQL without any set-up: the real server, from npm, on the loopback interface, its data in a folder of ours.
import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { freePort } from "./ports.mjs";
import { postgresFolder, runnerFor } from "./postgres-binaries.mjs";
import { checkCluster, ELSEWHERE, lastWords, makeCluster } from "./postgres-cluster.mjs";
import { becomesTrue, birthOf, commandLineOf, endProcess, isRunning } from "./processes.mjs";
import { Trouble } from "./trouble.mjs";

const USUAL_PORT = 54_329;
const LOG_LIMIT_BYTES = 5_000_000;

/**
 * Starts the PostgreSQL whose data lie in `folder` (made when missing), or takes over the one that is already running
 * there. `fast` gives up durability for speed: only for data that are thrown away. `port` insists on a port.
 * Answers `{ url(database), port, pid, fresh, reused, stop() }`; throws `Trouble` when it cannot be done.
 */
export async function startPostgres({ folder, fast = false, port = undefined, log = () => {} }) {
  const place = { folder: path.resolve(folder), log: `${path.resolve(folder)}.log`, password: `${path.resolve(folder)}-password` };
  mkdirSync(path.dirname(place.folder), { recursive: true });
  const binaries = postgresFolder();
  const runner = runnerFor(place.folder);
  const fresh = !existsSync(path.join(place.folder, "PG_VERSION"));
  if (fresh) makeCluster(place, binaries, runner, fast);
  else checkCluster(place, binaries);

  const found = await findRunning(place);
  if (found) {
    log(`using the PostgreSQL that was still running on port ${found.port}`);
    return handle(place, found, { fresh, reused: true });
  }
  const started = await launch(place, binaries, runner, fast, port);
  return handle(place, started, { fresh, reused: false });
}

function handle(place, { port, pid }, facts) {
  const birth = birthOf(pid);
  return {
    ...facts,
    port,
    pid,
    url: (database) => urlOf(place, port, database),
    isRunning: () => birthOf(pid) === birth,
    // SIGINT is PostgreSQL's "fast" shutdown: sessions are ended, data are written, nothing has to be recovered.
    stop: () => endProcess(pid, { birth, signal: "SIGINT", patienceMs: 15_000 }),
  };
}

function urlOf(place, port, database) {
  return `postgresql://postgres:${readFileSync(place.password, "utf8").trim()}@127.0.0.1:${port}/${database}`;
}

/** The server of this very folder, when it is running and answers. Removes the note that a dead one left behind. */
async function findRunning(place) {
  const note = path.join(place.folder, "postmaster.pid");
  if (!existsSync(note)) return null;
  const read = () => (existsSync(note) ? readFileSync(note, "utf8").split("\n") : []);
  const pid = Number(read()[0]);
  if (!isRunning(pid) || !`${commandLineOf(pid)} `.includes(`-D ${place.folder} `)) {
    // Gone, or its number belongs to somebody else by now. PostgreSQL itself would refuse to start in the second case.
    rmSync(note, { force: true });
    return null;
  }
  let found = null;
  await becomesTrue(
    async () => {
      const port = Number(read()[3]);
      if (port > 0 && (await isServerOf(place, port))) found = { port, pid };
      return found !== null || !isRunning(pid);
    },
    30_000,
    200,
  );
  if (!found && isRunning(pid)) {
    throw new Trouble(
      `A PostgreSQL (process ${pid}) holds ${place.folder} but does not answer.`,
      `Look at ${place.log}, end that process, and start again.`,
    );
  }
  return found;
}

async function isServerOf(place, port) {
  const client = new pg.Client({ connectionString: urlOf(place, port, "postgres"), connectionTimeoutMillis: 2_000 });
  client.on("error", () => {}); // a server that goes away while we ask is an answer, not a fault
  try {
    await client.connect();
    const { rows } = await client.query("SHOW data_directory");
    return realpathSync(rows[0].data_directory) === realpathSync(place.folder);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function launch(place, binaries, runner, fast, demanded) {
  if (runner.identity.uid && statSync(place.folder).uid !== runner.identity.uid)
    chownSync(place.folder, runner.identity.uid, runner.identity.gid);
  const port = demanded ?? (await freePort(fast ? 0 : USUAL_PORT));
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "", // the usual place, /tmp, is everybody's
    max_connections: 200,
    shared_buffers: "128MB",
    ...(fast ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [program, args] = runner.command(path.join(binaries, "bin", "postgres"), ["-D", place.folder, ...flags]);
  const logMode = existsSync(place.log) && statSync(place.log).size < LOG_LIMIT_BYTES ? "a" : "w";
  const out = openSync(place.log, logMode, 0o600);
  // Detached: a Ctrl-C in the terminal must reach the launcher only, which stops the database last.
  const child = spawn(program, args, {
    ...runner.identity,
    detached: true,
    stdio: ["ignore", out, out],
    env: { ...process.env, LC_ALL: "C" },
  });
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  await becomesTrue(async () => ended || (await isServerOf(place, port)), 60_000);
  if (ended || !child.pid)
    throw new Trouble(
      `PostgreSQL did not start (${runner.how}): ${lastWords(readFileSync(place.log, "utf8"))}`,
      `More is in ${place.log}. ${ELSEWHERE}`,
    );
  child.unref();
  return { port, pid: child.pid };
}

/** Creates a database when it is not there yet. */
export async function ensureDatabase(server, name) {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
