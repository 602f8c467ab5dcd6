import type { Env } from "@/server/lib/env";
import { openLedgerKey } from "./ledger-key-file.adapter";
import { openSigningKeys } from "./signing-key-file.adapter";

/** Throws one sentence when a purge could not be certified or written into the ledger with these settings. */
export function checkProofs({ SIGNING_KEY_FILE, LEDGER_KEY_FILE }: Pick<Env, "SIGNING_KEY_FILE" | "LEDGER_KEY_FILE">): void {
  openSigningKeys(SIGNING_KEY_FILE);
  openLedgerKey(LEDGER_KEY_FILE);
}
