// `npm run audit:checkpoint [-- --restored]`: sign where the audit trail stands now. `--restored` after a backup was brought back: the checkpoints
// from after the backup are given up, and the new one says so for ever; all of the trail is checked first.
import { parseArgs } from "node:util";
import { databaseUrl, trailEnv } from "@/server/lib/env";
import { checkpointAudit } from "./checkpoint-audit";
import { openCheckpointing } from "./open-checkpointing";

const SAYS = {
  nothing_new: "Nothing new was written since the last checkpoint.",
  not_yet: "Nothing new was written since the last checkpoint.",
  somebody_else: "A worker has just taken one.",
  nothing_cut:
    "No checkpoint was signed. Nothing was cut: the trail reaches its newest checkpoint, so there is no backup to go on from. If it was found bent, run: npm run audit:verify",
} as const;

try {
  const { values } = parseArgs({ options: { restored: { type: "boolean", default: false } } });
  const { deps, close } = openCheckpointing(databaseUrl());
  const done = await checkpointAudit(deps, values.restored ? { isRestored: true } : {}, trailEnv()).finally(close);
  if (done.end === "refused") {
    console.error(`No checkpoint was signed. ${done.because}`);
    process.exitCode = 1;
  } else if (done.end === "nothing_cut") {
    console.error(SAYS.nothing_cut);
    process.exitCode = 1;
  } else console.log(done.end === "taken" ? `Checkpoint ${done.number} signs link ${done.seq}.` : SAYS[done.end]);
} catch (error) {
  const isUsage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(
    isUsage
      ? "usage: npm run audit:checkpoint [-- --restored]"
      : `No checkpoint was signed: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 2;
}
