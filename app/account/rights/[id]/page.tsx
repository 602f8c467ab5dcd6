import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { pageLanguage, words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import { accountApi, requireOwner } from "@/app/account/_act/account-api";
import { ActButton } from "@/app/account/_act/act-form";
import { pageTitle } from "@/app/account/_frame/page-title";
import { translator } from "@/server/language/translate";
import { BackLink } from "../_parts/back-link";
import { CaseClock } from "../_parts/case-clock";
import { Decision } from "../_parts/decision";
import { FileForm } from "../_parts/file-form";
import { KeptForm, KeptText } from "../_parts/kept-form";
import { NextSteps } from "../_parts/next-steps";
import { refusedWords } from "../_parts/refused-words";
import { standingWords } from "../_parts/standing-words";
import { Thread } from "../_parts/thread";
import { topicWords } from "../_parts/topic-words";
import { addWords } from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("frame"))("titles.case"));
}

/** One case: its clock, what was written, and how to add to it. */
export default async function CasePage({ params, searchParams }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  await requireOwner(`/account/rights/${id}`);
  const t = await words("rights");
  const api = await accountApi();
  const found = await api.rights.detail({ grievanceId: id }).catch((error: { code?: string }) => {
    if (error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const { sent, refused } = await searchParams;
  const why = await refusedWords(refused);
  const language = await pageLanguage();
  const { name, kind } = found.case;
  const count = typeof sent === "string" && /^\d$/.test(sent) ? Number(sent) : 0;
  return (
    <>
      <BackLink />
      <h1 className="mt-2 font-medium text-2xl">
        {t(`kind.${kind}`)}: {topicWords(t, found.case)}
      </h1>
      <p className="mt-1 mb-4 text-soft">
        <span className="font-mono">{name}</span> · {standingWords(t, found.case)}
      </p>
      {/* Built afresh with every message: the same sentence is read aloud again. */}
      <div role="status">
        {sent === "case" || sent === "words" ? (
          <Callout key={found.messages.length} tone="good" className="mb-6">
            {sent === "case" ? t("thread.arrived", { number: name }) : t("thread.added")}
          </Callout>
        ) : null}
      </div>
      <CaseClock timed={found.case} now={found.now} />
      <Decision found={found.case} mayAdd={found.whyNoMore === null} contact={found.contact} />
      <h2 className="sr-only">{t("thread.label")}</h2>
      {kind === "access" ? (
        <div className="mt-6">
          <p>{t("thread.summaryAnswer")}</p>
          <p>
            <Link
              href="/account/rights/summary"
              className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4"
            >
              {t("thread.openSummary")}
            </Link>
          </p>
          <p className="text-soft">{t("thread.askAgain")}</p>
        </div>
      ) : null}
      <Thread messages={found.messages} />
      {found.whyNoMore ? (
        <Callout tone="info" className="mt-8">
          {translator(language, "refusals")(found.whyNoMore as "other", { most: 200 } as never)}
        </Callout>
      ) : (
        <>
          <FileForm grievanceId={found.case.id} language={language} left={found.filesLeft} refused={why} added={count} />
          <section className="mt-10" aria-label={t("thread.add")}>
            <KeptForm action={addWords}>
              <input type="hidden" name="grievanceId" value={found.case.id} />
              <KeptText name="text" label={t("thread.add")} hint={t("thread.addHint")} rows={5} />
              <div>
                <ActButton busy={t("thread.busy")}>{t("thread.send")}</ActButton>
              </div>
            </KeptForm>
          </section>
        </>
      )}
      <NextSteps contact={found.contact} />
    </>
  );
}
