import { createFormatter, createTranslator } from "use-intl/core";
import { type Language, localeOf } from "./language";
import type { Messages, Namespace } from "./messages";
import { messagesOf } from "./messages.adapter";

/** Where times are written in the reader's zone; India's where none is known. */
export const USUAL_ZONE = "Asia/Kolkata";

/** Says the messages of one namespace in a language. A message that is missing or does not fit its values is a fault, never a key on somebody's screen. */
export function translator<Name extends Namespace>(language: Language, namespace: Name, timeZone = USUAL_ZONE) {
  return createTranslator<Messages, Name>({
    locale: localeOf(language),
    messages: messagesOf(language),
    namespace: namespace as never,
    timeZone,
    onError(error: Error) {
      throw error;
    },
  } as never);
}

/** Writes numbers, amounts and instants as readers of the language do. */
export const formatterOf = (language: Language, timeZone = USUAL_ZONE) => createFormatter({ locale: localeOf(language), timeZone });
