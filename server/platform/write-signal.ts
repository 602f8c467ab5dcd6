import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { enqueueJob } from "@/server/lib/queue";

export type SignalKind = "tenant_deactivated" | "tenant_reactivated" | "tenant_purged";

/** Tells the platform, by signed webhook after the commit, that an answer of the gate has changed. Once per kind and subject. */
export async function writeSignal(tx: Tx, kind: SignalKind, subjectId: string, tenantId: string, now: Date): Promise<void> {
  const id = newId();
  const { count } = await tx.signal.createMany({ data: [{ id, kind, subjectId, tenantId, createdAt: now }], skipDuplicates: true });
  if (count === 1) await enqueueJob(tx, "deliver-signal", { signalId: id }, { key: `signal:${id}` });
}
