import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { reconcileRefunds } from "./reconcile-refunds";

export const reconcileRefundsJob = defineJob({
  name: "reconcile-refunds",
  payload: z.object({}),
  run: (world: { console: Deps }) => reconcileRefunds(world.console),
});
