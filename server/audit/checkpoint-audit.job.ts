import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { checkpointAudit, isMany } from "./checkpoint-audit";

export const checkpointAuditJob = defineJob({
  name: "checkpoint-audit",
  payload: z.object({ onlyIf: z.literal("many").optional() }),
  atMost: 1,
  run: (world: { console: Deps }, { onlyIf }) => checkpointAudit(world.console, onlyIf ? isMany : {}),
});
