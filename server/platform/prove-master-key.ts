import { randomBytes } from "node:crypto";
import { StoreConflict } from "@/server/lib/object-store";
import { readWrapped, writeWrapped } from "./master-key";
import type { KeyRing } from "./tenant-keys";

/** Wrapped by the master key like any tenant's key, but nobody's: whoever opens it has the master key of this store. */
export const CHECK_PLACE = "check.json";
export const CHECK_CONTEXT = "check";

/**
 * Proves that this master key is the one of this key store, making the proof when the store is new. Called before the
 * first key is written with it, and when a process starts. Throws a sentence when it is another master key, or when the
 * proof is gone although tenants have keys.
 */
export async function proveMasterKey({ store, master }: KeyRing): Promise<void> {
  const proof = await store.get(CHECK_PLACE);
  if (proof) return void (await master.unwrap(readWrapped(proof.data), CHECK_CONTEXT));
  for await (const _key of store.list("tenants/"))
    throw new Error("KEYS_STORE holds tenants' keys but no check.json: it is not whole. Restore it from its backup.");
  const wrapped = await master.wrap(randomBytes(32), CHECK_CONTEXT);
  try {
    await store.put(CHECK_PLACE, writeWrapped(wrapped), { ifAbsent: true });
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    await proveMasterKey({ store, master });
  }
}
