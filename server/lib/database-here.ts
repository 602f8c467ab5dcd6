import { existsSync, readFileSync } from "node:fs";

/** Address of the database that `npm start` runs in this folder, as its superuser, for commands that one tries beside it; null when none runs. */
export function urlOfDatabaseHere(): string | null {
  const [note, secret] = [".data/pg/postmaster.pid", ".data/pg-password"];
  if (!existsSync(note) || !existsSync(secret)) return null;
  const port = readFileSync(note, "utf8").split("\n")[3];
  return `postgresql://postgres:${readFileSync(secret, "utf8").trim()}@127.0.0.1:${port}/callmissed`;
}
