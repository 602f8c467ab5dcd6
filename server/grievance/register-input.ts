import { z } from "zod";
import { STATES, TOPICS } from "./grievance";
import { REGISTER_CHANNELS, REGISTER_OUTCOMES } from "./register";

const day = z.iso.date().refine((on) => on >= "2020-01-01" && on <= "2199-12-31", "no day of ours");
const KINDS = Object.keys(TOPICS) as [keyof typeof TOPICS, ...(keyof typeof TOPICS)[]];

/** What can be asked of the register, by screen and by file alike. */
export const registerInput = z.object({
  from: day.optional(),
  to: day.optional(),
  kind: z.enum(KINDS).optional(),
  channel: z.enum(REGISTER_CHANNELS).optional(),
  state: z.enum(STATES).optional(),
  outcome: z.enum(REGISTER_OUTCOMES).optional(),
  isOverdue: z.literal(true).optional(),
});
