import { inThisLanguage, words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { accountApi } from "@/app/account/_act/account-api";
import { ConsentStateAndAct } from "../_consent/consent-state";
import { NotOn } from "./not-on";

/** Under every page: whom to complain to, the policies, and how it stands with counting, to be changed with one press. */
export async function AccountFoot() {
  const t = await words("frame");
  const { member } = await contextOnce();
  const { consent } = await accountApi();
  const [{ grievanceContact }, mine] = await Promise.all([consent.foot(), member ? consent.mine() : null]);
  const link = "inline-flex min-h-11 items-center underline underline-offset-4 hover:text-ink";
  return (
    <footer className="border-line border-t py-6 text-soft">
      {mine ? (
        <NotOn path="/policies/cookies">
          <ConsentStateAndAct mine={mine} place="foot" />
        </NotOn>
      ) : null}
      <p className="mt-3 break-words">{t("foot.grievance", { contact: grievanceContact })}</p>
      <nav aria-label={t("foot.label")} className="flex flex-wrap gap-x-5 print:hidden">
        <a href={await inThisLanguage("/policies/account-deletion")} className={link}>
          {t("foot.deletion")}
        </a>
        <a href={await inThisLanguage("/policies/cookies")} className={link}>
          {t("foot.cookies")}
        </a>
      </nav>
    </footer>
  );
}
