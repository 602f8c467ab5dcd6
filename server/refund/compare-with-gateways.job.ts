import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { compareWithGateways } from "./compare-with-gateways";
import { openRefundDeps } from "./open-refund-deps";

export const compareWithGatewaysJob = defineJob({
  name: "compare-refunds",
  payload: z.object({ what: z.literal("all").default("all") }),
  // Two at once would ask each gateway twice, and each open what the other has just ended.
  exclusiveBy: "what",
  run: (world: { console: Deps }) => compareWithGateways(openRefundDeps(world.console)),
});
