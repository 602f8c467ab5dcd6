// `npm run audit:verify [-- --file trail.jsonl] [--checkpoints PLACE] [--keys FILE]`: is the audit trail what was written? No console has to run.
// Exit status 0: sound; 1: bent; 2: it cannot be said.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { urlOfDatabaseHere } from "@/server/lib/database-here";
import { databaseUrl, storageEnv, trailEnv } from "@/server/lib/env";
import { publicPart, readKeySet } from "@/server/lib/signing-keys";
import { examineTrail } from "./examine-trail";
import { sayVerdict } from "./say-verdict";

const USAGE = "usage: npm run --silent audit:verify -- [--file trail.jsonl] [--checkpoints FOLDER|azure://…|s3://…] [--keys JWKS.json]";
const text = { type: "string" } as const;

try {
  const { values } = parseArgs({ options: { file: text, checkpoints: text, keys: text } });
  const settings = trailEnv();
  const place = values.keys ?? settings.SIGNING_KEY_FILE;
  const keys = readKeySet(readFileSync(place, "utf8"));
  if (!keys) throw new Error(`${place} is not a set of Ed25519 keys (JWKS).`);
  const began = performance.now();
  const rate = (events: number) => `${Math.round((events * 1_000) / (performance.now() - began)).toLocaleString("en-IN")} a second`;
  let told = 0;
  const onProgress = (checked: number) => {
    if (checked - told < 100_000) return;
    told = checked;
    process.stderr.write(`${checked.toLocaleString("en-IN")} events, ${rate(checked)}\n`);
  };
  const where = values.file ? { file: values.file } : { database: whichDatabase() };
  const verdict = await examineTrail({
    where,
    checkpoints: values.checkpoints ?? settings.AUDIT_STORE,
    keys: publicPart(keys),
    onProgress,
  });
  console.log(sayVerdict(verdict));
  console.log(
    `${((performance.now() - began) / 1_000).toFixed(1)} s, ${rate(verdict.events)}, ${Math.round(process.resourceUsage().maxRSS / 1_024)} MiB at most`,
  );
  process.exitCode = verdict.faults.length === 0 ? 0 : 1;
} catch (error) {
  const isUsage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  // Whatever went wrong here says nothing about the trail.
  console.error(isUsage ? USAGE : `It cannot be said: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}

/** The one that is named, or that of the console beside which one tries this; which of them it was is said, for the verdict is about it. */
function whichDatabase(): string {
  const here = storageEnv().DATABASE_URL === undefined ? urlOfDatabaseHere() : null;
  if (here) process.stderr.write("DATABASE_URL is not set: this is about the console that runs in this folder.\n");
  return here ?? databaseUrl();
}
