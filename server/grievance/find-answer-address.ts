import type { Grievance } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";

type Whose = Pick<Grievance, "id" | "tenantId" | "memberId">;
export type AnswerAddress = {
  /** Where a mail reaches the person; null: nothing but the telephone or the post does. */
  email: string | null;
  name: string | null;
  /** They are the tenant's owner, so they read the answer on their own pages as well. */
  hasPage: boolean;
};

/** Who gets the answer to a case and where: the member's address as it is now, or what they wrote or said themselves. */
export async function findAnswerAddress(tx: Tx, { id, tenantId, memberId }: Whose): Promise<AnswerAddress> {
  const member =
    tenantId && memberId
      ? await tx.teamMember.findUnique({
          where: { tenantId_id: { tenantId, id: memberId } },
          select: { email: true, name: true, role: true },
        })
      : null;
  if (member) return { email: member.email, name: member.name, hasPage: member.role === "owner" };
  const person = await tx.grievancePerson.findUnique({ where: { grievanceId: id }, select: { email: true, name: true } });
  return { email: person?.email ?? null, name: person?.name ?? null, hasPage: false };
}
