import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnHold } from "./act-on-hold";
import { endHold } from "./end-hold";

const AT_ONCE = 100;

/** Ends holds that nobody agreed to within 48 hours (H1), each decided again under its tenant's lock. Returns how many lapsed. */
export async function lapseHolds(deps: Deps): Promise<number> {
  const now = await deps.clock.now(deps.db);
  const overdue = await deps.db.legalHold.findMany({
    where: { agreedAt: null, releasedAt: null, lapsesAt: { lte: now } },
    orderBy: { lapsesAt: "asc" },
    take: AT_ONCE,
    select: { id: true },
  });
  let lapsed = 0;
  for (const { id } of overdue) if (await lapse(deps, id)) lapsed += 1;
  return lapsed;
}

async function lapse(deps: Deps, holdId: string): Promise<boolean> {
  try {
    return await actOnHold(deps, { kind: "system" }, holdId, "lapse", async (acting) => {
      const { tx, now } = acting;
      await tx.approval.updateMany({
        where: { kind: "place_hold", subjectId: holdId, endedAt: null },
        data: { endedAt: now, endedBecause: "stale" },
      });
      await endHold(acting, "lapsed", { kind: "system" });
      return true;
    });
  } catch (error) {
    if (error instanceof Refusal) return false; // agreed or declined since we looked
    throw error;
  }
}
