import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { lapseHolds } from "./lapse-holds";

export const lapseHoldsJob = defineJob({
  name: "lapse-holds",
  payload: z.object({}),
  run: (world: { console: Deps }) => lapseHolds(world.console),
});
