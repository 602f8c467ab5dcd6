// For tests: builds an archive in a process of its own and stands still in the middle of the put, until it is killed.

import { buildExport } from "@/server/export/build-export";
import { openExportDeps } from "@/server/export/open-export-deps";
import { databaseClock } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { heldStore } from "./held-store";

const [exportId = ""] = process.argv.slice(2);
const url = env().DATABASE_URL;
const deps = openExportDeps({ db: openDb("callmissed_console", url, 2), clock: databaseClock }, openDb("callmissed_export", url, 2));
const forEver = () => {
  process.send?.("stalled");
  return new Promise<void>(() => {});
};
await buildExport({ ...deps, store: heldStore(deps.store, { atFirst: forEver }) }, exportId);
