import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";
import { NO_REPLY_DAYS } from "@/server/policy/grievance";

/**
 * Whether the answer to a case may lie in another one: in an open case that names it, by somebody whom nobody has recognised yet, or in one
 * that was merged into it since an officer wrote last. Throws `desk_named` and `desk_nothing_asked`.
 */
export async function checkNamed(tx: Tx, grievanceId: string): Promise<void> {
  if ((await tx.grievance.count({ where: { namesId: grievanceId, state: "open" } })) > 0) throw new Refusal("desk_named");
  const question = await tx.grievanceMessage.findFirst({
    where: { grievanceId, author: "officer" },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    select: { id: true, writtenAt: true },
  });
  if (!question) return;
  const since = [{ writtenAt: { gt: question.writtenAt } }, { id: { gt: question.id } }];
  const replies = await tx.grievanceMessage.count({ where: { grievance: { mergedIntoId: grievanceId }, author: "person", OR: since } });
  if (replies > 0) throw new Refusal("desk_nothing_asked", { days: NO_REPLY_DAYS });
}
