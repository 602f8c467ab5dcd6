import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { sweepDue } from "./sweep-due";

export const sweepDueJob = defineJob({
  name: "sweep-due",
  payload: z.object({}),
  run: (world: { purge: Deps }) => sweepDue(world.purge),
});
