import type { Deps } from "@/server/lib/deps";
import { checkCertified, type Ours } from "./check-certified";
import { eraseAgain, HeldSince } from "./erase-again";
import { BEFORE_THE_FIRST, keyCheck, type LedgerEntry, LedgerTrouble, type Mark, type ReadEntry, tenantRef } from "./ledger";
import type { Ledger } from "./open-ledger";
import { followLedger, readEntry, readMark } from "./read-ledger";
import { restoreCertificate } from "./restore-certificate";
import { stopRestored } from "./stop-restored";

/** How many entries are looked for in one walk over the tenants; what bounds the memory. */
const ENTRIES_AT_ONCE = 10_000;
const TENANTS_AT_ONCE = 5_000;

export type Replaying = {
  /** As the purge's role, and as the one that may open an erasure again. */
  purge: Deps;
  replay: Deps;
  ledger: Ledger;
  ours: Ours;
  /** Every entry, not only those beyond the database's mark: after a restore of objects or keys alone. */
  isAll: boolean;
  /** This database came from a backup, also when nothing was purged since: purges are stopped even with nothing to erase. */
  isRestored: boolean;
  /** Somebody has said yes to erasing tenants that this database takes for active. */
  isSure: boolean;
  /** Says what would be done, and does nothing. */
  isDry: boolean;
  say: (line: string) => void;
};
/** Request numbers. `active`: of erased tenants that this database takes for active; `held`: of those left as they are, under a younger hold. */
export type Replayed = { entries: number; tenants: number; active: string[]; held: string[] };

/** Erased tenants are active here, and nobody has said yes to that. Nothing was changed. */
export class NotSure extends Error {
  override readonly name = "NotSure";
}

/**
 * Erases again whatever was purged after the backup that this database came from (P6), and moves the mark to the ledger's
 * head, so that web and worker serve. In the same breath purges are stopped, for a person to let run: holds and returns
 * from after the backup are gone with it. Each tenant is found by its keyed hash; one that is held since stays, and the mark
 * before it. May be killed anywhere and run again. Throws LedgerTrouble when the ledger, the key of its references or a
 * certificate is not ours, and NotSure when somebody has to say yes first.
 */
export async function replayErasures(that: Replaying): Promise<Replayed> {
  if (that.isDry || that.isSure) return follow(that);
  const { active } = await follow({ ...that, isDry: true, say: () => {} });
  if (active.length > 0)
    throw new NotSure(
      `${active.length} of the tenants to erase are active here: ${active.join(", ")}. If this database came from a backup of before these requests, add --yes; if it did not, LEDGER_STORE is another database's`,
    );
  return follow(that);
}

async function follow(that: Replaying): Promise<Replayed> {
  const { purge, replay, ledger } = that;
  const mark = await readMark(replay.db);
  const atMark = await readEntry(ledger.store, mark.number);
  if (mark.number > 0 && atMark?.sha256 !== mark.entrySha256)
    throw new LedgerTrouble(`entry ${mark.number} of the erasure ledger is not the one that this database has followed`);
  const total: Replayed = { entries: 0, tenants: 0, active: [], held: [] };
  let head = mark;
  // A purge of this database's own between append and commit is the worker's to finish, last mail included; the mark waits for it.
  // And before a tenant under a hold that is younger than its erasure: that entry is not followed, and nobody is served.
  let isWhole = true;
  let isBehind = false;
  for await (const chunk of inChunks(followLedger(ledger.store, that.isAll ? BEFORE_THE_FIRST : mark))) {
    const wrong = chunk.find(({ entry }) => entry.keyCheck !== keyCheck(ledger.key));
    if (wrong) throw new LedgerTrouble(`LEDGER_KEY_FILE is not the key that entry ${wrong.entry.number} was written with`);
    const pending = await unfinishedOf(purge, chunk);
    const byRef = new Map(chunk.filter(({ entry }) => !pending.has(entry.certificateSha256)).map((read) => [read.entry.tenantRef, read]));
    const held = new Set<number>();
    for await (const tenantId of candidates(purge)) {
      const read = byRef.get(tenantRef(ledger.key, tenantId));
      if (!read) continue;
      const { request } = await checkCertified(ledger, read.entry, that.ours);
      const isActive = await looksActive(purge, tenantId);
      total.tenants += 1;
      if (isActive) total.active.push(request);
      that.say(
        `entry ${read.entry.number}: the tenant of ${request}, erased on ${read.entry.erasedAt}, is ${that.isDry ? `here again${isActive ? " and active" : ""}` : "being erased again"}`,
      );
      if (that.isDry || (await tryAgain(that, tenantId, read.entry))) continue;
      held.add(read.entry.number);
      total.held.push(request);
      that.say(`entry ${read.entry.number}: the tenant of ${request} is under a legal hold placed after its erasure, and stays as it is`);
    }
    // A held tenant's request gets its certificate back once it is erased again.
    for (const { entry } of chunk) if (!that.isDry && !held.has(entry.number)) await restoreCertificate(purge, ledger, entry, null);
    total.entries += chunk.length;
    for (const { entry, sha256 } of chunk) {
      isBehind ||= entry.number > mark.number;
      const waits = pending.has(entry.certificateSha256) || held.has(entry.number);
      isWhole &&= entry.number <= head.number || !waits;
      if (isWhole && entry.number > head.number) head = { number: entry.number, entrySha256: sha256 };
    }
  }
  if (!that.isDry && (isBehind || that.isRestored)) await arrive(replay, head.number > mark.number ? head : null, that.say);
  return total;
}

