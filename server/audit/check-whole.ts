import type { Deps } from "@/server/lib/deps";
import { type Env, env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import type { CheckpointNote } from "./checkpoint";
import { judgeWaiting } from "./judge-waiting";
import { linkWaiting } from "./link-audit";
import { raiseBent, settleBent } from "./raise-bent";
import { readCheckpoints } from "./read-checkpoints";
import { type Ask, readTrail } from "./read-trail";
import type { Fault } from "./trail-fault";
import { verdictOf } from "./verify-trail";

/**
 * Each night: checks the whole trail, page by page, and not only what came after the last checkpoint. One that is bent is told, and
 * nothing more is signed until a check of all of it is green again. Throws when the store cannot be reached.
 */
export async function checkWhole(deps: Deps, settings: Pick<Env, "AUDIT_STORE" | "SIGNING_KEY_FILE"> = env()): Promise<Fault | null> {
  const { db, clock } = deps;
  await linkWaiting(db);
  // First, so that no checkpoint is younger than the trail that is read after it.
  const notes = await readCheckpoints(openStore(settings.AUDIT_STORE), openSigningKeys(settings.SIGNING_KEY_FILE).published);
  const [fault] = await findFaults(deps, notes);
  if (fault) await raiseBent(deps, fault);
  else await db.$transaction(async (tx) => settleBent(tx, await clock.now(tx)));
  return fault ?? null;
}

/** What is wrong with the whole trail, the first bad event first; nothing when it is sound. */
export async function findFaults({ db }: Pick<Deps, "db">, notes: readonly CheckpointNote[]): Promise<Fault[]> {
  const ask: Ask = (sql, ...values) => db.$queryRawUnsafe(sql, ...values);
  const { faults } = await verdictOf(readTrail(ask), notes);
  return [...faults, ...(await judgeWaiting(ask)).faults];
}
