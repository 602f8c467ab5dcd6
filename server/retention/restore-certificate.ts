import { decodeJwt } from "jose";
import { sha256Hex } from "@/server/lib/crypto";
import type { Deps } from "@/server/lib/deps";
import { newId, parseRequestNumber } from "@/server/lib/ids";
import { statementSchema } from "./certificate";
import { certificatePlace, type LedgerEntry } from "./ledger";
import type { Ledger } from "./open-ledger";

/**
 * Brings a certificate back from the ledger into a database that came from a backup, so that the page its owner was given
 * goes on to show it (P8). `tenantId`: its request, when the database knows it, gets it back. Once; a certificate that the
 * ledger does not hold as it was signed is left out, because erasing must not wait for it.
 */
export async function restoreCertificate({ db }: Deps, { store }: Ledger, entry: LedgerEntry, tenantId: string | null): Promise<void> {
  if (await db.deletionCertificate.findUnique({ where: { sha256: entry.certificateSha256 }, select: { id: true } })) return;
  const object = await store.get(certificatePlace(entry.certificateSha256));
  const jws = object?.data.toString("utf8") ?? "";
  if (sha256Hex(jws) !== entry.certificateSha256) return;
  const statement = statementSchema.safeParse(decodeJwt(jws));
  if (!statement.success) return;
  const number = parseRequestNumber(statement.data.request);
  const request =
    tenantId && number !== null ? await db.deletionRequest.findFirst({ where: { number, tenantId }, select: { id: true } }) : null;
  await db.deletionCertificate.createMany({
    data: [
      {
        id: statement.data.certificateId,
        // A request that came after the backup is in no table any more; its certificate stands alone.
        requestId: request?.id ?? newId(),
        jws,
        sha256: entry.certificateSha256,
        issuedAt: new Date(statement.data.verifiedAt),
        ledgerNumber: entry.number,
      },
    ],
    skipDuplicates: true,
  });
}
