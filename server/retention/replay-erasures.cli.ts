// `npm run erasures:replay [-- --restored --yes --all --dry-run]`: after a restore, erase again whatever was purged since the backup (P6).
import { parseArgs } from "node:util";
import { env } from "@/server/lib/env";
import { openReplay } from "./open-replay";
import { replayErasures } from "./replay-erasures";

const USAGE = "usage: npm run erasures:replay [-- --restored] [--yes] [--all] [--dry-run] [--former-url URL]";
const flag = { type: "boolean", default: false } as const;

try {
  const { values } = parseArgs({
    options: { restored: flag, yes: flag, all: flag, "dry-run": flag, "former-url": { type: "string", multiple: true, default: [] } },
  });
  const { that, close } = openReplay(env(), values["former-url"]);
  try {
    const isDry = values["dry-run"];
    const wish = { isAll: values.all, isRestored: values.restored, isSure: values.yes, isDry };
    const { entries, tenants, held } = await replayErasures({ ...that, ...wish, say: (line) => console.log(line) });
    const done = isDry ? "would be erased again; nothing was changed" : "erased again; web and worker serve again";
    console.log(
      entries === 0
        ? "The database has followed its ledger; there is nothing to erase."
        : `${entries} entries followed, ${tenants - held.length} tenants ${held.length > 0 ? "erased again" : done}.`,
    );
    if (held.length > 0) {
      console.error(
        `Not erased again, because a legal hold is younger than the erasure: ${held.join(", ")}. See docs/operations.md, "A hold younger than the erasure".`,
      );
      process.exitCode = 1;
    }
  } finally {
    await close();
  }
} catch (error) {
  const isUsage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(isUsage ? USAGE : `The replay stopped: ${error instanceof Error ? error.message : error}. It can be run again.`);
  process.exitCode = isUsage ? 2 : 1;
}
