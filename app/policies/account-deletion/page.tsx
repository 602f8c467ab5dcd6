import type { Metadata } from "next";
import { pageLanguage, words } from "@/app/_language/page-language";
import { DEFAULT_LANGUAGE } from "@/server/language/language";
import { ownNotes } from "./own-notes";
import { type Sayings, Section } from "./section";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: `${(await words("policies"))("deletion.title")} · CallMissed` } };
}

/** The published policy, word for word, with a signed-in owner's own dates beside the sentences that speak of them. */
export default async function DeletionPolicyPage() {
  const [t, language, notes] = await Promise.all([words("policies"), pageLanguage(), ownNotes()]);
  // Taken as they are and not formatted: these words are nobody's to change.
  const sections = Object.entries(t.raw("deletion.sections" as never) as Record<string, Sayings>);
  return (
    <article>
      <h1 className="text-balance font-medium text-2xl">{t("deletion.title")}</h1>
      <p className="mt-2 text-soft">{t("deletion.lead")}</p>
      <p className="mt-1 text-soft text-sm">{t("deletion.updated")}</p>
      {language === DEFAULT_LANGUAGE ? null : (
        <p className="mt-4 border-edge border-l-2 pl-3 text-pretty">
          {t("own.decides")}{" "}
          <a href="?lang=en" hrefLang="en" lang="en" className="underline underline-offset-4">
            English
          </a>
        </p>
      )}
      <nav aria-labelledby="contents" className="mt-6 print:hidden">
        <h2 id="contents" className="font-medium">
          {t("own.contents")}
        </h2>
        <ul className="mt-1">
          {sections.map(([name, { title }]) => (
            <li key={name}>
              <a href={`#${name}`} className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-8">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(([name, sayings]) => (
        <Section key={name} name={name} sayings={sayings} notes={notes} />
      ))}
    </article>
  );
}
