import type { Tx } from "@/server/lib/db";
import { NotFound } from "@/server/lib/refusal";
import type { CorrectionField } from "./grievance";
import type { Asker } from "./open-case";

export type Profile = Record<Exclude<CorrectionField, "other">, string | null>;

/** What the profile of a person and their organisation says now, field by field, as a correction names them. */
export async function readProfile(tx: Tx, { id, tenantId }: Pick<Asker, "id" | "tenantId">): Promise<Profile> {
  const member = await tx.teamMember.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { name: true, email: true, phone: true, tenant: { select: { name: true, gstin: true } } },
  });
  if (!member) throw new NotFound("profile");
  const { name, email, phone, tenant } = member;
  return { person_name: name, person_email: email, person_phone: phone, organisation_name: tenant.name, gstin: tenant.gstin };
}
