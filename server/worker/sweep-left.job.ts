import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { sweepLeft } from "./sweep-left";

export const sweepLeftJob = defineJob({
  name: "sweep-left",
  payload: z.object({}),
  run: (world: { console: Deps }) => sweepLeft(world.console),
});
