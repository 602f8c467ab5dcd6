import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import type { Examine } from "./process-letter";
import { reexamineLetter } from "./reexamine-letter";

export const reexamineLetterJob = defineJob({
  name: "reexamine-letter",
  payload: z.object({ letterId: z.uuid() }),
  run: (world: { console: Deps; examine: Examine }, { letterId }) =>
    reexamineLetter({ ...world.console, examine: world.examine }, letterId),
});
