import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { type SendMail, sendNotice } from "./send-notice";

export const sendNoticeJob = defineJob({
  name: "send-notice",
  payload: z.object({ noticeId: z.uuid() }),
  exclusiveBy: "noticeId",
  run: (world: { console: Deps; sendMail: SendMail }, { noticeId }) => sendNotice({ ...world.console, sendMail: world.sendMail }, noticeId),
});
