import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { expireTaxRecords } from "./expire-tax-records";

export const expireTaxRecordsJob = defineJob({
  name: "expire-tax-records",
  payload: z.object({}),
  run: (world: { purge: Deps }) => expireTaxRecords(world.purge),
});
