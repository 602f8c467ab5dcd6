import { languages, messagesOf } from "./messages.adapter";

/** A language that there is a folder of messages for, e.g. "hi". */
export type Language = string;
export const DEFAULT_LANGUAGE: Language = "en";

export const isLanguage = (value: unknown): value is Language => typeof value === "string" && languages().includes(value);

/** The language itself when we speak it; English otherwise. */
export const languageOr = (value: unknown): Language => (isLanguage(value) ? value : DEFAULT_LANGUAGE);

/** Every language by the name that its readers give it, e.g. { code: "hi", name: "हिन्दी" }. */
export const languageNames = (): { code: Language; name: string }[] =>
  languages().map((code) => ({ code, name: messagesOf(code).language.name }));

/** How numbers and dates are written for readers of a language in India: "hi" → "hi-IN". */
export const localeOf = (language: Language): string => messagesOf(language).language.locale;

/** In which letters a language is written: "hi" → "Deva". */
export const scriptOf = (language: Language): string => new Intl.Locale(localeOf(language)).maximize().script ?? "Latn";

/** The language of ours that a browser asks for first ("hi-IN,hi;q=0.9,en;q=0.5"); null when it asks for none of them. */
export function languageAskedFor(acceptLanguage: string | null): Language | null {
  const wishes = (acceptLanguage ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().split(";");
    const q = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
    return { language: tag.split("-")[0]?.toLowerCase() ?? "", weight: q ? Number(q) : 1 };
  });
  const ours = wishes.filter(({ language, weight }) => weight > 0 && isLanguage(language));
  return ours.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? null;
}
