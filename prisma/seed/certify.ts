import { databaseClock } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";
import type { Env } from "@/server/lib/env";
import { appendErasure } from "@/server/retention/append-erasure";
import { issueCertificate } from "@/server/retention/issue-certificate";
import { BEFORE_THE_FIRST } from "@/server/retention/ledger";
import { noteErasure } from "@/server/retention/note-erasure";
import { openLedger } from "@/server/retention/open-ledger";
import { followLedger } from "@/server/retention/read-ledger";

export type Proofs = Pick<Env, "APP_URL" | "SIGNING_KEY_FILE" | "LEDGER_STORE" | "LEDGER_KEY_FILE">;

/** Throws with a sentence when the ledger belongs to another database: what the seed makes up would be taken for a restored backup. */
export async function checkLedgerIsEmpty(proofs: Proofs): Promise<void> {
  for await (const _entry of followLedger(openLedger(proofs).store, BEFORE_THE_FIRST))
    throw new Error(
      `The erasure ledger in ${proofs.LEDGER_STORE} belongs to a database that is not here any more. Bring that database back, or, if it held demonstration data only, remove the ledger's folder as well.`,
    );
}

/** Signed certificates and ledger entries for the purges of the past, by the verbs that real ones go through. */
export async function certifyPurges(url: string, proofs: Proofs): Promise<number> {
  const db = openDb("callmissed_purge", url, 2);
  const deps = { db, clock: databaseClock };
  try {
    const runs = await db.purgeRun.findMany({ where: { finishedAt: { not: null } }, orderBy: { verifiedAt: "asc" } });
    for (const { requestId, verifiedAt, finishedAt } of runs) {
      if (!verifiedAt || !finishedAt) continue;
      await db.$transaction((tx) => issueCertificate(tx, requestId, verifiedAt, proofs));
      const appended = await appendErasure(deps, requestId, openLedger(proofs));
      await db.$transaction((tx) => noteErasure(tx, requestId, appended, finishedAt));
    }
    return runs.length;
  } finally {
    await db.$disconnect();
  }
}
