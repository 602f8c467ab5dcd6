import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { defineJob } from "@/server/lib/job";
import { openStore } from "@/server/lib/open-store";
import { expireExports } from "./expire-exports";

export const expireExportsJob = defineJob({
  name: "expire-exports",
  payload: z.object({}),
  run: (world: { console: Deps }) => expireExports(world.console, openStore(env().FILES_STORE)),
});
