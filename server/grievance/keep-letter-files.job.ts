import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { openFiles } from "./attachment-files.adapter";
import { keepLetterFiles } from "./keep-letter-files";

export const keepLetterFilesJob = defineJob({
  name: "keep-letter-files",
  payload: z.object({ messageId: z.uuid() }),
  exclusiveBy: "messageId",
  atMost: 1,
  run: (world: { console: Deps }, { messageId }) => keepLetterFiles(world.console, openFiles(), messageId),
});
