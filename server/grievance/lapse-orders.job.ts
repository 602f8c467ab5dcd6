import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { lapseOrders } from "./lapse-orders";

export const lapseOrdersJob = defineJob({
  name: "lapse-orders",
  payload: z.object({}),
  run: (world: { console: Deps }) => lapseOrders(world.console),
});
