import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { words } from "@/app/_language/page-language";
import { accountApi, requireOwner } from "@/app/account/_act/account-api";
import { ActButton } from "@/app/account/_act/act-form";
import { pageTitle } from "@/app/account/_frame/page-title";
import { BackLink } from "../../_parts/back-link";
import { KeptChoice, KeptForm, KeptText } from "../../_parts/kept-form";
import { NextSteps } from "../../_parts/next-steps";
import { openCase, openCorrection } from "../../actions";

type Props = { params: Promise<{ kind: string }> };

const GRIEVANCES = ["deletion", "lock_out", "refund", "data_use", "conduct", "other"] as const;
const CONSENTS = ["product_mail", "data_use", "other"] as const;
const FIELDS = ["person_name", "person_email", "person_phone", "organisation_name", "gstin", "other"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind } = await params;
  if (kind !== "grievance" && kind !== "correction" && kind !== "consent") return {};
  return pageTitle((await words("rights"))(`new.${kind}.title`));
}

/** One form per right; what happens next stands above what is asked. */
export default async function NewCasePage({ params }: Props) {
  const { kind } = await params;
  if (kind !== "grievance" && kind !== "correction" && kind !== "consent") notFound();
  await requireOwner(`/account/rights/new/${kind}`);
  const t = await words("rights");
  // Each form that is written has a number of its own: sent twice, it is one case.
  const once = <input type="hidden" name="formId" value={crypto.randomUUID()} />;
  const { contact, profile } = await (await accountApi()).rights.profile();
  return (
    <>
      <BackLink />
      <h1 className="mt-2 font-medium text-2xl">{t(`new.${kind}.title`)}</h1>
      <p className="mt-3 mb-8 text-pretty">{t(`new.${kind}.hint`)}</p>
      {kind === "correction" ? (
        <KeptForm action={openCorrection}>
          {once}
          <KeptChoice
            name="field"
            label={t("new.correction.topic")}
            choices={FIELDS.map((value) => ({
              value,
              title: t(`topic.correction.${value}`),
              note: value === "other" ? undefined : t("new.correction.now", { value: profile[value] ?? t("new.correction.empty") }),
            }))}
          />
          <KeptText name="to" label={t("new.correction.to")} hint={t("new.correction.toHint", { most: 200 })} />
          <KeptText name="text" label={t("new.correction.text")} rows={4} />
          <Send label={t("new.send")} busy={t("new.busy")} />
        </KeptForm>
      ) : (
        <KeptForm action={openCase}>
          {once}
          <input type="hidden" name="kind" value={kind} />
          <KeptChoice
            name="topic"
            label={t(`new.${kind}.topic`)}
            choices={
              kind === "grievance"
                ? GRIEVANCES.map((value) => ({ value, title: t(`topic.grievance.${value}`) }))
                : CONSENTS.map((value) => ({ value, title: t(`topic.consent.${value}`) }))
            }
          />
          <KeptText name="text" label={t(`new.${kind}.text`)} hint={t("new.length", { most: 5_000 })} rows={9} />
          <Send label={t("new.send")} busy={t("new.busy")} />
        </KeptForm>
      )}
      <NextSteps contact={contact} />
    </>
  );
}

function Send({ label, busy }: { label: string; busy: string }) {
  return (
    <div>
      <ActButton busy={busy}>{label}</ActButton>
    </div>
  );
}
