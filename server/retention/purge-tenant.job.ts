import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { purgeTenant } from "./purge-tenant";

export const purgeTenantJob = defineJob({
  name: "purge-tenant",
  payload: z.object({ requestId: z.uuid() }),
  exclusiveBy: "requestId",
  run: (world: { purge: Deps }, { requestId }) => purgeTenant(world.purge, requestId),
});
