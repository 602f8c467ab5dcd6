import { later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { NotFound } from "@/server/lib/refusal";
import { actOnRefund } from "./act-on-refund";
import { NOT_BEGUN_TOO_LONG_MS, PENDING_TOO_LONG_MS, UNKNOWN_TOO_LONG_MS, waitsTooLong } from "./asking";
import { noteTrouble } from "./note-trouble";

const AT_ONCE = 100;

/**
 * Calls a person to every refund that has waited too long, by its age alone and each in a transaction of its own: where a
 * reservation or a settlement fails every time, whatever it would have said of the delay is rolled back with it (R3). Answers
 * how many were looked at.
 */
export async function raiseLateRefunds(deps: Deps): Promise<number> {
  const { db, clock } = deps;
  const now = await clock.now(db);
  const longAgo = later(now, -UNKNOWN_TOO_LONG_MS);
  const late = await db.refund.findMany({
    where: {
      trouble: null,
      OR: [
        { state: "granted", grantedAt: { lte: later(now, -NOT_BEGUN_TOO_LONG_MS) } },
        { state: "submitted", submittedAt: { lte: longAgo } },
        { state: "pending", stateChangedAt: { lte: later(now, -PENDING_TOO_LONG_MS) } },
        { state: { in: ["succeeded", "failed", "reversed"] }, nextAskAt: { not: null }, askingSince: { lte: longAgo } },
      ],
    },
    orderBy: [{ stateChangedAt: "asc" }, { id: "asc" }],
    take: AT_ONCE,
    select: { id: true },
  });
  for (const { id } of late) await callPerson(deps, id);
  return late.length;
}

async function callPerson(deps: Deps, refundId: string): Promise<void> {
  try {
    await actOnRefund(deps, refundId, null, async ({ tx, now, refund }) => {
      const trouble = refund.trouble === null ? waitsTooLong(refund, now) : null;
      if (trouble) await noteTrouble(tx, refund, trouble, now, `${trouble} since ${refund.askingSince?.toISOString()}`);
    });
  } catch (error) {
    // The next one has waited too long as well; this one is found again in a minute.
    if (!(error instanceof NotFound)) logger.error({ err: error, refundId }, "nobody could be called to a refund that waits too long");
  }
}
