import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { normaliseName } from "@/server/lib/normalise-name";
import { writeNotice } from "@/server/notice/write-notice";
import { endOwnAccess } from "@/server/owner/end-own-access";
import type { ActingOnCase, Officer } from "./act-on-case";
import type { Proposed } from "./propose-correction";
import { readProfile } from "./read-profile";

/**
 * Writes what was asked for into the profile, keeps before and after in the case and has the person told, at the old address as well
 * where the address changed; that ends what was signed in or sent there, and for a week whatever the owner asks takes a second person (V7).
 */
export async function settleCorrection({ tx, now, case: found }: ActingOnCase, actor: Officer, proposed: Proposed): Promise<void> {
  const { id: grievanceId, language, number: grievanceNumber, version } = found;
  const { tenantId, memberId, asked, from } = proposed;
  const { field, to } = asked;
  const { person_email: address } = await readProfile(tx, { id: memberId, tenantId });
  await write(tx, proposed, now);
  if (field === "person_email") await endOwnAccess(tx, { tenantId, memberId, because: "address_changed", now });
  await tx.grievanceMessage.create({
    data: {
      ...{ id: newId(), grievanceId, tenantId, author: "system", authorId: actor.id, body: "", writtenAt: now },
      ...{ correctionField: field, correctionFrom: from, correctionTo: to },
    },
    select: { id: true },
  });
  await tx.grievance.update({ where: { id: grievanceId }, data: { version: version + 1 }, select: { id: true } });
  const addresses = field === "person_email" ? [to, from ?? to] : [address ?? ""];
  for (const toAddress of addresses.filter(Boolean))
    await writeNotice(tx, {
      ...{ kind: "profile_corrected", subjectId: newId(), tenantId, requestId: null, toAddress, language },
      ...{ params: { field, grievanceNumber }, at: now },
    });
  await recordAuditEvent(tx, "grievance.corrected", actor, { tenantId }, { grievanceId, field });
}

async function write(tx: Tx, { tenantId, memberId: id, asked: { field, to } }: Proposed, now: Date): Promise<void> {
  if (field === "organisation_name" || field === "gstin") {
    const data = field === "gstin" ? { gstin: to } : { name: to, nameNormalised: normaliseName(to) };
    await tx.tenant.update({ where: { id: tenantId }, data, select: { id: true } });
    return;
  }
  const data = { person_name: { name: to }, person_phone: { phone: to }, person_email: { email: to, emailChangedAt: now } }[field];
  await tx.teamMember.update({ where: { tenantId_id: { tenantId, id } }, data, select: { id: true } });
}
