import { DEFAULT_LANGUAGE } from "@/server/language/language";
import type { Db } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { certificateFile } from "./certificate";
import { examineCertificate, type Finding } from "./certificate-signature";
import { type Certified, drawCertificate } from "./draw-certificate";

export type CertificateFile = { name: string; type: string; data: Buffer };
export const ENDINGS = ["pdf", "jws", "json"] as const;
export type Ending = (typeof ENDINGS)[number];

/** A certificate that stands in the ledger, checked again with the published keys; null when there is none of that id. */
export async function readCertificate(db: Pick<Db, "deletionCertificate">, id: string) {
  const row = await db.deletionCertificate.findUnique({ where: { id }, select: { jws: true, issuedAt: true, ledgerNumber: true } });
  if (!row || row.ledgerNumber === null) return null;
  return { ...row, finding: await examineCertificate(row.jws, openSigningKeys(env().SIGNING_KEY_FILE).published) };
}

/** A certificate as a file to keep; its page is drawn in the language given. Throws when its signature is not ours: such a thing is never handed out as a certificate. */
export async function renderCertificate(
  jws: string,
  finding: Finding,
  ending: Ending,
  language = DEFAULT_LANGUAGE,
): Promise<CertificateFile> {
  if (finding.is !== "valid") throw new Error("a certificate whose signature does not hold is not handed out");
  const that: Certified = { jws, ...finding };
  const name = `${certificateFile(that.statement)}.${ending}`;
  if (ending === "jws") return { name, type: "application/jose", data: Buffer.from(`${jws}\n`) };
  if (ending === "json")
    return { name, type: "application/json", data: Buffer.from(`${JSON.stringify({ statement: that.statement, jws }, null, 2)}\n`) };
  return { name, type: "application/pdf", data: await drawCertificate(that, language) };
}
