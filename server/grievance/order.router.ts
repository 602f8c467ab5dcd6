import { z } from "zod";
import { anyId, grievanceId, refundId, requestId, tenantId } from "@/server/lib/ids";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { declineOrder } from "./decline-order";
import { finishOrder } from "./finish-order";
import { giveOrder } from "./give-order";
import { executorOf, ORDER_DECLINES, ORDER_GROUNDS, REVIEW_ENDS } from "./order";
import { listOrders, ORDER_VIEWS, orderDetail, ordersAbout, ordersOfCase, waitingOrders } from "./order.queries";
import { takeOrder } from "./take-order";
import { renewOrder, withdrawOrder } from "./withdraw-order";

const orderId = anyId.transform((id) => id.toLowerCase());
const onOrder = z.object({ orderId });
const onCase = z.object({ grievanceId });

const wish = z.union([
  z.object({ kind: z.enum(["pause_act", "review_refund"]), refundId }).strict(),
  z.object({ kind: z.enum(["pause_act", "reactivate"]), requestId, ground: z.enum(ORDER_GROUNDS).nullish() }).strict(),
  z
    .object({
      kind: z.literal("place_hold"),
      authority: z.string().trim().min(1).max(200),
      reference: z.string().trim().min(1).max(200),
      scope: z.array(z.string().max(60)).min(1).max(20),
      reviewOn: z.iso.date().transform((day) => new Date(day)),
    })
    .strict(),
]);

/** The officer orders, somebody else carries out (G4). Nothing here shows what anybody wrote in the case. */
export const orderRouter = router({
  list: operatorProcedure("order:read")
    .input(z.object({ view: z.enum(ORDER_VIEWS), cursor: z.object({ at: z.date(), id: z.uuid() }).nullish() }))
    .query(({ ctx, input }) => listOrders(ctx.deps, input.view, ctx.operator.id, input.cursor ?? null)),
  detail: operatorProcedure("order:read")
    .input(onOrder)
    .query(({ ctx, input }) => orderDetail(ctx.deps, input.orderId, executorOf(ctx.operator))),
  waiting: operatorProcedure("order:read").query(({ ctx }) => waitingOrders(ctx.deps)),
  about: operatorProcedure("order:read")
    .input(z.union([z.object({ requestId }).strict(), z.object({ refundId }).strict(), z.object({ tenantId }).strict()]))
    .query(({ ctx, input }) => ordersAbout(ctx.deps, input)),
  ofCase: operatorProcedure("order:give")
    .input(onCase)
    .query(({ ctx, input }) => ordersOfCase(ctx.deps, input.grievanceId, ctx.operator.id)),
  give: operatorProcedure("order:give")
    .input(onCase.extend({ order: wish }))
    .mutation(({ ctx, input }) => giveOrder(ctx.deps, ctx.actor, input.grievanceId, input.order)),
  lift: operatorProcedure("order:give")
    .input(onCase.extend({ orderId }))
    .mutation(({ ctx, input }) => withdrawOrder(ctx.deps, ctx.actor, input.grievanceId, input.orderId)),
  renew: operatorProcedure("order:give")
    .input(onCase.extend({ orderId }))
    .mutation(({ ctx, input }) => renewOrder(ctx.deps, ctx.actor, input.grievanceId, input.orderId)),
  take: operatorProcedure("order:carry_out")
    .input(onOrder)
    .mutation(({ ctx, input }) => takeOrder(ctx.deps, executorOf(ctx.operator), input.orderId)),
  finish: operatorProcedure("order:carry_out")
    .input(onOrder.extend({ because: z.enum(REVIEW_ENDS) }))
    .mutation(({ ctx, input }) => finishOrder(ctx.deps, executorOf(ctx.operator), input.orderId, input.because)),
  decline: operatorProcedure("order:carry_out")
    .input(onOrder.extend({ because: z.enum(ORDER_DECLINES) }))
    .mutation(({ ctx, input }) => declineOrder(ctx.deps, executorOf(ctx.operator), input.orderId, input.because)),
});
