import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { pageLanguage, words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { Callout } from "@/app/_ui/callout";
import { momentsIn } from "@/app/account/_home/moment";
import { plainLink, Section, textLink } from "@/app/account/_home/section";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INDIA = "Asia/Kolkata";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await words("home"))("closed.pageTitle") }, robots: { index: false } };
}

/** The end, for whoever has the link from our last mail: that it is done, when, what stays and why, and the proof to keep (P8). Names nobody. */
export default async function ClosedPage({ params }: Props) {
  const { id } = await params;
  const certificate = await certificateOf(id);
  if (!certificate) notFound();
  const [t, moment, language] = await Promise.all([words("home"), momentsIn(INDIA), pageLanguage()]);
  const at = (instant: string) => moment(new Date(instant));
  if (!certificate.isValid)
    return (
      <>
        <h1 className="text-balance font-medium text-2xl">{t("closed.title")}</h1>
        <Callout tone="alarm" className="mt-4">
          {t("closed.invalid")}
        </Callout>
      </>
    );
  const { statement } = certificate;
  return (
    <>
      <h1 className="text-balance font-medium text-2xl">{t("closed.title")}</h1>
      <p className="mt-3 text-pretty">{t("closed.done", { at: at(statement.verifiedAt), number: statement.request })}</p>
      <p className="mt-3 text-pretty">{statement.keyDestroyedAt ? t("closed.backupsUnreadable") : t("closed.backups")}</p>
      <Section id="proof" title={t("closed.proof.title")}>
        <p className="mt-2 text-pretty">{t("closed.proof.text")}</p>
        <ul className="mt-4 flex flex-wrap gap-3">
          {(["pdf", "jws", "json"] as const).map((ending) => (
            <li key={ending}>
              <a href={`/api/certificates/${id}/${ending}${ending === "pdf" ? `?lang=${language}` : ""}`} download className={plainLink}>
                {t(`closed.proof.${ending}`)}
              </a>
            </li>
          ))}
        </ul>
        <p className="mt-3">
          <Link href={`/certificates/${id}?lang=${language}`} prefetch={false} className={textLink}>
            {t("closed.proof.link")}
          </Link>
        </p>
      </Section>
      <Section id="kept" title={t("closed.kept.title")}>
        <ul className="mt-3 list-disc space-y-2 pl-5">
          {(["tax", "request", "log", "complaints", "orders"] as const).map((what) => (
            <li key={what}>{t(`closed.kept.${what}`)}</li>
          ))}
        </ul>
        <p className="mt-3 text-pretty text-soft">{t("closed.kept.anonymous")}</p>
      </Section>
    </>
  );
}

/** Null for an address that is none and for one that never was: the two look the same. */
async function certificateOf(id: string) {
  if (!UUID.test(id)) return null;
  try {
    return await callerFactory(appRouter)(await contextOnce()).purge.certificate({ id });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
