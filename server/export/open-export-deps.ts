import type { Db } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openKeyRing } from "@/server/platform/open-key-ring";
import type { ExportDeps } from "./build-export";

/** What building needs besides the console's own database: the reading role, and the stores of this process's settings. */
export const openExportDeps = (deps: Deps, reader: Db): ExportDeps => ({
  ...deps,
  reader,
  store: openStore(env().FILES_STORE),
  ring: openKeyRing(),
});
