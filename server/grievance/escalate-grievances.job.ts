import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { escalateGrievances } from "./escalate-grievances";

export const escalateGrievancesJob = defineJob({
  name: "escalate-grievances",
  payload: z.object({}),
  run: (world: { console: Deps }) => escalateGrievances(world.console),
});
