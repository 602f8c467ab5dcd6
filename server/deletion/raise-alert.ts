import type { AlertKind } from "@/prisma/generated/enums";
import type { Tx } from "@/server/lib/db";
import { logger } from "@/server/lib/logger";

/** What an alert is about: exactly one of these. */
export type AlertSubject =
  | { requestId: string }
  | { holdId: string }
  | { endpointId: string }
  | { refundId: string }
  | { differenceId: string }
  | { grievanceId: string };

/** Puts something on the console's front page that a person must look at; one open alert per kind and subject. True when it was not open before. */
export async function raiseAlert(tx: Tx, kind: AlertKind, subject: AlertSubject, now: Date): Promise<boolean> {
  const { count } = await tx.alert.createMany({ data: [{ kind, ...subject, raisedAt: now }], skipDuplicates: true });
  if (count === 1) logger.warn({ kind, ...subject }, "alert raised");
  return count === 1;
}

/** Ends an alert whose fact has ended. */
export async function endAlert(tx: Tx, kind: AlertKind, subject: AlertSubject, now: Date): Promise<void> {
  await tx.alert.updateMany({ where: { kind, ...subject, endedAt: null }, data: { endedAt: now } });
}
