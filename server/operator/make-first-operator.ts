import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { sqlState } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { lockOperators } from "./lock-operators";

/** Without one of each nobody could invite anybody: an admin asks, and an officer (or a second admin) agrees. */
export const FIRST_ROLES = ["admin", "grievance_officer"] as const;
type First = { email: string; name: string; role: (typeof FIRST_ROLES)[number] };

/**
 * Lets the very first admin, or the very first grievance officer, sign in by this address; for whoever owns the database. Until one
 * has signed in it can be repeated, and the address of last time opens nothing any more. Throws `somebody_signed_in`,
 * `address_taken`, `operators_are_the_owners` for any other login.
 */
export async function makeFirstOperator(deps: Deps, first: First): Promise<{ operatorId: string }> {
  return make(deps, first).catch((error: unknown) => {
    throw ["42501", "CM007"].includes(sqlState(error) ?? "") ? new Refusal("operators_are_the_owners") : error;
  });
}

const make = (deps: Deps, { email: asTyped, name, role }: First) =>
  deps.db.$transaction(async (tx) => {
    await lockOperators(tx);
    const now = await deps.clock.now(tx);
    const email = asTyped.toLowerCase();
    const ofRole = { role, endedAt: null };
    if ((await tx.operator.count({ where: { ...ofRole, subject: { not: null } } })) > 0) throw new Refusal("somebody_signed_in");
    await tx.operator.updateMany({ where: { ...ofRole, email: { not: email } }, data: { endedAt: now } });
    const known = await tx.operator.findUnique({ where: { email }, select: { id: true, role: true, endedAt: true, subject: true } });
    if (known && (known.subject || known.role !== role)) throw new Refusal("address_taken");
    const operatorId = known?.id ?? newId();
    await tx.operator.upsert({
      where: { id: operatorId },
      create: { id: operatorId, email, name, role, createdAt: now },
      update: { name, endedAt: null },
      select: { id: true },
    });
    await recordAuditEvent(tx, "operator.first_made", { kind: "system" }, {}, { operatorId, role });
    return { operatorId };
  });
