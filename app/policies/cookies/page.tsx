import type { Metadata } from "next";
import { words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { accountApi } from "@/app/account/_act/account-api";
import { ConsentStateAndAct } from "@/app/account/_consent/consent-state";
import { PolicyText } from "./policy-text";
import { WhatIsSet } from "./what-is-set";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: `${(await words("cookies"))("title")} · CallMissed` } };
}

/** What these pages really keep in a browser (C1), how it stands with counting (C2), and the policy as published (C§1 to C§5). */
export default async function CookiesPage() {
  const t = await words("cookies");
  const { member } = await contextOnce();
  const { consent } = await accountApi();
  const [published, mine] = await Promise.all([consent.published(), member ? consent.mine() : null]);
  return (
    <>
      <h1 className="text-pretty font-medium text-2xl">{t("title")}</h1>
      <WhatIsSet published={published} />
      <section aria-labelledby="counting" className="mt-10">
        <h2 id="counting" className="font-medium text-xl">
          {t("count.title")}
        </h2>
        <p className="mt-2 text-pretty">{t("count.about")}</p>
        <p className="mt-2 mb-4 text-pretty">{t("count.features")}</p>
        {mine ? (
          <ConsentStateAndAct mine={mine} place="cookie_page" />
        ) : (
          <p>
            {t("count.signIn")}{" "}
            <a href="/account/sign-in?returnTo=%2Fpolicies%2Fcookies" className="underline underline-offset-4">
              {t("count.signInLink")}
            </a>
          </p>
        )}
      </section>
      <PolicyText />
    </>
  );
}
