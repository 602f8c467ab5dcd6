// `npm run erasures:replay [-- --restored] [-- --all] [-- --dry-run]`: after a restore, erase again whatever was purged since the backup (P6).
import { parseArgs } from "node:util";
import { env } from "@/server/lib/env";
import { openReplay } from "./open-replay";
import { replayErasures } from "./replay-erasures";

const USAGE = "usage: npm run erasures:replay [-- --restored] [-- --all] [-- --dry-run]";

try {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ options: { restored: flag, all: flag, "dry-run": flag } });
  const { that, close } = openReplay(env());
  try {
    const isDry = values["dry-run"];
    const { entries, tenants } = await replayErasures({
      ...that,
      isAll: values.all,
      isRestored: values.restored,
      isDry,
      say: (line) => console.log(line),
    });
    const done = isDry ? "would be erased again; nothing was changed" : "erased again; web and worker serve again";
    console.log(
      entries === 0
        ? "The database has followed its ledger; there is nothing to erase."
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
