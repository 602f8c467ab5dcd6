import type { Tx } from "@/server/lib/db";

/** Erases letters with the findings and marks that hang on them; returns how many letters went. Works as the purge role. */
export async function eraseLettersById(tx: Tx, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  await tx.verification.deleteMany({ where: { letterId: { in: ids } } });
  await tx.seenMark.deleteMany({ where: { letterId: { in: ids } } });
  return (await tx.inboundMail.deleteMany({ where: { id: { in: ids } } })).count;
}
