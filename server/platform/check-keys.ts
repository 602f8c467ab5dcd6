import { storageEnv } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openKeyRing } from "./open-key-ring";
import { CHECK_PLACE, proveMasterKey } from "./prove-master-key";
import { refuseForgetful } from "./refuse-forgetful";
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
  await proveConditions(ring);
}

async function proveConditions({ store }: KeyRing): Promise<void> {
  const proof = await store.get(CHECK_PLACE);
  if (!proof) throw new Error("KEYS_STORE has lost check.json just now: somebody is removing keys.");
  await refuseForgetful("KEYS_STORE", store, CHECK_PLACE, proof.data);
}
