import type { Deps } from "@/server/lib/deps";
import { type RESTORED, STOP_REASONS, type StopReason, TYPED_TO_RESUME, TYPED_TO_STOP } from "./purge-stop";

/** The kill switch as every page of the console shows it: null while purges run. */
export async function openPurgeStop(deps: Deps, operatorId: string) {
  const stop = await deps.db.purgeStop.findFirst({ where: { resumedAt: null } });
  const by = stop?.stoppedBy ? await deps.db.operator.findUnique({ where: { id: stop.stoppedBy }, select: { name: true } }) : null;
  return {
    now: await deps.clock.now(deps.db),
    reasons: [...STOP_REASONS],
    typed: { stop: TYPED_TO_STOP, resume: TYPED_TO_RESUME },
    stop: stop && {
      stoppedAt: stop.stoppedAt,
      because: stop.because as StopReason | typeof RESTORED,
      stoppedBy: by?.name ?? null,
      isOwn: stop.stoppedBy === operatorId,
    },
  };
}
