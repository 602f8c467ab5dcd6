import type { Metadata } from "next";
import Link from "next/link";
import { formatter, words } from "@/app/_language/page-language";
import { accountApi, requireOwner } from "@/app/account/_act/account-api";
import { ActButton } from "@/app/account/_act/act-form";
import { pageTitle } from "@/app/account/_frame/page-title";
import { BackLink } from "../_parts/back-link";
import { dayOf, instantOf } from "../_parts/instant";
import { KeptForm } from "../_parts/kept-form";
import { NextSteps } from "../_parts/next-steps";
import { askSummary } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("rights"))("summary.title"));
}

/** What is held about the person and the organisation. It is asked for by a button, because the asking is written down. */
export default async function SummaryPage() {
  await requireOwner("/account/rights/summary");
  const t = await words("rights");
  const format = await formatter();
  const summary = await (await accountApi()).rights.summary();
  if (!summary) {
    return (
      <>
        <BackLink />
        <h1 className="mt-2 font-medium text-2xl">{t("summary.title")}</h1>
        <p className="mt-3 mb-6 text-pretty">{t("summary.askText")}</p>
        <KeptForm action={askSummary}>
          <div>
            <ActButton busy={t("summary.busy")}>{t("summary.ask")}</ActButton>
          </div>
        </KeptForm>
      </>
    );
  }
  const { asked, person, organisation, groups, contact } = summary;
  const none = t("summary.none");
  return (
    <>
      <BackLink />
      <h1 className="mt-2 font-medium text-2xl">{t("summary.title")}</h1>
      <p className="mt-1 text-soft">{t("summary.asked", { when: instantOf(format, asked.receivedAt), number: asked.name })}</p>
      <h2 className="mt-8 mb-2 font-medium text-lg">{t("summary.you")}</h2>
      <Facts
        facts={[
          [t("summary.name"), person.name],
          [t("summary.email"), person.email],
          [t("summary.phone"), person.phone ?? none],
          [t("summary.organisation"), organisation.name],
          [t("summary.gstin"), organisation.gstin ?? none],
          [t("summary.since"), dayOf(format, organisation.createdAt)],
        ]}
      />
      <h2 className="mt-10 font-medium text-lg">{t("summary.what")}</h2>
      {groups.map(({ group, counts }) => (
        <section key={group} aria-labelledby={`held-${group}`} className="border-line border-b py-5 last:border-b-0">
          <h3 id={`held-${group}`} className="font-medium">
            {t(`summary.group.${group}.title`)}
          </h3>
          <p className="mt-1 mb-2 text-pretty">
            {counts
              .map(({ name, total, isMore }) => {
                const counted = t(`summary.count.${name}`, { total });
                return isMore ? t("summary.more", { counted }) : counted;
              })
              .join(", ")}
          </p>
          <Facts
            facts={[
              [t("summary.purpose"), t(`summary.group.${group}.purpose`)],
              [t("summary.readers"), t(`summary.group.${group}.readers`)],
              [t("summary.kept"), t(`summary.group.${group}.kept`)],
              [t("summary.law"), t(`summary.group.${group}.law`)],
            ]}
          />
        </section>
      ))}
      <p className="mt-4 text-pretty">{t("summary.shared")}</p>
      <p className="mt-6">{t("summary.next")}</p>
      <p className="flex flex-wrap gap-x-6">
        <Link href="/account/rights/new/correction" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">
          {t("right.correction.title")}
        </Link>
        <Link href="/account/rights/new/grievance" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">
          {t("right.grievance.title")}
        </Link>
      </p>
      <NextSteps contact={contact} />
    </>
  );
}

function Facts({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
      {facts.map(([name, value]) => (
        <div key={name} className="sm:contents">
          <dt className="text-soft">{name}</dt>
          <dd className="min-w-0 text-pretty [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
