// The folder of a PostgreSQL cluster: making one, and seeing whether one is ours to run.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Trouble } from "./trouble.mjs";

export const ELSEWHERE = "You can also set DATABASE_URL to any PostgreSQL 15 or newer.";

/** Makes the cluster beside its final place and moves it there, so that a half-made one is never mistaken for data. */
export function makeCluster(place, binaries, runner, fast) {
  const unfinished = `${place.folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  if (existsSync(place.folder) && readdirSync(place.folder).length > 0) {
    throw new Trouble(`${place.folder} holds files, but no database.`, "Move the folder away; a new database is made then.");
  }
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(place.password, `${randomBytes(18).toString("base64url")}\n`, { mode: 0o600 });
  const passwordForInitdb = path.join(path.dirname(place.folder), `.initdb-${process.pid}`);
  writeFileSync(passwordForInitdb, readFileSync(place.password), { mode: 0o600 });
  for (const file of [unfinished, passwordForInitdb]) runner.handOver?.(file);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=und"];
  const safety = [`--pwfile=${passwordForInitdb}`, "--auth=scram-sha-256", ...(fast ? ["--no-sync"] : [])];
  const [program, args] = runner.command(path.join(binaries, "bin", "initdb"), ["-D", unfinished, "-U", "postgres", ...locale, ...safety]);
  const made = spawnSync(program, args, { ...runner.identity, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  rmSync(passwordForInitdb, { force: true });
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const said = lastWords(`${made.stdout ?? ""}${made.stderr ?? ""}${made.error?.message ?? ""}`);
    throw new Trouble(`The database folder ${place.folder} could not be made (${runner.how}): ${said}`, ELSEWHERE);
  }
  rmSync(place.folder, { recursive: true, force: true });
  renameSync(unfinished, place.folder);
}

export function checkCluster(place, binaries) {
  const made = readFileSync(path.join(place.folder, "PG_VERSION"), "utf8").trim();
  const { stdout } = spawnSync(path.join(binaries, "bin", "postgres"), ["--version"], { encoding: "utf8" });
  const ours = /(\d+)\./.exec(stdout ?? "")?.[1];
  if (ours && ours !== made) {
    throw new Trouble(
      `The data in ${place.folder} were written by PostgreSQL ${made}; the one installed here is ${ours}.`,
      "Move the folder away to begin with an empty database, or go back to the earlier version of this project.",
    );
  }
  if (!existsSync(place.password)) {
    throw new Trouble(
      `The password of the database in ${place.folder} is gone (${place.password}).`,
      "Put the file back, or move the folder away to begin anew.",
    );
  }
}

/** The most telling line of what a program of PostgreSQL said. */
export function lastWords(text) {
  const lines = text.trim().split("\n");
  return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) || lines.at(-1) || "it said nothing";
}
