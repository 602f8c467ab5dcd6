import { headers } from "next/headers";
import { pageLanguage } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { languageNames, scriptOf } from "@/server/language/language";
import { NameInOwnLetters } from "./hindi-word";
import { keepLanguage } from "./keep-language";
import { rememberedLanguage } from "./remembered-language";

const LOOK =
  "inline-flex min-h-11 min-w-11 items-center justify-center px-2 text-soft underline-offset-4 hover:underline aria-[current]:font-medium aria-[current]:text-ink";

/**
 * Each language under its own name, in a plain form or link that works without a script. Before sign-in the choice stands in the
 * address, and this browser remembers it; afterwards the session does.
 */
export async function LanguageSwitch({ label }: { label: string }) {
  const [current, { member }, sent] = await Promise.all([pageLanguage(), contextOnce(), headers()]);
  const languages = languageNames();
  // One language is where one is already: between two, only the other one is a choice.
  const offered = languages.length > 2 ? languages : languages.filter(({ code }) => code !== current);
  const marks = (code: string) => ({
    lang: code,
    "data-language": code,
    "aria-current": code === current ? ("true" as const) : undefined,
    className: LOOK,
  });
  const nameOf = (code: string, name: string) => (scriptOf(code) === scriptOf(current) ? name : <NameInOwnLetters name={name} />);
  const script = rememberedLanguage(
    languages.map(({ code }) => code),
    member ? null : current,
  );
  return (
    <nav aria-label={label} className="flex gap-1">
      {member ? (
        <form action={keepLanguage} className="flex gap-1">
          {offered.map(({ code, name }) => (
            <button key={code} type="submit" name="language" value={code} {...marks(code)}>
              {nameOf(code, name)}
            </button>
          ))}
        </form>
      ) : (
        offered.map(({ code, name }) => (
          <a key={code} href={addressIn(code, sent.get("x-search") ?? "")} hrefLang={code} {...marks(code)}>
            {nameOf(code, name)}
          </a>
        ))
      )}
      <script
        nonce={sent.get("x-nonce") ?? undefined}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own words, and nothing of a visitor's
        dangerouslySetInnerHTML={{ __html: script }}
      />
    </nav>
  );
}

/** This address in a language, with whatever else it says. */
function addressIn(code: string, search: string): string {
  const said = new URLSearchParams(search);
  said.set("lang", code);
  return `?${said}`;
}
