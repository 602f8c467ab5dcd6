import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { checkWhole } from "./check-whole";

export const checkTrailJob = defineJob({
  name: "check-audit",
  payload: z.object({}),
  atMost: 1,
  run: ({ console }: { console: Deps }) => checkWhole(console),
});
