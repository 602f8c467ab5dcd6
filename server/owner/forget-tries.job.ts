import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { forgetTries } from "./forget-tries";

export const forgetTriesJob = defineJob({
  name: "forget-tries",
  payload: z.object({}),
  run: (world: { purge: Deps }) => forgetTries(world.purge),
});
