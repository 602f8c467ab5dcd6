import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import type { SignedInMember } from "./read-owner";

type InPerson = { purpose: "deletion" | "return"; requestId: string; member: SignedInMember; codeId: string; now: Date };

/**
 * Writes down on a request that its owner confirmed it signed in, with a fresh code that the caller has used up in this
 * transaction (S3). A mailed code that is still open ends: nobody has to prove the same thing twice.
 */
export async function confirmInPerson(tx: Tx, { purpose, requestId, member, codeId, now }: InPerson): Promise<void> {
  const { tenantId, id: memberId } = member;
  const { codeSha256, attempts, expiresAt } = await tx.ownerCode.findUniqueOrThrow({
    where: { id: codeId, tenantId, memberId },
    select: { codeSha256: true, attempts: true, expiresAt: true },
  });
  await tx.confirmation.updateMany({
    where: { requestId, purpose, endedAt: null },
    data: { endedAt: now, endedBecause: "confirmed_in_person" },
  });
  await tx.confirmation.create({
    data: {
      id: newId(),
      purpose,
      requestId,
      tenantId,
      memberId,
      codeSha256,
      attempts,
      createdAt: now,
      expiresAt,
      confirmedAt: now,
      endedAt: now,
      endedBecause: "confirmed",
      isInPerson: true,
    },
    select: { id: true },
  });
  const actor = { kind: "owner", id: memberId } as const;
  await recordAuditEvent(tx, "request.code_confirmed", actor, { tenantId, requestId }, { purpose, attempts, inPerson: true });
}
