import { headers } from "next/headers";
import { cache } from "react";
import { contextOnce } from "@/app/_trpc/server";
import { dayFor, instantFor } from "@/server/language/instant";
import { DEFAULT_LANGUAGE, isLanguage, type Language, languageAskedFor } from "@/server/language/language";
import type { Namespace } from "@/server/language/messages";
import { formatterOf, translator } from "@/server/language/translate";

/**
 * The language of this page: the one its address asks for (`?lang=hi`, as in mails and in the switch), else the one that the signed-in
 * person chose, else the browser's, else English. Nothing is kept in a cookie for it (C1).
 */
export const pageLanguage = cache(async (): Promise<Language> => {
  const sent = await headers();
  const asked = sent.get("x-asked-language");
  if (isLanguage(asked)) return asked;
  const { member } = await contextOnce();
  if (isLanguage(member?.language)) return member.language;
  return languageAskedFor(sent.get("accept-language")) ?? DEFAULT_LANGUAGE;
});

/**
 * The same place in this page's language, for links between pages that nobody is signed in to; whoever is signed in has the language
 * in the session, and needs none in addresses.
 */
export async function inThisLanguage(path: string): Promise<string> {
  const asked = (await headers()).get("x-asked-language");
  if (!isLanguage(asked) || (await contextOnce()).member) return path;
  return `${path}${path.includes("?") ? "&" : "?"}lang=${asked}`;
}

/** What a page says, in its reader's language: `const t = await words("leave")`. */
export const words = async <Name extends Namespace>(namespace: Name) => translator(await pageLanguage(), namespace);

/** How a page writes numbers, amounts and instants. */
export const formatter = async (timeZone?: string) => formatterOf(await pageLanguage(), timeZone);

/** An instant and a day as this page's reader writes them, as in our mails; the zone is the tenant's, and the instant names it. */
export const instantHere = async (at: Date, timeZone: string): Promise<string> => instantFor(at, await pageLanguage(), timeZone);
export const dayHere = async (at: Date, timeZone: string): Promise<string> => dayFor(at, await pageLanguage(), timeZone);
