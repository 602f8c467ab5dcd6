import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageLanguage, words } from "@/app/_language/page-language";
import { api, pageQueries } from "@/app/_trpc/server";
import { buttonClass } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { DEFAULT_LANGUAGE, languageNames } from "@/server/language/language";
import { CertificateView } from "../certificate-view";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await words("certificate"))("pageTitle") } };
}

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const FILES = ["pdf", "jws", "json"] as const;

/** A certificate for whoever has its address (P8): no sign-in, nobody named. Its signature is checked for every visit. */
export default async function CertificatePage({ params }: Props) {
  const { id } = await params;
  const language = await pageLanguage();
  const t = await words("certificate");
  if (!UUID.test(id)) notFound();
  const certificate = await pageQueries()
    .fetchQuery(api.purge.certificate.queryOptions({ id, language }))
    .catch((error: { data?: { code?: string } | null; shape?: { data?: { code?: string } }; code?: string }) => {
      if ((error.data?.code ?? error.shape?.data?.code ?? error.code) === "NOT_FOUND") return null;
      throw error;
    });
  if (!certificate) notFound();
  return (
    <main className="mx-auto max-w-2xl px-5 py-10 text-base leading-relaxed print:max-w-none print:px-0 print:py-0">
      <div className="flex items-center justify-between gap-4">
        <span className="font-medium">CallMissed</span>
        <nav aria-label={t("page.language")} className="flex print:hidden">
          {languageNames()
            .filter(({ code }) => code !== language)
            .map(({ code, name }) => (
              <a
                key={code}
                href={`?lang=${code}`}
                hrefLang={code}
                lang={code}
                className="inline-flex min-h-11 items-center px-2 [font-family:system-ui,sans-serif] text-soft underline-offset-4 hover:underline"
              >
                {name}
              </a>
            ))}
        </nav>
        {certificate.isValid ? <span className="text-soft">{certificate.statement.request}</span> : null}
      </div>
      {certificate.isValid ? (
        <>
          <CertificateView certificate={certificate} />
          <ul aria-label={t("page.files")} className="mt-8 flex flex-wrap gap-2 print:hidden">
            {FILES.map((ending) => (
              <li key={ending}>
                <a
                  href={`/api/certificates/${id}/${ending}${ending === "pdf" && language !== DEFAULT_LANGUAGE ? `?lang=${language}` : ""}`}
                  download
                  title={t(`page.${ending}.title`)}
                  className={buttonClass("plain")}
                >
                  <Download aria-hidden className="size-4" />
                  {t(`page.${ending}.name`)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <h1 className="mt-8 font-medium text-2xl">{t("title")}</h1>
          <Callout tone="alarm" className="mt-6">
            {t("page.invalid", { because: certificate.because })}
          </Callout>
        </>
      )}
    </main>
  );
}
