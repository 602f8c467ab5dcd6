import type { ApprovalKind } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Forbidden, NotFound, Refusal } from "@/server/lib/refusal";
import { DECLINED_HERE } from "./approval";
import { declineApproval } from "./ask-second-person";
import { orRefusalRecorded } from "./record-refused-approval";

type Checker = { kind: "operator"; id: string };

/**
 * A second person says no to a question whose room has no other word for it: it ends, and what was asked about stays as it is.
 * `kinds` are those that their role may agree to. Throws `approval_stale` for what has ended, and `maker_is_checker`.
 */
export async function declineQuestion(deps: Deps, actor: Checker, kinds: readonly ApprovalKind[], approvalId: string): Promise<void> {
  const asked = await deps.db.approval.findUnique({ where: { id: approvalId }, select: { kind: true, subjectId: true } });
  if (!asked) throw new NotFound("approval");
  const { kind, subjectId } = asked;
  if (!DECLINED_HERE.includes(kind) || !kinds.includes(kind)) throw new Forbidden(`approval:${kind}`);
  const decline = () =>
    deps.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM console.approval WHERE id = ${approvalId}::uuid FOR UPDATE`;
      const open = await tx.approval.findUnique({ where: { id: approvalId }, select: { endedAt: true } });
      if (open?.endedAt !== null) throw new Refusal("approval_stale");
      await declineApproval(tx, kind, subjectId, actor, await deps.clock.now(tx));
      await recordAuditEvent(tx, "approval.declined", actor, {}, { kind, subjectId });
    });
  await orRefusalRecorded(deps, actor, asked, decline);
}
