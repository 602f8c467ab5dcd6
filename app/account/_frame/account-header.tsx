import { inThisLanguage, words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { LanguageSwitch } from "./language-switch";
import { SignOut } from "./sign-out";
import { ThemeChoice } from "./theme-choice";

/**
 * Who we are, the look and the language, and the way out, in one row: what somebody looks for who has come by a link. Words stand at
 * both ends of it, flush with the column. Only letters made very large make it two rows.
 */
export async function AccountHeader() {
  const t = await words("frame");
  const { member } = await contextOnce();
  const themes = { system: t("theme.system"), light: t("theme.light"), dark: t("theme.dark") };
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-2 border-line border-b py-2">
      <a href={await inThisLanguage("/account")} className="inline-flex min-h-11 items-center font-medium">
        {t("brand")}
      </a>
      <div className="-mr-2 ml-auto flex flex-wrap items-center justify-end whitespace-nowrap print:hidden">
        <ThemeChoice label={t("theme.label")} names={themes} />
        <LanguageSwitch label={t("language")} />
        {member ? <SignOut label={t("signOut")} busy={t("signingOut")} /> : null}
      </div>
    </header>
  );
}
