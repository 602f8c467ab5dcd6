import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { remindOfReviews } from "./remind-of-reviews";

export const remindOfReviewsJob = defineJob({
  name: "remind-of-reviews",
  payload: z.object({}),
  run: (world: { console: Deps }) => remindOfReviews(world.console),
});
