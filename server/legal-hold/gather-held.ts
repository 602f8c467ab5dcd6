import { HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { AFTER_HOLD_HOURS } from "@/server/policy/retention";
import { type Held, heldClasses } from "./hold";
import type { HoldState } from "./hold-acts";

/** What of a tenant's data may not be deleted at `now` (H2). `purgeDueAt` is that of its open deactivation; null without one. */
export async function gatherHeld(tx: Tx, tenantId: string, purgeDueAt: Date | null, now: Date): Promise<Held> {
  const holds = await tx.legalHold.findMany({
    where: { tenantId, OR: [{ releasedAt: null }, { releasedAt: { gt: later(now, -AFTER_HOLD_HOURS * HOUR_MS) } }] },
    select: { scope: true, heldClasses: true, releasedAt: true },
  });
  return heldClasses(holds, purgeDueAt, now);
}

/** What the holds that are open keep, without what still holds after its end. */
export async function gatherOpenHeld(tx: Tx, tenantId: string): Promise<Held> {
  const holds = await tx.legalHold.findMany({
    where: { tenantId, releasedAt: null },
    select: { scope: true, heldClasses: true, releasedAt: true },
  });
  return heldClasses(holds, null, new Date(0));
}

/** A hold with who waits for its release: what `refuseAct` looks at. An asking is void after 48 hours. */
export async function holdState(tx: Tx, hold: Omit<HoldState, "releaseAskedBy"> & { id: string }, now: Date): Promise<HoldState> {
  const asked = await tx.approval.findFirst({
    where: { kind: "release_hold", subjectId: hold.id, endedAt: null, expiresAt: { gt: now } },
    select: { makerId: true },
  });
  return { ...hold, releaseAskedBy: asked?.makerId ?? null };
}
