import type { Language } from "./notice";
import { en } from "./templates/en";
import { hi } from "./templates/hi";

/** The sentence a requester will read for a reason, so that the agent can read it before sending it. */
export const rejectionSentence = (because: string, language: Language): string => (language === "hi" ? hi : en).rejections[because] ?? "";
