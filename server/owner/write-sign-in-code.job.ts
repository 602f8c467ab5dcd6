import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { writeSignInCode } from "./write-sign-in-code";

export const writeSignInCodeJob = defineJob({
  name: "write-sign-in-code",
  payload: z.object({ codeId: z.uuid() }),
  run: (world: { console: Deps }, { codeId }) => writeSignInCode(world.console, codeId),
});
