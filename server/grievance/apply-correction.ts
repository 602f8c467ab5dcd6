import { askSecondPerson, endStaleApprovals, findApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { sqlState } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { type ActingOnCase, actOnCase, type Officer } from "./act-on-case";
import { asStored } from "./find-asked";
import type { ProfileField } from "./grievance";
import { type Proposed, proposeCorrection } from "./propose-correction";
import { settleCorrection } from "./settle-correction";

export type Correction = { grievanceId: string; field: ProfileField; to: string; seenVersion: number; seenFrom: string | null };
export type Corrected = { waitsForSecond: boolean };

/**
 * An officer changes the profile as a person asked (DPDPA s.12), under the tenant's lock: the field and the value that were asked for, and
 * no others. Another address takes a second person, who is asked and agrees or not (A3); until then nothing changes. `field` and `to` are
 * what the officer had on screen. Throws `desk_not_asked`, `desk_changed` (the field says something else by now), `desk_address_asked`,
 * `desk_value_taken`, and what `proposeCorrection` and `actOnCase` throw.
 */
export async function applyCorrection(deps: Deps, actor: Officer, correction: Correction): Promise<Corrected> {
  const { grievanceId, field, to, seenVersion, seenFrom } = correction;
  const consequences = async (acting: ActingOnCase) => {
    const proposed = await proposeCorrection(acting);
    const { asked, from } = proposed;
    if (asked.field !== field || asked.to !== asStored(field, to)) throw new Refusal("desk_not_asked");
    if (from !== seenFrom) throw new Refusal("desk_changed");
    if (field === "person_email") await askAgreement(acting, actor, proposed);
    else await settleCorrection(acting, actor, proposed);
    return { waitsForSecond: field === "person_email" };
  };
  return orTaken(() => actOnCase(deps, actor, grievanceId, "correct", consequences, seenVersion));
}

async function askAgreement({ tx, now }: ActingOnCase, actor: Officer, { facts, tenantId, asked }: Proposed): Promise<void> {
  const { grievanceId } = facts;
  if ((await tx.teamMember.count({ where: { email: asked.to } })) > 0) throw new Refusal("desk_value_taken");
  await endStaleApprovals(tx, "correct_address", grievanceId, now, facts);
  if (await findApproval(tx, "correct_address", grievanceId, now)) throw new Refusal("desk_address_asked");
  await askSecondPerson(tx, "correct_address", grievanceId, actor.id, now, facts);
  await recordAuditEvent(tx, "grievance.address_asked", actor, { tenantId }, { grievanceId });
}

/** Two people of two organisations cannot have one address; the index says so, also between our look and our write. */
export const orTaken = <Result>(attempted: () => Promise<Result>): Promise<Result> =>
  attempted().catch((error: unknown) => {
    if (sqlState(error) === "23505") throw new Refusal("desk_value_taken");
    throw error;
  });
