import { Refusal } from "@/server/lib/refusal";
import type { ActingOnCase } from "./act-on-case";
import { addressFacts } from "./address-facts";
import { refuseOnRecord } from "./correction-value";
import { type Asked, findAsked } from "./find-asked";
import { readProfile } from "./read-profile";

export type Proposed = { tenantId: string; memberId: string; asked: Asked; from: string | null; facts: ReturnType<typeof addressFacts> };

/**
 * What a case would change in whose profile, as it stands under its lock: the field and the value that were asked for, and nothing else.
 * Throws `desk_not_correction`, `desk_no_member`, `desk_not_asked`, `desk_sealed`, `correction_same` and what `refuseOnRecord` names.
 */
export async function proposeCorrection({ tx, case: found }: ActingOnCase): Promise<Proposed> {
  const { id: grievanceId, tenantId, memberId, version } = found;
  if (found.kind !== "correction") throw new Refusal("desk_not_correction");
  if (!tenantId || !memberId) throw new Refusal("desk_no_member");
  if ((await tx.deactivation.count({ where: { tenantId, endedAt: null } })) > 0) throw new Refusal("desk_sealed");
  const asked = await findAsked(tx, grievanceId);
  if (!asked) throw new Refusal("desk_not_asked");
  const refused = refuseOnRecord(asked.field, asked.to);
  if (refused) throw new Refusal(refused);
  const profile = await readProfile(tx, { id: memberId, tenantId });
  const from = profile[asked.field];
  if (from === asked.to) throw new Refusal("correction_same");
  const facts = addressFacts({
    grievanceId,
    memberId,
    askedId: asked.id,
    emailBefore: profile.person_email,
    emailAfter: asked.to,
    version,
  });
  return { tenantId, memberId, asked, from, facts };
}
