import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pageLanguage, words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { Callout } from "@/app/_ui/callout";
import { ActButton, ActForm } from "../../_act/act-form";
import { askAgain, signIn } from "../actions";
import { safeReturn } from "../safe-return";
import { SignInCode } from "../sign-in-code";

type Props = { params: Promise<{ codeId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: `${(await words("signIn"))("code.title")} · CallMissed` } };
}

/** The step of the code: the same for an address that we know and for one that we do not. Opening it asks and changes nothing (V3). */
export default async function OwnerCodePage({ params, searchParams }: Props) {
  const [{ codeId }, { returnTo: wanted, another }] = await Promise.all([params, searchParams]);
  const returnTo = safeReturn(wanted);
  if ((await contextOnce()).member) redirect(returnTo);
  const t = await words("signIn");
  const carried = (
    <>
      <input type="hidden" name="codeId" value={codeId} />
      <input type="hidden" name="returnTo" value={returnTo} />
    </>
  );
  const elsewhere = new URLSearchParams({ lang: await pageLanguage(), returnTo });
  return (
    <>
      {another ? (
        <Callout key={codeId} tone="good" live="status" className="mb-6">
          {t("code.newOne")}
        </Callout>
      ) : null}
      <h1 className="text-balance font-medium text-2xl leading-snug">{t("code.title")}</h1>
      <p className="mt-3 text-pretty">{t("code.lead")}</p>
      <ActForm key={codeId} action={signIn} className="mt-8">
        {carried}
        <SignInCode label={t("code.label")} hint={t("code.hint")} />
        <ActButton busy={t("code.busy")}>{t("code.act")}</ActButton>
      </ActForm>
      <p className="mt-6 text-pretty text-soft">{t("code.secret")}</p>
      <h2 className="mt-10 font-medium">{t("code.nothingCame")}</h2>
      <p className="mt-1 text-pretty text-soft">{t("code.againHint")}</p>
      <ActForm key={`again ${codeId}`} action={askAgain} className="mt-4">
        {carried}
        <ActButton tone="plain" busy={t("sending")}>
          {t("code.again")}
        </ActButton>
      </ActForm>
      <p className="mt-3">
        <a href={`/account/sign-in?${elsewhere}`} className="inline-flex min-h-11 items-center underline underline-offset-4">
          {t("code.otherAddress")}
        </a>
      </p>
    </>
  );
}
