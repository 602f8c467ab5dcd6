import type { Tx } from "@/server/lib/db";
import { logger } from "@/server/lib/logger";

export type AlertKind =
  | "lockout_incomplete"
  | "purge_overdue"
  | "purge_incomplete"
  | "return_differs"
  | "notice_undeliverable"
  | "owner_wrote_again";

/** Puts something on the console's front page that a person must look at; one open alert per kind and request. */
export async function raiseAlert(tx: Tx, kind: AlertKind, requestId: string, now: Date): Promise<void> {
  const { count } = await tx.alert.createMany({ data: [{ kind, requestId, raisedAt: now }], skipDuplicates: true });
  if (count === 1) logger.warn({ kind, requestId }, "alert raised");
}

/** Ends an alert whose fact has ended. */
export async function endAlert(tx: Tx, kind: AlertKind, requestId: string, now: Date): Promise<void> {
  await tx.alert.updateMany({ where: { kind, requestId, endedAt: null }, data: { endedAt: now } });
}
