import { sha256Hex } from "@/server/lib/crypto";
import type { PublicKey } from "@/server/lib/signing-keys";
import type { Statement } from "./certificate";
import { examineCertificate } from "./certificate-signature";
import { certificatePlace, type LedgerEntry, LedgerTrouble } from "./ledger";
import type { Ledger } from "./open-ledger";

/** What a certificate of ours is known by: the keys of SIGNING_KEY_FILE, and where our pages are, or once were. */
export type Ours = { keys: readonly PublicKey[]; urls: readonly string[] };

/**
 * What was signed about the erasure of this entry. An entry alone carries no signature; before anybody is erased because
 * of one, its certificate must be ours and of this console, not of another database that writes into the same ledger.
 * Throws LedgerTrouble otherwise.
 */
export async function checkCertified({ store }: Pick<Ledger, "store">, entry: LedgerEntry, ours: Ours): Promise<Statement> {
  const object = await store.get(certificatePlace(entry.certificateSha256)).catch((cause: unknown) => {
    throw new LedgerTrouble("the erasure ledger cannot be read", { cause });
  });
  const jws = object?.data.toString("utf8") ?? "";
  if (sha256Hex(jws) !== entry.certificateSha256)
    throw new LedgerTrouble(`the certificate of entry ${entry.number} is not in the erasure ledger as it was written: bring it back`);
  const finding = await examineCertificate(jws, ours.keys);
  if (finding.is !== "valid") throw new LedgerTrouble(`nobody is erased because of entry ${entry.number}. ${finding.because}`);
  const { statement } = finding;
  if (statement.verifiedAt !== entry.erasedAt)
    throw new LedgerTrouble(`nobody is erased because of entry ${entry.number}: its certificate is about another erasure`);
  const { origin } = new URL(statement.page);
  if (!ours.urls.some((url) => new URL(url).origin === origin))
    throw new LedgerTrouble(
      `entry ${entry.number} was written by the console at ${origin}, which is not APP_URL: LEDGER_STORE is another database's. If this console was called that once, add --former-url ${origin}`,
    );
  return statement;
}
