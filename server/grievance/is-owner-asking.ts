import type { Grievance } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";

/**
 * Whether it was proven, when a case was opened, that somebody asks who is the owner of its tenant now: on their own pages, or by a letter
 * that was proven to be theirs. Anybody else of the tenant, a stranger at a proven address, and what we wrote down ourselves are not that.
 */
export async function isOwnerAsking(
  tx: Pick<Tx, "teamMember" | "grievanceMessage">,
  { id, channel, tenantId, memberId }: Grievance,
): Promise<boolean> {
  if (channel === "operator" || !tenantId || !memberId) return false;
  if ((await tx.teamMember.count({ where: { tenantId, id: memberId, role: "owner" } })) === 0) return false;
  // Whose the first words are was written down as they came, and stands; whom an officer links a case to later proves nothing.
  const first = await tx.grievanceMessage.findFirst({
    where: { grievanceId: id, author: "person" },
    orderBy: { id: "asc" },
    select: { authorId: true },
  });
  return first?.authorId === memberId;
}