/** Whether the tenant is erased now; not so under a hold that the database knows to be younger than the erasure. */
async function tryAgain({ purge, replay, ledger, isAll, say }: Replaying, tenantId: string, entry: LedgerEntry): Promise<boolean> {
  try {
    await eraseAgain({ purge, replay, ledger, isAll, say }, tenantId, entry);
    return true;
  } catch (error) {
    if (error instanceof HeldSince) return false;
    throw error;
  }
}

/** A tenant that nobody has deactivated, as far as this database knows, and whose erasure no earlier replay has begun again. */
async function looksActive({ db }: Deps, tenantId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isActive: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM platform.tenant t WHERE t.id = ${tenantId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM console.deactivation d WHERE d.tenant_id = ${tenantId}::uuid AND d.ended_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM console.erasure_replay e WHERE e.tenant_id = ${tenantId}::uuid AND e.finished_at IS NULL) AS "isActive"`;
  return row?.isActive !== false;
}

/** Certificates of purges that this database has begun to write into the ledger and not yet called done. */
async function unfinishedOf({ db }: Deps, chunk: readonly ReadEntry[]): Promise<Set<string>> {
  const sha256 = { in: chunk.map(({ entry }) => entry.certificateSha256) };
  const rows = await db.deletionCertificate.findMany({ where: { sha256 }, select: { sha256: true, requestId: true, ledgerNumber: true } });
  // A number may be noted by another purge that moved the mark, and by a replay that was killed; only the second is ours.
  const runs = await db.purgeRun.findMany({
    where: { requestId: { in: rows.map(({ requestId }) => requestId) }, finishedAt: null },
    select: { requestId: true },
  });
  const open = new Set(runs.map(({ requestId }) => requestId));
  const replays = await db.erasureReplay.findMany({
    where: { ledgerNumber: { in: chunk.map(({ entry }) => entry.number) } },
    select: { ledgerNumber: true },
  });
  const replayed = new Set(replays.map(({ ledgerNumber }) => ledgerNumber));
  const isPending = (row: (typeof rows)[number]) =>
    row.ledgerNumber === null || (open.has(row.requestId) && !replayed.has(row.ledgerNumber));
  return new Set(rows.filter(isPending).map((row) => row.sha256));
}

/** The mark moves and purges stop in one transaction: between the two a worker that serves again would begin what is due. */
async function arrive({ db, clock }: Deps, head: Mark | null, say: Replaying["say"]): Promise<void> {
  const isThrown = await db.$transaction(async (tx) => {
    const markedAt = await clock.now(tx);
    if (head)
      await tx.ledgerMark.upsert({
        where: { id: 1 },
        create: { id: 1, ...head, markedAt },
        update: { ...head, markedAt },
        select: { id: true },
      });
    return stopRestored(tx, markedAt);
  });
  say(
    `Purges are stopped${isThrown ? "" : " already"}. Enter again the holds and returns made since the backup; then let purges run, on the page "Retention".`,
  );
}

async function* inChunks(entries: AsyncIterable<ReadEntry>): AsyncGenerator<ReadEntry[]> {
  let chunk: ReadEntry[] = [];
  for await (const entry of entries) {
    chunk.push(entry);
    if (chunk.length < ENTRIES_AT_ONCE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Everybody who might have come back, page by page: tenants, and those of whom only requests or a half-done replay are left. */
async function* candidates({ db }: Deps): AsyncGenerator<string> {
  const first = "00000000-0000-0000-0000-000000000000";
  for (let after = first; ; ) {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM (
        (SELECT id FROM platform.tenant WHERE id > ${after}::uuid ORDER BY id LIMIT ${TENANTS_AT_ONCE})
        UNION (SELECT DISTINCT tenant_id FROM console.deletion_request WHERE tenant_id > ${after}::uuid ORDER BY tenant_id LIMIT ${TENANTS_AT_ONCE})
        UNION (SELECT tenant_id FROM console.erasure_replay WHERE tenant_id > ${after}::uuid ORDER BY tenant_id LIMIT ${TENANTS_AT_ONCE})
      ) c ORDER BY id LIMIT ${TENANTS_AT_ONCE}`;
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
