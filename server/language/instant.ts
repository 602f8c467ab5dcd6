import type { Language } from "./language";
import { formatterOf, translator } from "./translate";

/** A day as its reader's calendar says it: "22 December 2026", "22 दिसंबर 2026". */
export const dayFor = (at: Date, language: Language, timeZone: string): string =>
  formatterOf(language, timeZone).dateTime(at, { day: "numeric", month: "long", year: "numeric" });

/**
 * An instant as its reader's calendar and clock say it, the zone named: "22 December 2026 at 4:04 pm IST". In Hindi day and
 * time stand side by side, because the sentences around them add the word that binds both ("को", "से").
 */
export function instantFor(at: Date, language: Language, timeZone: string): string {
  const time = formatterOf(language, timeZone).dateTime(at, { hour: "numeric", minute: "2-digit", timeZoneName: "short" });
  return translator(language, "language")("instant", { day: dayFor(at, language, timeZone), time });
}
