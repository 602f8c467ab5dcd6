import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { probeLockout } from "./probe-lockout";

export const probeLockoutJob = defineJob({
  name: "probe-lockout",
  payload: z.object({ deactivationId: z.uuid() }),
  run: (world: { console: Deps }, { deactivationId }) => probeLockout(world.console, deactivationId),
});
