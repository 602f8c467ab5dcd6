import { randomBytes } from "node:crypto";
import { type ObjectStore, StoreConflict } from "@/server/lib/object-store";
import { type MasterKey, readWrapped, writeWrapped } from "./master-key";
import { proveMasterKey } from "./prove-master-key";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TENANTS = "tenants/";
const SUFFIX = ".json";

/**
 * Where tenants' data keys lie, each wrapped by the master key: outside the database on purpose. A backup of the database
 * holds content but no key, so what was purged stays unreadable in every backup there is (P5).
 */
export type KeyRing = { store: ObjectStore; master: MasterKey };

export function keyPlace(tenantId: string): string {
  if (!UUID.test(tenantId)) throw new Error("not a tenant id");
  return `${TENANTS}${tenantId}${SUFFIX}`;
}

/** The tenants that have a key, in the order of their ids. */
export async function* listTenantKeys({ store }: Pick<KeyRing, "store">): AsyncGenerator<string> {
  for await (const { key } of store.list(TENANTS)) {
    const id = key.slice(TENANTS.length, -SUFFIX.length);
    // A key that is overlooked is a key that is lost when its master key is retired.
    if (!UUID.test(id) || key !== keyPlace(id)) throw new Error("KEYS_STORE holds something under tenants/ that is no tenant's key.");
    yield id;
  }
}

/** The tenant's data key (32 bytes), made when it has none yet: of two makers at once the first one's stands. */
export async function ensureTenantKey(ring: KeyRing, tenantId: string): Promise<Buffer> {
  const known = await findTenantKey(ring, tenantId);
  if (known) return known;
  await proveMasterKey(ring);
  const dataKey = randomBytes(32);
  const wrapped = await ring.master.wrap(dataKey, tenantId);
  try {
    await ring.store.put(keyPlace(tenantId), writeWrapped(wrapped), { ifAbsent: true });
    return dataKey;
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    return openTenantKey(ring, tenantId);
  }
}

/** The tenant's data key. Throws when there is none (any more): its content cannot be read by anybody. */
export async function openTenantKey(ring: KeyRing, tenantId: string): Promise<Buffer> {
  const key = await findTenantKey(ring, tenantId);
  if (!key) throw new Error("the tenant has no key");
  return key;
}

async function findTenantKey(ring: KeyRing, tenantId: string): Promise<Buffer | null> {
  const object = await ring.store.get(keyPlace(tenantId));
  if (!object) return null;
  return ring.master.unwrap(readWrapped(object.data), tenantId);
}

export const hasTenantKey = async ({ store }: Pick<KeyRing, "store">, tenantId: string): Promise<boolean> =>
  (await store.get(keyPlace(tenantId))) !== null;

/** Destroys the tenant's data key (P5). Nothing that was encrypted with it can be read afterwards, wherever a copy lies. */
export const destroyTenantKey = ({ store }: Pick<KeyRing, "store">, tenantId: string, signal?: AbortSignal): Promise<void> =>
  store.remove([keyPlace(tenantId)], signal);
