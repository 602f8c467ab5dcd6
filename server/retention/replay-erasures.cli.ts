// `npm run erasures:replay [-- --all] [-- --dry-run]`: after a restore, erase again whatever was purged since the backup (P6).
import { parseArgs } from "node:util";
import { env } from "@/server/lib/env";
import { openReplay } from "./open-replay";
import { replayErasures } from "./replay-erasures";

const USAGE = "usage: npm run erasures:replay [-- --all] [-- --dry-run]";

try {
  const { values } = parseArgs({ options: { all: { type: "boolean", default: false }, "dry-run": { type: "boolean", default: false } } });
  const { that, close } = openReplay(env());
  try {
    const isDry = values["dry-run"];
    const { entries, tenants } = await replayErasures({ ...that, isAll: values.all, isDry, say: (line) => console.log(line) });
    const done = isDry ? "would be erased again; nothing was changed" : "erased again; web and worker serve again";
    console.log(
      entries === 0
        ? "The database has followed its ledger; there is nothing to do."
        : `${entries} entries followed, ${tenants} tenants ${done}.`,
    );
  } finally {
    await close();
  }
} catch (error) {
  const isUsage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(isUsage ? USAGE : `The replay stopped: ${error instanceof Error ? error.message : error}. It can be run again.`);
  process.exitCode = isUsage ? 2 : 1;
}
