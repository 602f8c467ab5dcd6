import type { GrievanceOrder } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { lockOrder } from "./act-on-order";
import { endOrder } from "./end-order";
import { isOfficerNow } from "./find-order";
import { endingOf, type SubjectFacts } from "./order";

const AT_ONCE = 500;
const SYSTEM = { kind: "system" } as const;

/**
 * Ends orders whose time is over, or whose subject says how they ended: a pause after 7 days, a reactivation with the window or with the
 * role of who ordered it, a hold with its second person's word. Each is decided again under its locks. Returns how many ended.
 */
export async function lapseOrders(deps: Deps): Promise<number> {
  const open = await deps.db.grievanceOrder.findMany({
    where: { state: "open", kind: { not: "review_refund" } },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: AT_ONCE,
  });
  let ended = 0;
  for (const order of open) {
    const now = await deps.clock.now(deps.db);
    if (!endingOf(order, await subjectFacts(deps.db, order), now)) continue;
    if (await lapse(deps, order.id)) ended += 1;
  }
  return ended;
}

/** False: somebody else, or another worker, ended it since we looked. */
const lapse = (deps: Deps, orderId: string): Promise<boolean> =>
  deps.db.$transaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order.state !== "open") return false;
    const now = await deps.clock.now(tx);
    const ending = endingOf(order, await subjectFacts(tx, order), now);
    if (!ending) return false;
    await endOrder(tx, order, ending, SYSTEM, now);
    return true;
  });

async function subjectFacts(tx: Tx, { kind, requestId, holdId, orderedBy }: GrievanceOrder): Promise<SubjectFacts> {
  const request = requestId
    ? await tx.deletionRequest.findUnique({
        where: { id: requestId },
        select: { state: true, deactivation: { select: { purgeDueAt: true } } },
      })
    : null;
  const hold = holdId ? await tx.legalHold.findUnique({ where: { id: holdId } }) : null;
  const isOfficersStill = kind !== "reactivate" || (await isOfficerNow(tx, orderedBy));
  return { isOfficersStill, request: request && { state: request.state, purgeDueAt: request.deactivation?.purgeDueAt ?? null }, hold };
}
