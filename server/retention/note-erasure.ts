import type { Tx } from "@/server/lib/db";
import { type Appended, lockLedger } from "./append-erasure";
import { readMark } from "./read-ledger";

/**
 * In the purge's last transaction: the certificate gets its number in the ledger, and the database's mark moves on as far
 * as this database holds the certificate of every entry. That is what `judgeLedger` asks as well: a purge that waits between
 * its append and its commit, however long, keeps nobody else's from being followed, and its number is noted as the mark passes.
 */
export async function noteErasure(tx: Tx, requestId: string, { number, since }: Appended, now: Date): Promise<void> {
  // Before any row of a certificate, which another purge may be numbering while it has this lock.
  await lockLedger(tx);
  await tx.deletionCertificate.update({ where: { requestId }, data: { ledgerNumber: number }, select: { id: true } });
  const mark = await readMark(tx);
  const rows = await tx.deletionCertificate.findMany({
    where: { sha256: { in: since.map(({ entry }) => entry.certificateSha256) } },
    select: { sha256: true },
  });
  const replayed = await tx.erasureReplay.findMany({ where: { finishedAt: null }, select: { ledgerNumber: true } });
  const open = new Set(replayed.map(({ ledgerNumber }) => ledgerNumber));
  const known = new Set(rows.map(({ sha256 }) => sha256));
  let reached = mark;
  for (const { entry, sha256 } of since) {
    if (entry.number <= reached.number) continue;
    if (!known.has(entry.certificateSha256) || open.has(entry.number)) break;
    await tx.deletionCertificate.updateMany({
      where: { sha256: entry.certificateSha256, ledgerNumber: null },
      data: { ledgerNumber: entry.number },
    });
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
