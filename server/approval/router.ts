import { z } from "zod";
import { anyId } from "@/server/lib/ids";
import { kindsToAgree } from "@/server/operator/permissions";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { APPROVAL_VIEWS } from "./approval";
import { declineQuestion } from "./decline-question";
import { approvalDetail, countWaiting, listApprovals } from "./queries";

const whoLooks = ({ id, role }: { id: string; role: Parameters<typeof kindsToAgree>[0] }) => ({ id, kinds: kindsToAgree(role) });
const oneApproval = z.object({ approvalId: anyId });

export const approvalRouter = router({
  list: operatorProcedure("approval:read")
    .input(z.object({ view: z.enum(APPROVAL_VIEWS).default("waiting"), cursor: z.object({ at: z.date(), id: z.uuid() }).nullish() }))
    .query(({ ctx, input }) => listApprovals(ctx.deps, input.view, input.cursor ?? null, whoLooks(ctx.operator))),
  detail: operatorProcedure("approval:read")
    .input(oneApproval)
    .query(({ ctx, input }) => approvalDetail(ctx.deps, input.approvalId, whoLooks(ctx.operator))),
  waiting: operatorProcedure("approval:read").query(({ ctx }) => countWaiting(ctx.deps, whoLooks(ctx.operator))),
  decline: operatorProcedure("approval:read")
    .input(oneApproval)
    .mutation(({ ctx, input }) => declineQuestion(ctx.deps, ctx.actor, kindsToAgree(ctx.operator.role), input.approvalId)),
});
