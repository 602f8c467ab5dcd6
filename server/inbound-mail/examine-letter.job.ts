import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { type Examine, processLetter } from "./process-letter";

export const examineLetterJob = defineJob({
  name: "examine-letter",
  payload: z.object({ letterId: z.uuid() }),
  run: (world: { console: Deps; examine: Examine }, { letterId }) => processLetter({ ...world.console, examine: world.examine }, letterId),
});
