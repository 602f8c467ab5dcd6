import { type Db, lockTenant, type Tx } from "@/server/lib/db";
import { StoreConflict } from "@/server/lib/object-store";
import { readWrapped, writeWrapped } from "./master-key";
import { CHECK_CONTEXT, CHECK_PLACE, proveMasterKey } from "./prove-master-key";
import { destroyTenantKey, type KeyRing, keyPlace, listTenantKeys } from "./tenant-keys";

export type Rewrapped = { looked: number; rewrapped: number; destroyed: number };

const TELL_EVERY = 25;
const PATIENCE_MS = 120_000;

/**
 * Wraps every tenant's key with the current master key; content is not touched. Resumable at any key: what is current is
 * passed by. Each key changes under its tenant's lock, so that a purge that destroys it cannot be undone by a late write;
 * and only over the version that was read. A key that a purge left behind is destroyed. Throws before anything is changed
 * when the master keys are not those of this store.
 */
export async function rewrapTenantKeys(db: Db, ring: KeyRing, tell: (done: Rewrapped) => void): Promise<Rewrapped> {
  await proveMasterKey(ring);
  const done: Rewrapped = { looked: 0, rewrapped: 0, destroyed: 0 };
  // A key store that was restored from a copy holds keys again that purges have destroyed.
  const purged = new Set((await db.purgeRun.findMany({ select: { tenantId: true } })).map(({ tenantId }) => tenantId));
  for await (const tenantId of listTenantKeys(ring)) {
    if (purged.has(tenantId) || !(await isCurrent(ring, keyPlace(tenantId)))) {
      const outcome = await db.$transaction((tx) => rewrapOne(tx, ring, tenantId), { timeout: PATIENCE_MS });
      if (outcome !== "unchanged") done[outcome] += 1;
    }
    done.looked += 1;
    if (done.looked % TELL_EVERY === 0) tell(done);
  }
  // Last, so that the proof opens with the old master key until nothing needs that one any more.
  await rewrapObject(ring, CHECK_PLACE, CHECK_CONTEXT);
  return done;
}

async function rewrapOne(tx: Tx, ring: KeyRing, tenantId: string): Promise<"rewrapped" | "destroyed" | "unchanged"> {
  const isThere = await lockTenant(tx, tenantId);
  // Without a purge on record a missing tenant proves nothing: it may be about to be made, or this is an older database.
  if (!isThere && (await tx.purgeRun.count({ where: { tenantId } })) > 0) {
    await destroyTenantKey(ring, tenantId);
    return "destroyed";
  }
  return (await rewrapObject(ring, keyPlace(tenantId), tenantId)) ? "rewrapped" : "unchanged";
}

/** False when it is current already, or gone. */
async function rewrapObject({ store, master }: KeyRing, place: string, context: string): Promise<boolean> {
  const object = await store.get(place);
  if (!object) return false;
  const old = readWrapped(object.data);
  if (old.masterKeyId === master.currentId) return false;
  const renewed = await master.wrap(await master.unwrap(old, context), context);
  try {
    await store.put(place, writeWrapped(renewed), { ifVersion: object.version });
    return true;
  } catch (error) {
    // Another run was faster, or an answer was lost and the write repeated.
    if (error instanceof StoreConflict && (await isCurrent({ store, master }, place))) return false;
    throw error;
  }
}

async function isCurrent({ store, master }: KeyRing, place: string): Promise<boolean> {
  const object = await store.get(place);
  return object === null || readWrapped(object.data).masterKeyId === master.currentId;
}
