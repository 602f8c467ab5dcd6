import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { deliverSignal } from "./deliver-signal";
import { openSignalDeps } from "./open-signal-deps";

export const deliverSignalJob = defineJob({
  name: "deliver-signal",
  payload: z.object({ deliveryId: z.uuid() }),
  exclusiveBy: "deliveryId",
  run: (world: { console: Deps }, { deliveryId }) => deliverSignal(openSignalDeps(world.console), deliveryId),
});
