import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { findInvolvement } from "./find-involvement";

type Officer = { kind: "operator"; id: string };
/** What is done or read of a case outside of its own acts. */
type Reading = "read_letter" | "read_file" | "reveal_person" | "read_addresses";

/**
 * A transaction that may come upon something of a case, wherever it is asked for: `refuse` throws `desk_involved` for whoever had a hand
 * in what that case is about (G1), NotFound without the case; and the refusal is written down after the transaction left nothing behind.
 */
export async function refuseInvolved<Result>(
  deps: Deps,
  actor: Officer,
  act: Reading,
  work: (tx: Tx, refuse: (grievanceId: string) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  let refusedOf: string | null = null;
  try {
    return await deps.db.$transaction((tx) =>
      work(tx, async (grievanceId) => {
        const found = await tx.grievance.findUnique({ where: { id: grievanceId }, select: { id: true, tenantId: true } });
        if (!found) throw new NotFound("grievance");
        if (!(await findInvolvement(tx, found, actor.id))) return;
        refusedOf = grievanceId;
        throw new Refusal("desk_involved");
      }),
    );
  } catch (error) {
    if (refusedOf) await noteRefused(deps, actor, refusedOf, act);
    throw error;
  }
}

/** In a transaction of its own: the one that was refused left nothing behind. */
export const noteRefused = (deps: Deps, actor: Officer, grievanceId: string, act: string): Promise<void> =>
  deps.db.$transaction(async (tx) => {
    const { tenantId } = await tx.grievance.findUniqueOrThrow({ where: { id: grievanceId }, select: { tenantId: true } });
    await recordAuditEvent(tx, "grievance.refused_as_involved", actor, { tenantId }, { grievanceId, act });
  });
