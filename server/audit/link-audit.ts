import type { Db } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { findStall } from "./find-stall";

/** So long may an event wait for its link: whoever writes a second later or the worker's next minute gives it one. */
const LINKED_WITHIN_SECONDS = 600;
/** A checkpoint is taken each hour; one may be missed. */
const SIGNED_WITHIN_SECONDS = 7_200;
/** A worker that has just started may first take the checkpoint that is overdue. */
const GRACE_SECONDS = 300;

/**
 * Links what writers left because the chain was taken. Needs neither the store of checkpoints nor a key. False when somebody else
 * kept the chain locked: what waits goes on waiting.
 */
export async function linkWaiting(db: Pick<Db, "$queryRaw">): Promise<boolean> {
  try {
    for (let linked = 1; linked > 0; ) {
      const [row] = await db.$queryRaw<{ linked: number }[]>`SELECT console.link_waiting() AS linked`;
      linked = row?.linked ?? 0;
    }
    return true;
  } catch (error) {
    if (!/\b55P03\b|lock timeout/.test(String(error))) throw error;
    logger.warn("somebody keeps the audit chain locked: events wait for their links");
    return false;
  }
}

/**
 * Each minute: links what waits, and has a person told (an alert, a line in the log) when something has waited too long for its link or
 * for its signature; the alert ends with its fact. A signature is missed only once this worker had the time to give it.
 */
export async function linkAudit({ db, clock }: Deps, upForSeconds = process.uptime()): Promise<{ isStalled: boolean }> {
  await linkWaiting(db);
  const { unlinkedSeconds, unsignedSeconds } = await findStall(db);
  const isUnsigned = unsignedSeconds > SIGNED_WITHIN_SECONDS && upForSeconds > GRACE_SECONDS;
  const isStalled = unlinkedSeconds > LINKED_WITHIN_SECONDS || isUnsigned;
  const now = await clock.now(db);
  if (isStalled) {
    const { count } = await db.alert.createMany({ data: [{ kind: "audit_trail_stalled", raisedAt: now }], skipDuplicates: true });
    if (count > 0) logger.error({ unlinkedSeconds, unsignedSeconds }, "the audit trail stands still");
  } else if (unsignedSeconds <= SIGNED_WITHIN_SECONDS)
    await db.alert.updateMany({ where: { kind: "audit_trail_stalled", endedAt: null }, data: { endedAt: now } });
  return { isStalled };
}
