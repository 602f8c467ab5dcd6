import { type ObjectStore, StoreConflict } from "@/server/lib/object-store";

/**
 * Throws one sentence when a store writes over what must be absent: one day it would write a new key over a tenant's, and
 * lose all its content, or one erasure over another. `data` is what stands at `place`, or may be put there for good.
 */
export async function refuseForgetful(
  name: "KEYS_STORE" | "LEDGER_STORE",
  store: ObjectStore,
  place: string,
  data: Uint8Array,
): Promise<void> {
  // The first try may find the place empty; the second never does.
  for (let turn = 0; turn < 2; turn += 1) {
    try {
      await store.put(place, Buffer.from(data), { ifAbsent: true });
    } catch (error) {
      if (error instanceof StoreConflict) return;
      throw new Error(`${name} cannot be written: ${error instanceof Error ? error.message : "it does not answer."}`, { cause: error });
    }
  }
  throw new Error(
    `${name} does not honour conditional writes (If-None-Match): ${name === "KEYS_STORE" ? "keys are" : "the erasure ledger is"} not safe in it.`,
  );
}
