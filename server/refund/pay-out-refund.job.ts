import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { openRefundDeps } from "./open-refund-deps";
import { payOutRefund } from "./pay-out-refund";

export const payOutRefundJob = defineJob({
  name: "pay-out-refund",
  payload: z.object({ refundId: z.uuid() }),
  exclusiveBy: "refundId",
  run: (world: { console: Deps }, { refundId }) => payOutRefund(openRefundDeps(world.console), refundId),
});
