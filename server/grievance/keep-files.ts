import { HOUR_MS, later } from "@/server/lib/clock";
import { lockTenant, type Tx } from "@/server/lib/db";
import { deadlineIn } from "@/server/lib/deadline";
import type { Deps } from "@/server/lib/deps";
import { sealFile } from "@/server/platform/file-cipher";
import { ensureTenantKey, openTenantKey } from "@/server/platform/tenant-keys";
import { attachmentPlace } from "./attachment";
import type { Files } from "./attachment-files.adapter";
import type { Examined } from "./examine-attachment";

/** Less than the minute after which the database ends a transaction that stands idle, and with it the tenant's lock. */
const PUT_LIMIT_MS = 30_000;

/**
 * Stores files that were examined, encrypted with the tenant's key; `writeRows` takes the tenant's lock and writes what knows them.
 * A purge takes the same lock: it has begun before, and neither a key nor a byte comes to be; or it finds both and takes them (P2, P5).
 * That is why the store is spoken to inside the transaction, and with a limit. The rows come first: what they refuse is never stored.
 */
export async function keepFiles<Result>(
  deps: Deps,
  { store, ring }: Files,
  tenantId: string,
  examined: readonly Examined[],
  writeRows: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const puts: Promise<void>[] = [];
  let isOver = false;
  const put = async (isLate: boolean): Promise<void> => {
    const key = await (isLate ? openTenantKey : ensureTenantKey)(ring, tenantId);
    for (const { file, data } of examined) {
      const objectKey = attachmentPlace(tenantId, file.id);
      const sealed = await sealFile(key, { tenantId, objectKey }, data);
      if (isOver) throw new Error("the lock is gone: nothing more is stored");
      await store.put(objectKey, sealed);
    }
  };
  try {
    return await deps.db.$transaction(
      async (tx) => {
        const deadline = deadlineIn(PUT_LIMIT_MS);
        const written = await writeRows(tx);
        puts.push(put(await isDueSoon(deps, tx, tenantId)));
        await deadline.wait(Promise.all(puts));
        return written;
      },
      { timeout: PUT_LIMIT_MS + 10_000 },
    );
  } catch (error) {
    isOver = true;
    await Promise.allSettled(puts); // nothing of it is under way any more when it is looked at
    if (puts.length > 0) await removeUnlessKnown(deps, store, tenantId, examined);
    throw error;
  }
}

/** No key is made so late that one on its way, when the time is over and the lock gone, could arrive behind a purge. */
const isDueSoon = async ({ clock }: Deps, tx: Tx, tenantId: string): Promise<boolean> =>
  (await tx.deactivation.count({ where: { tenantId, endedAt: null, purgeDueAt: { lte: later(await clock.now(tx), HOUR_MS) } } })) > 0;

/** The answer to a commit can be lost: where the rows are there after all, they need their bytes. Under the lock, a commit is not still on its way. */
async function removeUnlessKnown({ db }: Deps, store: Files["store"], tenantId: string, examined: readonly Examined[]): Promise<void> {
  const ids = examined.map(({ file }) => file.id);
  const known = await db.$transaction(async (tx) => {
    await lockTenant(tx, tenantId);
    return tx.grievanceAttachment.count({ where: { tenantId, id: { in: ids } } });
  });
  if (known === 0) await store.remove(ids.map((id) => attachmentPlace(tenantId, id)));
}
