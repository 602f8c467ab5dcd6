import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { tellTeam } from "./tell-team";

export const tellTeamJob = defineJob({
  name: "tell-team",
  payload: z.object({ warningId: z.uuid() }),
  exclusiveBy: "warningId",
  run: (world: { console: Deps }, { warningId }) => tellTeam(world.console, warningId),
});
