import { languageOr } from "@/server/language/language";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { certificateWords } from "./certificate-words";
import { readCertificate } from "./render-certificate";

/** A certificate as its public page shows it, in a language, its signature checked just now. Throws NotFound for an id that is none. */
export async function showCertificate({ db }: Pick<Deps, "db">, id: string, language: string | undefined) {
  const certificate = await readCertificate(db, id);
  if (!certificate) throw new NotFound("certificate");
  const { finding } = certificate;
  if (finding.is !== "valid") return { isValid: false as const, because: finding.because };
  return {
    isValid: true as const,
    statement: finding.statement,
    kid: finding.kid,
    sha256: finding.sha256,
    words: certificateWords(finding.statement, languageOr(language)),
  };
}

/** The certificate of a request, for staff: which one, since when, and where in the ledger. Null before there is one. */
export async function certificateOf({ db }: Pick<Deps, "db">, requestId: string) {
  const request = await db.deletionRequest.findUnique({ where: { id: requestId }, select: { tenantId: true } });
  const [certificate, replay] = await Promise.all([
    db.deletionCertificate.findUnique({
      where: { requestId },
      select: { id: true, issuedAt: true, sha256: true, ledgerNumber: true },
    }),
    request?.tenantId
      ? db.erasureReplay.findUnique({ where: { tenantId: request.tenantId }, select: { ledgerNumber: true, finishedAt: true } })
      : null,
  ]);
  return { certificate, replay };
}
