import { z } from "zod";
import type { Db } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { buildExport } from "./build-export";
import { openExportDeps } from "./open-export-deps";

export const buildExportJob = defineJob({
  name: "build-export",
  payload: z.object({ exportId: z.uuid() }),
  exclusiveBy: "exportId",
  atMost: 2,
  run: (world: { console: Deps; reader: Db }, { exportId }) => buildExport(openExportDeps(world.console, world.reader), exportId),
});
