import type { Grievance } from "@/prisma/generated/client";
import { endAlert } from "@/server/deletion/raise-alert";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { type CaseAct, refuseCaseAct, WITHOUT_WORDS } from "./case-acts";
import { findInvolvement } from "./find-involvement";
import { isEnding } from "./is-ending";
import { noteRefused } from "./refuse-involved";

export type Officer = { kind: "operator"; id: string };
export type ActingOnCase = { tx: Tx; now: Date; case: Grievance };

/**
 * The life of every act of the desk (G1): one transaction, the tenant's lock first where there is a tenant, then the case's row; then
 * who acts is looked at, and the state. `seenVersion` is the version that the officer had on screen, for acts that must not pass over
 * what the person added meanwhile. Once the
 * tenant's purge has begun nothing is written and nobody gets a mail. Throws NotFound, `desk_involved` (which is written down),
 * `desk_tenant_gone`, `desk_changed`, and what `refuseCaseAct` names.
 */
export async function actOnCase<Result>(
  deps: Deps,
  actor: Officer,
  grievanceId: string,
  act: CaseAct,
  consequences: (acting: ActingOnCase) => Promise<Result>,
  seenVersion?: number,
): Promise<Result> {
  try {
    return await deps.db.$transaction(async (tx) => {
      const known = await tx.grievance.findUnique({ where: { id: grievanceId }, select: { tenantId: true } });
      if (!known) throw new NotFound("grievance");
      if (known.tenantId) await lockTenant(tx, known.tenantId);
      await tx.$queryRaw`SELECT 1 FROM console.grievance WHERE id = ${grievanceId}::uuid FOR UPDATE`;
      const found = await tx.grievance.findUniqueOrThrow({ where: { id: grievanceId } });
      if (await findInvolvement(tx, found, actor.id)) throw new Refusal("desk_involved");
      if (found.tenantId && !WITHOUT_WORDS.includes(act) && (await isEnding(tx, found.tenantId))) throw new Refusal("desk_tenant_gone");
      const because = refuseCaseAct(found, act);
      if (because) throw new Refusal(because);
      if (seenVersion !== undefined && seenVersion !== found.version) throw new Refusal("desk_changed");
      const now = await deps.clock.now(tx);
      // Whoever acts has the case before them: the alarm of somebody who disputes a correction has been seen.
      if (!act.startsWith("read_")) await endAlert(tx, "correction_disputed", { grievanceId }, now);
      return consequences({ tx, now, case: found });
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === "desk_involved") await noteRefused(deps, actor, grievanceId, act);
    throw error;
  }
}
