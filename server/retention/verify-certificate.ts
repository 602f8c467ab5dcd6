import canonicalize from "canonicalize";
import type { PublicKey } from "@/server/lib/signing-keys";
import { findSignedText, inPlainWords, isOurLayout, languageOfPage } from "./certificate-evidence";
import { examineCertificate } from "./certificate-signature";
import { drawCertificate } from "./draw-certificate";

/** 0: valid. 1: not valid. 2: cannot be said. What a program may act on. */
export type Verified = { exit: 0 | 1 | 2; says: string };

/** Judges a file that somebody holds in hands, without asking anybody (P8): the signature, and what was written around it. */
export async function verifyCertificate(data: Buffer, keys: readonly PublicKey[]): Promise<Verified> {
  const evidence = findSignedText(data);
  if ("because" in evidence) return { exit: 2, says: `It cannot be said. ${evidence.because}` };
  const finding = await examineCertificate(evidence.jws, keys);
  if (finding.is === "unknown") return { exit: 2, says: `It cannot be said. ${finding.because}` };
  if (finding.is === "invalid") return { exit: 1, says: `NOT VALID. ${finding.because}` };
  const words = inPlainWords(finding);
  const { around } = evidence;
  if (around !== "nothing" && "statement" in around && canonicalize(around.statement) !== canonicalize(finding.statement))
    return { exit: 1, says: `NOT VALID. What the file says is not what was signed. Signed was:\n\n${words}` };
  if (
    around !== "nothing" &&
    "pdf" in around &&
    !around.pdf.equals(await drawCertificate({ ...finding, jws: evidence.jws }, languageOfPage(around.pdf)))
  )
    return isOurLayout(around.pdf)
      ? { exit: 1, says: `NOT VALID. The signed text inside is ours, but the page around it was changed. Signed was:\n\n${words}` }
      : { exit: 2, says: `It cannot be said of the page, which this version did not draw. The signed text inside is ours:\n\n${words}` };
  return { exit: 0, says: `VALID.\n\n${words}` };
}
