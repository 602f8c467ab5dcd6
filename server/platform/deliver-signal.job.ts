import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { deliverSignal } from "./deliver-signal";

export const deliverSignalJob = defineJob({
  name: "deliver-signal",
  payload: z.object({ signalId: z.uuid() }),
  exclusiveBy: "signalId",
  run: (world: { console: Deps }, { signalId }) => deliverSignal(world.console, signalId),
});
