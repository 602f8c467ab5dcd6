import type { Metadata } from "next";
import Link from "next/link";
import { words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import { pageTitle } from "@/app/account/_frame/page-title";
import { accountApi, requireOwner } from "../_act/account-api";
import { CaseLine } from "./_parts/case-line";
import { NextSteps } from "./_parts/next-steps";
import { refusedWords } from "./_parts/refused-words";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const RIGHTS = [
  { right: "grievance", href: "/account/rights/new/grievance" },
  { right: "correction", href: "/account/rights/new/correction" },
  { right: "access", href: "/account/rights/summary" },
  { right: "consent", href: "/account/rights/new/consent" },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("rights"))("title"));
}

/** What somebody can ask for, and how far everything is that they have asked for. */
export default async function RightsPage({ searchParams }: Props) {
  await requireOwner("/account/rights");
  const asked = await searchParams;
  const t = await words("rights");
  const api = await accountApi();
  const [{ now, items, next, contact, answerDays }, { closed }] = await Promise.all([
    api.rights.list({ cursor: cursorOf(asked.before) }),
    api.tenant.dates(),
  ]);
  const refused = await refusedWords(asked.refused);
  return (
    <>
      <h1 className="font-medium text-2xl">{t("title")}</h1>
      {closed?.isPurging ? (
        <p className="mt-3 text-pretty">{t("ended")}</p>
      ) : (
        <>
          <p className="mt-3 text-pretty">
            {t("intro")} {t("alsoClosed")}
          </p>
          <p className="mt-2 text-pretty">{t("promise", { days: answerDays })}</p>
        </>
      )}
      {refused ? (
        <Callout tone="alarm" live="alert" className="mt-6">
          {refused}
        </Callout>
      ) : null}
      {closed?.isPurging ? null : <Choices />}
      <h2 id="cases" className="mt-10 font-medium text-lg">
        {t("cases.label")}
      </h2>
      {items.length === 0 ? <p className="mt-2 text-pretty text-soft">{t("cases.none")}</p> : null}
      <ul aria-labelledby="cases">
        {items.map((item) => (
          <CaseLine key={item.id} item={item} now={now} />
        ))}
      </ul>
      <div className="flex gap-6">
        {asked.before ? <PageLink href="/account/rights#cases">{t("cases.newest")}</PageLink> : null}
        {next ? <PageLink href={`/account/rights?before=${next.at.getTime()}_${next.id}#cases`}>{t("cases.older")}</PageLink> : null}
      </div>
      <NextSteps contact={contact} />
    </>
  );
}

async function Choices() {
  const t = await words("rights");
  return (
    <>
      <h2 className="mt-8 font-medium text-lg">{t("what")}</h2>
      <ul className="mt-2">
        {RIGHTS.map(({ right, href }) => (
          <li key={right} className="border-line border-b last:border-b-0">
            <Link href={href} className="block py-3 hover:bg-hover">
              <span className="font-medium text-accent underline underline-offset-4">{t(`right.${right}.title`)}</span>
              <span className="mt-0.5 block text-pretty text-soft">{t(`right.${right}.text`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function PageLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="inline-flex min-h-11 items-center underline underline-offset-4">
      {children}
    </Link>
  );
}

/** "1795000000000_<id>"; anything else is the first page. */
function cursorOf(before: string | string[] | undefined): { at: Date; id: string } | null {
  const [, at, id] = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(typeof before === "string" ? before : "") ?? [];
  return at && id ? { at: new Date(Number(at)), id } : null;
}
