import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { eraseUnmatched } from "./erase-unmatched";

export const eraseUnmatchedJob = defineJob({
  name: "erase-unmatched",
  payload: z.object({}),
  run: (world: { purge: Deps }) => eraseUnmatched(world.purge),
});
