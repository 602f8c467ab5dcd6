import { HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";
import { MESSAGES_AN_HOUR } from "@/server/policy/grievance";

/** Lets a person write so many messages within an hour, counted under the tenant's lock; what colleagues write is not counted. Throws `case_too_many_messages`. */
export async function countMessages(tx: Tx, { id, tenantId }: { id: string; tenantId: string }, now: Date): Promise<void> {
  const written = await tx.grievanceMessage.count({
    where: { tenantId, author: "person", authorId: id, writtenAt: { gt: later(now, -HOUR_MS) } },
  });
  if (written >= MESSAGES_AN_HOUR) throw new Refusal("case_too_many_messages", { most: MESSAGES_AN_HOUR });
}
