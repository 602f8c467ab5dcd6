import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { api, pageQueries } from "@/app/_trpc/server";
import { buttonClass } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { CertificateView } from "../certificate-view";

export const metadata: Metadata = { title: { absolute: "Certificate of deletion · CallMissed" } };

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const FILES = [
  { ending: "pdf", words: "PDF", title: "One page to print, with the signed text inside" },
  { ending: "jws", words: "Signed text", title: "The signed text alone (JWS), for programs" },
  { ending: "json", words: "JSON", title: "The statement, readable, with its signature" },
] as const;

/** A certificate for whoever has its address (P8): no sign-in, nobody named. Its signature is checked for every visit. */
export default async function CertificatePage({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const certificate = await pageQueries()
    .fetchQuery(api.purge.certificate.queryOptions({ id }))
    .catch((error: { data?: { code?: string } | null; shape?: { data?: { code?: string } }; code?: string }) => {
      if ((error.data?.code ?? error.shape?.data?.code ?? error.code) === "NOT_FOUND") return null;
      throw error;
    });
  if (!certificate) notFound();
  return (
    <main className="mx-auto max-w-2xl px-5 py-10 text-base leading-relaxed print:max-w-none print:px-0 print:py-0">
      {certificate.isValid ? (
        <>
          <CertificateView certificate={certificate} />
          <ul aria-label="Files to keep" className="mt-8 flex flex-wrap gap-2 print:hidden">
            {FILES.map(({ ending, words, title }) => (
              <li key={ending}>
                <a href={`/api/certificates/${id}/${ending}`} download title={title} className={buttonClass("plain")}>
                  <Download aria-hidden className="size-4" />
                  {words}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p className="font-medium">CallMissed</p>
          <h1 className="mt-8 font-medium text-2xl">Certificate of deletion</h1>
          <Callout tone="alarm" className="mt-6">
            This certificate cannot be confirmed. {certificate.because} Please tell support@callmissed.com.
          </Callout>
        </>
      )}
    </main>
  );
}
