import { type Env, env } from "@/server/lib/env";
import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { openLedgerKey } from "./ledger-key-file.adapter";

/** The erasure ledger: where its entries lie, and the key that hides the tenants in them. */
export type Ledger = { store: ObjectStore; key: string };

/** The ledger of this process's settings (LEDGER_STORE, LEDGER_KEY_FILE). */
export function openLedger({ LEDGER_STORE, LEDGER_KEY_FILE }: Pick<Env, "LEDGER_STORE" | "LEDGER_KEY_FILE"> = env()): Ledger {
  return { store: openStore(LEDGER_STORE), key: openLedgerKey(LEDGER_KEY_FILE) };
}
