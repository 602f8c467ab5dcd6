import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { expireNobodys } from "./expire-nobodys";

export const expireNobodysJob = defineJob({
  name: "expire-nobodys-refunds",
  payload: z.object({}),
  run: (world: { purge: Deps }) => expireNobodys(world.purge),
});
