import type { Deps } from "@/server/lib/deps";
import { type Env, env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { judgeWaiting } from "./judge-waiting";
import { readCheckpoints } from "./read-checkpoints";
import { type Ask, readTrail } from "./read-trail";
import type { Fault } from "./trail-fault";
import { verifyTrail } from "./verify-trail";

/** How far a check is, then what it came to; one line each on the way to the screen. */
export type CheckLine =
  | { checked: number; of: number }
  | {
      checked: number;
      checkpoints: number;
      newest: { number: number; at: string; seq: number } | null;
      /** Events that have no link yet, and are not among those that were checked. */
      waiting: number;
      faults: Omit<Fault, "checkpoint">[];
    };

/**
 * Checks the whole trail against itself and the signed checkpoints (A1), piece by piece in bounded memory, and tells how far it is.
 * The same as `npm run audit:verify`, which needs no running console. Throws when the store cannot be reached: that says nothing about the trail.
 */
export async function* checkTrail(
  { db }: Pick<Deps, "db">,
  settings: Pick<Env, "AUDIT_STORE" | "SIGNING_KEY_FILE"> = env(),
): AsyncGenerator<CheckLine> {
  // First, so that no checkpoint is younger than the trail that is read after it.
  const notes = await readCheckpoints(openStore(settings.AUDIT_STORE), openSigningKeys(settings.SIGNING_KEY_FILE).published);
  const end = await db.auditLink.aggregate({ _max: { seq: true } });
  const of = Number(end._max.seq ?? 0n);
  yield { checked: 0, of };
  const ask: Ask = (sql, ...values) => db.$queryRawUnsafe(sql, ...values);
  const check = verifyTrail(readTrail(ask), notes);
  for (;;) {
    const step = await check.next();
    if (!step.done) {
      yield { checked: step.value.checked, of };
      continue;
    }
    const { events, checkpoints, newest, faults } = step.value;
    const { total, faults: ofWaiting } = await judgeWaiting(ask);
    yield {
      checked: events,
      checkpoints,
      newest: newest && { number: newest.number, at: newest.at.toISOString(), seq: newest.seq },
      waiting: total,
      faults: [...faults, ...ofWaiting].map(({ what, seq, eventId, says }) => ({ what, seq, eventId, says })),
    };
    return;
  }
}
