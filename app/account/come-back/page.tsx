import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { words } from "@/app/_language/page-language";
import { pageTitle } from "@/app/account/_frame/page-title";
import { accountApi, requireOwner } from "../_act/account-api";
import { ActButton, ActForm } from "../_act/act-form";
import { CodeField } from "../_code/code-field";
import { CodeSent } from "../_code/code-sent";
import { clock, days } from "../_home/moment";
import { textLink } from "../_home/section";
import { askBack, sendBackCode } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("frame"))("titles.comeBack"));
}

/** "Bring my account back" (D§6): a fresh code, and then people of ours open the door. */
export default async function ComeBackPage() {
  const member = await requireOwner("/account/come-back");
  const api = await accountApi();
  const [account, code, t] = await Promise.all([api.leaving.account(), api.leaving.code({ purpose: "come_back" }), words("home")]);
  if (!account.live?.mayAskBack || !account.live.deactivation) redirect("/account");
  const [time, day] = await Promise.all([clock(), days()]);
  const sent = code ? t("code.sent", { email: member.email, until: time(code.expiresAt) }) : null;
  return (
    <>
      <h1 className="text-balance font-medium text-2xl">{t("comeBack.page.title", { organisation: account.organisation })}</h1>
      <p className="mt-3 text-pretty">{t("comeBack.page.lead", { day: day(account.live.deactivation.purgeDueAt) })}</p>
      <ol className="mt-4 list-decimal space-y-2 pl-5">
        <li>{t("comeBack.page.code")}</li>
        <li>{t("comeBack.page.people")}</li>
        <li>{t("comeBack.page.keys")}</li>
      </ol>
      <CodeSent>{sent}</CodeSent>
      {code ? (
        <ActForm action={askBack} className="mt-8 space-y-5 border-line border-t pt-6">
          <CodeField label={t("code.label")} hint={sent ?? ""} />
          <ActButton busy={t("comeBack.page.busy")}>{t("comeBack.page.act")}</ActButton>
        </ActForm>
      ) : null}
      <ActForm action={sendBackCode} className="mt-6">
        <ActButton busy={t("code.busy")} tone={code ? "plain" : "primary"}>
          {code ? t("code.again") : t("code.send")}
        </ActButton>
      </ActForm>
      <p className="mt-6">
        <Link href="/account" className={textLink}>
          {t("comeBack.page.notNow")}
        </Link>
      </p>
    </>
  );
}
