import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import type { MasterKey } from "@/server/platform/master-key";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { type OutgoingPost, openPost } from "./outgoing-post.adapter";

/** What the verbs of this room need besides the database: the key that seals secrets, and the way out. */
export type SignalDeps = Deps & { master: MasterKey; post: OutgoingPost };

/** Those of this process's settings. */
export function openSignalDeps(deps: Deps): SignalDeps {
  return { ...deps, master: openKeyRing().master, post: openPost({ allowLoopback: env().WEBHOOK_ALLOW_LOOPBACK }) };
}
