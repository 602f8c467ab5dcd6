import { env } from "@/server/lib/env";
import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { openKeyRing } from "@/server/platform/open-key-ring";
import type { KeyRing } from "@/server/platform/tenant-keys";

export type Files = { store: ObjectStore; ring: KeyRing };

let opened: Files | undefined;

/** Where the bytes of attachments lie, and the keys they are encrypted with, by this process's settings. */
export function openFiles(): Files {
  opened ??= { store: openStore(env().FILES_STORE), ring: openKeyRing() };
  return opened;
}
