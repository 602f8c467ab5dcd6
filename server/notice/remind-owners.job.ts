import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { remindOwners } from "./remind-owners";

export const remindOwnersJob = defineJob({
  name: "remind-owners",
  payload: z.object({}),
  run: (world: { console: Deps }) => remindOwners(world.console),
});
