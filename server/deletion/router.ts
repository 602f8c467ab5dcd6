import { z } from "zod";
import { requestId, shownHash } from "@/server/lib/ids";
import { may } from "@/server/operator/permissions";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { askComparison } from "./ask-comparison";
import { assignRequest } from "./assign-request";
import { deactivateTenant } from "./deactivate-tenant";
import { requestDetail } from "./detail.queries";
import { listCursor, listFilter } from "./list-filter";
import { lodgeRequest } from "./lodge-request";
import { lodgeReturn } from "./lodge-return";
import { proposeAct } from "./propose-act";
import { listRequests, todayCounts } from "./queries";
import { reactivateTenant } from "./reactivate-tenant";
import { rejectRequest } from "./reject-request";
import { REJECTIONS } from "./rejection";
import { resendCode } from "./resend-code";
import { retentionStrip, runningPurges } from "./retention.queries";
import { verifyRequest } from "./verify-request";
import { withdrawRequest } from "./withdraw-request";

/** What every act on a request carries: which one, and the version the person was looking at. */
const onRequest = z.object({ requestId, version: z.number().int().positive() });
/** What a second person's screen showed of a colleague's question; null where one person is enough (A3). */
const seen = shownHash.nullable();

export const deletionRouter = router({
  list: operatorProcedure("request:read")
    .input(z.object({ filter: listFilter, cursor: listCursor.nullish() }))
    .query(({ ctx, input }) =>
      listRequests(ctx.deps, input.filter, input.cursor ?? null, {
        id: ctx.operator.id,
        byAddress: may(ctx.operator.role, "person:reveal"),
      }),
    ),
  detail: operatorProcedure("request:read")
    .input(z.object({ requestId }))
    .query(({ ctx, input }) => requestDetail(ctx.deps, input.requestId, ctx.actor, may(ctx.operator.role, "letter:read"))),
  today: operatorProcedure("request:read").query(({ ctx }) =>
    todayCounts(ctx.deps, ctx.operator.id, may(ctx.operator.role, "grievance:read")),
  ),
  purges: operatorProcedure("request:read").query(({ ctx }) => runningPurges(ctx.deps)),
  strip: operatorProcedure("request:read").query(({ ctx }) => retentionStrip(ctx.deps)),
  assign: operatorProcedure("request:assign")
    .input(z.object({ requestId, toMe: z.boolean() }))
    .mutation(({ ctx, input }) => assignRequest(ctx.deps, ctx.actor, input.requestId, input.toMe)),
  lodge: operatorProcedure("request:lodge")
    .input(z.object({ tenantId: z.uuid() }))
    .mutation(({ ctx, input }) => lodgeRequest(ctx.deps, ctx.actor, input.tenantId)),
  lodgeReturn: operatorProcedure("request:lodge")
    .input(onRequest)
    .mutation(({ ctx, input }) => lodgeReturn(ctx.deps, ctx.actor, input.requestId, input.version)),
  sendCode: operatorProcedure("code:send")
    .input(onRequest)
    .mutation(({ ctx, input }) => resendCode(ctx.deps, ctx.actor, input.requestId, input.version)),
  propose: operatorProcedure("request:decide")
    .input(onRequest.extend({ act: z.enum(["propose_verification", "propose_return"]) }))
    .mutation(({ ctx, input }) => proposeAct(ctx.deps, ctx.actor, input.requestId, input.version, input.act)),
  verify: operatorProcedure("request:decide", { agreesTo: ["verify_request"], subject: "requestId" })
    .input(onRequest.extend({ seen }))
    .mutation(({ ctx, input }) => verifyRequest(ctx.deps, ctx.actor, input.requestId, input.version, input.seen)),
  reject: operatorProcedure("request:decide")
    .input(onRequest.extend({ because: z.enum(REJECTIONS) }))
    .mutation(({ ctx, input }) => rejectRequest(ctx.deps, ctx.actor, input.requestId, input.version, input.because)),
  withdraw: operatorProcedure("request:decide")
    .input(onRequest)
    .mutation(({ ctx, input }) => withdrawRequest(ctx.deps, ctx.actor, input.requestId, input.version)),
  compareAgain: operatorProcedure("tenant:reactivate")
    .input(z.object({ requestId }))
    .mutation(({ ctx, input }) => askComparison(ctx.deps, input.requestId)),
  deactivate: operatorProcedure("tenant:deactivate")
    .input(onRequest.extend({ organisation: z.string().max(300) }))
    .mutation(({ ctx, input }) => deactivateTenant(ctx.deps, ctx.actor, input.requestId, input.version, input.organisation)),
  reactivate: operatorProcedure("tenant:reactivate", { agreesTo: ["verify_return"], subject: "requestId" })
    .input(onRequest.extend({ organisation: z.string().max(300), seen }))
    .mutation(({ ctx, input }) => reactivateTenant(ctx.deps, ctx.actor, input.requestId, input.version, input.organisation, input.seen)),
});
