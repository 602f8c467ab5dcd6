import { type Env, env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openKeyFile } from "./key-file.adapter";
import type { KeyRing } from "./tenant-keys";

/** The key ring of this process's settings (KEYS_STORE, MASTER_KEY_FILE). */
export function openKeyRing({ KEYS_STORE, MASTER_KEY_FILE }: Pick<Env, "KEYS_STORE" | "MASTER_KEY_FILE"> = env()): KeyRing {
  return { store: openStore(KEYS_STORE), master: openKeyFile(MASTER_KEY_FILE) };
}
