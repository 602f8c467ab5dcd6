import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { linkAudit } from "./link-audit";

export const linkAuditJob = defineJob({
  name: "link-audit",
  payload: z.object({}),
  atMost: 1,
  run: ({ console }: { console: Deps }) => linkAudit(console),
});
