import { z } from "zod";
import type { ApprovalKind } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { sqlState } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";

type Who = { kind: string; id?: string };
type Asked = { kind: ApprovalKind; subjectId: string };

/**
 * Writes down that somebody tried to be the second person and was refused (A3): to what they had asked for themselves, to what
 * had changed, lapsed or was agreed to already. In a transaction of its own, because the attempt's was rolled back. What the
 * rules let through and the database's own guards stopped is written down as well.
 */
export async function orRefusalRecorded<Result>(deps: Deps, actor: Who, asked: Asked, attempted: () => Promise<Result>): Promise<Result> {
  try {
    return await attempted();
  } catch (error) {
    const because = error instanceof Refusal ? error.code : sqlState(error)?.startsWith("CM") ? "stopped_by_database" : null;
    if (because) await record(deps, actor, asked, because);
    throw error;
  }
}

/** The same for somebody whose role may not agree at all; `input` is what they sent, with the subject under `field`. */
export async function recordTurnedAwayFrom(kind: ApprovalKind, field: string, deps: Deps, actor: Who, input: unknown): Promise<void> {
  const subjectId = z.object({ [field]: z.uuid() }).safeParse(input).data?.[field];
  if (subjectId) await record(deps, actor, { kind, subjectId }, "not_permitted");
}

/** Only where somebody was ever asked: a first person's refusal is no attempt to agree. */
async function record(deps: Deps, actor: Who, { kind, subjectId }: Asked, because: string): Promise<void> {
  const { id } = actor;
  if (actor.kind !== "operator" || !id) return;
  await deps.db.$transaction(async (tx) => {
    if (!(await tx.approval.findFirst({ where: { kind, subjectId }, select: { id: true } }))) return;
    await recordAuditEvent(tx, "approval.refused", { kind: "operator", id }, {}, { kind, subjectId, because });
  });
}
