import type { Tx } from "@/server/lib/db";
import { type Appended, lockLedger } from "./append-erasure";
import { readMark } from "./read-ledger";

/**
 * In the purge's last transaction: the certificate gets its number in the ledger, and the database's mark moves on as far
 * as every entry is one it has committed itself. Entries of purges that are still between append and commit hold it back.
 */
export async function noteErasure(tx: Tx, requestId: string, { number, since }: Appended, now: Date): Promise<void> {
  await tx.deletionCertificate.update({ where: { requestId }, data: { ledgerNumber: number }, select: { id: true } });
  await lockLedger(tx);
  const mark = await readMark(tx);
  const rows = await tx.deletionCertificate.findMany({
    where: { sha256: { in: since.map(({ entry }) => entry.certificateSha256) }, ledgerNumber: { not: null } },
    select: { sha256: true },
  });
  const committed = new Set(rows.map(({ sha256 }) => sha256));
  let reached = mark;
  for (const { entry, sha256 } of since) {
    if (entry.number <= reached.number) continue;
    if (!committed.has(entry.certificateSha256)) break;
    reached = { number: entry.number, entrySha256: sha256 };
  }
  if (reached.number === mark.number) return;
  await tx.ledgerMark.upsert({
    where: { id: 1 },
    create: { id: 1, ...reached, markedAt: now },
    update: { ...reached, markedAt: now },
    select: { id: true },
  });
}
