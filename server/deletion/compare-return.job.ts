import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { compareReturn } from "./compare-return";

export const compareReturnJob = defineJob({
  name: "compare-return",
  payload: z.object({ deactivationId: z.uuid() }),
  exclusiveBy: "deactivationId",
  run: (world: { console: Deps }, { deactivationId }) => compareReturn(world.console, deactivationId),
});
