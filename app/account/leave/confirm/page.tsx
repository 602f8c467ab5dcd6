import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { words } from "@/app/_language/page-language";
import { rupees } from "@/app/_ui/rupees";
import { accountApi, requireOwner } from "@/app/account/_act/account-api";
import { ActButton, ActForm } from "@/app/account/_act/act-form";
import { CodeField, Field } from "@/app/account/_code/code-field";
import { CodeSent } from "@/app/account/_code/code-sent";
import { pageTitle } from "@/app/account/_frame/page-title";
import { clock } from "@/app/account/_home/moment";
import { primaryLink, Section, textLink } from "@/app/account/_home/section";
import { Caution } from "../_checklist/caution";
import { creditsOf } from "../_checklist/facts";
import { deleteAccount, sendLeaveCode } from "./actions";
import { NotNow } from "./not-now";

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("frame"))("titles.confirm"));
}

/** The last step of leaving (S3): what it does in numbers, a fresh code, the name typed; and at every moment the way out. */
export default async function ConfirmLeavingPage() {
  const member = await requireOwner("/account/leave/confirm");
  const api = await accountApi();
  const [account, ends, money, code, t] = await Promise.all([
    api.leaving.account(),
    api.leaving.consequences(),
    api.refund.money(),
    api.leaving.code({ purpose: "leave" }),
    words("leave"),
  ]);
  const { live } = account;
  if (live && (live.deactivation || (live.state === "received" && live.isConfirmedInPerson))) redirect("/account");
  const time = await clock();
  const credits = creditsOf(money).all;
  const sent = code ? t("confirm.code.sent", { email: member.email, until: time(code.expiresAt) }) : null;
  return (
    <>
      <h1 className="text-balance font-medium text-2xl">{t("confirm.title", { organisation: ends.organisation })}</h1>
      <p className="mt-3 text-pretty">{account.mustWait ? t("confirm.leadWaits") : t("confirm.lead")}</p>
      <ul className="mt-4 list-disc space-y-2 pl-5">
        <li>{t("confirm.signIn")}</li>
        <li>{t("confirm.keys", { count: ends.keys })}</li>
        <li>{t("confirm.bots", { count: ends.bots })}</li>
        <li>{t("confirm.people", { count: ends.people })}</li>
        {money.askable.purchases > 0 ? (
          <li>
            {t("confirm.refundsLost", { count: money.askable.purchases })}{" "}
            <Link href="/account/leave" prefetch={false} className="underline underline-offset-4">
              {t("confirm.checklist")}
            </Link>
          </li>
        ) : null}
      </ul>
      <p className="mt-4 text-pretty">{t("confirm.kept")}</p>
      {credits > 0n ? <p className="mt-2 text-pretty">{t("confirm.credits", { amount: rupees(credits) })}</p> : null}
      <Caution account={{ mustWait: false, isHeld: account.isHeld }} />
      <div className="mt-6">
        <NotNow className={primaryLink}>{t("confirm.notNow")}</NotNow>
      </div>
      <Section id="code" title={t("confirm.code.title")}>
        <p className="mt-2 mb-4 text-pretty">{t("confirm.code.why")}</p>
        <ActForm action={sendLeaveCode}>
          <ActButton busy={t("confirm.code.busy")} tone="plain">
            {code ? t("confirm.code.again") : t("confirm.code.send")}
          </ActButton>
        </ActForm>
        <CodeSent>{sent}</CodeSent>
      </Section>
      {code ? (
        <Section id="act" title={t("confirm.act.title")}>
          <ActForm action={deleteAccount} className="mt-4 space-y-6">
            <CodeField label={t("confirm.code.label")} hint={sent ?? ""} />
            <Field
              name="organisation"
              label={t("confirm.name.label")}
              hint={t("confirm.name.hint", { organisation: ends.organisation })}
              autoComplete="off"
              maxLength={300}
            />
            <ActButton busy={t("confirm.act.busy")} tone="danger">
              {t("confirm.act.delete")}
            </ActButton>
          </ActForm>
        </Section>
      ) : null}
      <p className="mt-8">
        <Link href="/account/leave" className={textLink}>
          {t("confirm.back")}
        </Link>
      </p>
    </>
  );
}
