import { newId } from "@/server/lib/ids";
import type { ActingOnCase, Officer } from "./act-on-case";

/** A note beside a case, in the transaction of the act that it belongs to. */
export async function writeNote({ tx, now, case: found }: ActingOnCase, actor: Officer, body: string): Promise<void> {
  const { id: grievanceId, tenantId } = found;
  await tx.grievanceNote.create({
    data: { id: newId(), grievanceId, tenantId, authorId: actor.id, body, writtenAt: now },
    select: { id: true },
  });
}
