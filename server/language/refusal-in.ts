import { Refusal } from "@/server/lib/refusal";
import type { Language } from "./language";
import { messagesOf } from "./messages.adapter";
import { translator } from "./translate";

/** The sentence of a refusal in a language, with its facts put in; null when it is no refusal. A code without a sentence of its own says the general one. */
export function refusalIn(language: Language, cause: unknown): string | null {
  if (!(cause instanceof Refusal)) return null;
  const code = cause.code in messagesOf(language).refusals ? cause.code : "other";
  return translator(language, "refusals")(code as never, cause.facts as never);
}

/** Which refusal it is; null when it is none. */
export const refusalCode = (cause: unknown): string | null => (cause instanceof Refusal ? cause.code : null);
