import { findApproval } from "@/server/approval/ask-second-person";
import type { Deps } from "@/server/lib/deps";
import { type RESTORED, STOP_REASONS, type StopReason, TYPED_TO_RESUME, TYPED_TO_STOP } from "./purge-stop";

/** The kill switch as every page of the console shows it: null while purges run. */
export async function openPurgeStop(deps: Deps, operatorId: string) {
  const stop = await deps.db.purgeStop.findFirst({ where: { resumedAt: null } });
  const by = stop?.stoppedBy ? await deps.db.operator.findUnique({ where: { id: stop.stoppedBy }, select: { name: true } }) : null;
  const now = await deps.clock.now(deps.db);
  return {
    now,
    asked: stop && (await askedToResume(deps, stop.id, operatorId, now)),
    reasons: [...STOP_REASONS],
    typed: { stop: TYPED_TO_STOP, resume: TYPED_TO_RESUME },
    stop: stop && {
      id: stop.id,
      stoppedAt: stop.stoppedAt,
      because: stop.because as StopReason | typeof RESTORED,
      stoppedBy: by?.name ?? null,
      isOwn: stop.stoppedBy === operatorId,
    },
  };
}

/** Who asked to let purges run again, and the hash that a second person's word gives back; null when nobody waits. */
async function askedToResume({ db }: Deps, stopId: string, operatorId: string, now: Date) {
  const asked = await findApproval(db, "resume_purges", stopId, now);
  if (!asked) return null;
  const by = await db.operator.findUnique({ where: { id: asked.makerId }, select: { name: true } });
  return { by: by?.name ?? null, isOwn: asked.makerId === operatorId, seen: asked.factsSha256, expiresAt: asked.expiresAt };
}
