import type { Deps } from "@/server/lib/deps";
import { type Env, env } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { readLastCheckpoint } from "./read-checkpoints";

type Settings = Pick<Env, "AUDIT_STORE" | "SIGNING_KEY_FILE">;

/** The checkpoint that was signed last, outside the database, and how many links came after it. Throws when the store cannot be reached. */
export async function showCheckpoint({ db, clock }: Deps, settings: Settings = env()) {
  const note = await readLastCheckpoint(settings.AUDIT_STORE, openSigningKeys(settings.SIGNING_KEY_FILE).published);
  const end = await db.auditLink.aggregate({ _max: { seq: true } });
  const seq = Number(end._max.seq ?? 0n);
  return {
    now: await clock.now(db),
    /** The last link of the chain. */
    seq,
    /** Null: none was signed yet. */
    last: note && {
      number: note.number,
      /** Null: none of our keys signed what lies there. */
      signed: note.checkpoint && { seq: note.checkpoint.seq, at: note.checkpoint.at },
    },
  };
}
