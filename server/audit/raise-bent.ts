import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { recordAuditEvent } from "./record-audit-event";
import type { Fault } from "./trail-fault";

const KIND = "audit_trail_bent";
const SYSTEM = { kind: "system" } as const;

/**
 * A person is told, on the front page, in the log and once in the book, and there again when something of another kind is found while the
 * alert is open (A1).
 */
export async function raiseBent({ db, clock }: Deps, { what, seq, eventId, says }: Fault): Promise<void> {
  logger.error({ because: says }, "no checkpoint was signed: the audit trail is bent. Run: npm run audit:verify");
  const raisedAt = await clock.now(db);
  await db.$transaction(async (tx) => {
    const { count } = await tx.alert.createMany({ data: [{ kind: KIND, raisedAt }], skipDuplicates: true });
    if (count > 0 || !(await isInBook(tx, what))) await recordAuditEvent(tx, "audit.found_bent", SYSTEM, {}, { what, seq, eventId });
  });
}

async function isInBook(tx: Tx, what: Fault["what"]): Promise<boolean> {
  const open = await tx.alert.findFirst({ where: { kind: KIND, endedAt: null }, select: { raisedAt: true } });
  const found = { type: "audit.found_bent", at: { gte: open?.raisedAt }, payload: { path: ["what"], equals: what } };
  return (await tx.auditEvent.findFirst({ where: found, select: { id: true } })) !== null;
}

/** The whole trail was found sound again, or whoever brought a backup back says that it is: the alert ends, and the book says so. */
export async function settleBent(tx: Tx, at: Date): Promise<void> {
  const { count } = await tx.alert.updateMany({ where: { kind: KIND, endedAt: null }, data: { endedAt: at } });
  if (count > 0) await recordAuditEvent(tx, "audit.settled", SYSTEM, {}, {});
}

export const isFoundBent = async (db: Pick<Tx, "alert">): Promise<boolean> =>
  (await db.alert.count({ where: { kind: KIND, endedAt: null } })) > 0;
