import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { takeSealDigest } from "./take-seal-digest";

export const takeSealDigestJob = defineJob({
  name: "take-seal-digest",
  payload: z.object({ deactivationId: z.uuid() }),
  run: (world: { console: Deps }, { deactivationId }) => takeSealDigest(world.console, deactivationId),
});
