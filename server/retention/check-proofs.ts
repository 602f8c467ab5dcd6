import type { Env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { refuseForgetful } from "@/server/platform/refuse-forgetful";
import { openLedgerKey } from "./ledger-key-file.adapter";

/** Beside the entries; what stands in it is never read. */
const CONDITIONS_PLACE = "conditions.json";
type Settings = Pick<Env, "SIGNING_KEY_FILE" | "LEDGER_KEY_FILE" | "LEDGER_STORE">;

/**
 * For the worker, which alone writes into the erasure ledger. Throws one sentence when a purge could not be certified or
 * written into it with these settings, or when one entry could be written over another.
 */
export async function checkProofs({ SIGNING_KEY_FILE, LEDGER_KEY_FILE, LEDGER_STORE }: Settings): Promise<void> {
  openSigningKeys(SIGNING_KEY_FILE);
  openLedgerKey(LEDGER_KEY_FILE);
  await refuseForgetful("LEDGER_STORE", openStore(LEDGER_STORE), CONDITIONS_PLACE, Buffer.from("{}"));
}
