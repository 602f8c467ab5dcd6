import type { Tx } from "@/server/lib/db";

/** How often the person of a case has said something in it; once is what it was opened with. */
export const countSaid = (tx: Tx, grievanceId: string): Promise<number> =>
  tx.grievanceMessage.count({ where: { grievanceId, author: "person" } });
