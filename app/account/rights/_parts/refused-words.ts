import { pageLanguage } from "@/app/_language/page-language";
import { translator } from "@/server/language/translate";
import { LIMITS } from "./limits";

/** What the form with files can be refused for: it answers with a code in the address, because it works without a script. */
const CODES = [
  "case_closed",
  "case_window_over",
  "case_full",
  "case_too_many_messages",
  "case_too_many_uploads",
  "rights_ended",
  "file_missing",
  "file_too_big",
  "file_too_many",
  "file_kind",
  "file_active",
  "file_locked",
  "file_broken",
  "other",
] as const;

const MOST: Partial<Record<(typeof CODES)[number], number>> = {
  case_full: LIMITS.messages,
  case_too_many_messages: LIMITS.messagesAnHour,
  case_too_many_uploads: LIMITS.uploadsAnHour,
  file_too_big: LIMITS.megabytes,
  file_too_many: LIMITS.files,
};

/** The sentence of a refusal that the address carries; null when it carries none that we know. */
export async function refusedWords(refused: string | string[] | undefined): Promise<string | null> {
  const code = CODES.find((known) => known === refused);
  if (!code) return null;
  const say = translator(await pageLanguage(), "refusals");
  return say(code as "other", { most: MOST[code] ?? 0, mostOfCase: LIMITS.filesOfCase } as never);
}
