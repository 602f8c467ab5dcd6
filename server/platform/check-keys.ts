import { storageEnv } from "@/server/lib/env";
import { StoreConflict } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { openKeyRing } from "./open-key-ring";
import { CHECK_PLACE, proveMasterKey } from "./prove-master-key";
import type { KeyRing } from "./tenant-keys";

/**
 * Called by every process before it serves anybody: are the stores there, is the master key the one that tenants' keys
 * were wrapped with, and does the key store keep its word about conditions? Throws one sentence that says what to do.
 */
export async function checkKeys(settings = storageEnv()): Promise<void> {
  const ring = openKeyRing(settings);
  for (const name of ["FILES_STORE", "KEYS_STORE", "LEDGER_STORE"] as const) {
    await openStore(settings[name])
      .check()
      .catch((cause) => {
        throw new Error(`${name} cannot be used: ${cause instanceof Error ? cause.message : "it does not answer."}`, { cause });
      });
  }
  await proveMasterKey(ring);
  await refuseForgetfulStore(ring);
}

/** A store that writes over what must be absent would one day write a new key over a tenant's, and lose all its content. */
async function refuseForgetfulStore({ store }: KeyRing): Promise<void> {
  const proof = await store.get(CHECK_PLACE);
  if (!proof) throw new Error("KEYS_STORE has lost check.json just now: somebody is removing keys.");
  try {
    await store.put(CHECK_PLACE, proof.data, { ifAbsent: true });
  } catch (error) {
    if (error instanceof StoreConflict) return;
    throw error;
  }
  throw new Error("KEYS_STORE does not honour conditional writes (If-None-Match): keys are not safe in it.");
}
