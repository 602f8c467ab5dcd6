import { z } from "zod";
import { purchaseId } from "@/server/lib/ids";
import { ownerProcedure, router } from "@/server/trpc/procedures";
import { askRefund } from "./ask-refund";
import { ownMoney, ownPurchases, ownRefunds, previewOwn } from "./owner.queries";
import { REFUND_REASONS } from "./refund";

/** In rupees, as it was typed; whether it is an amount, and not too much, is the verb's to say. */
const amount = z.string().max(40);

/** What an owner sees and asks of their own tenant's money. The tenant is always the caller's (S4). */
export const ownRefundRouter = router({
  money: ownerProcedure.query(({ ctx }) => ownMoney(ctx.deps, ctx.member.tenantId)),
  purchases: ownerProcedure
    .input(z.object({ cursor: z.object({ purchasedAt: z.date(), id: z.uuid() }).nullable() }))
    .query(({ ctx, input }) => ownPurchases(ctx.deps, ctx.member.tenantId, input.cursor)),
  preview: ownerProcedure
    .input(z.object({ purchaseId, amount: amount.nullable() }))
    .query(({ ctx, input }) => previewOwn(ctx.deps, ctx.member.tenantId, input)),
  mine: ownerProcedure.query(({ ctx }) => ownRefunds(ctx.deps, ctx.member.tenantId)),
  ask: ownerProcedure
    .input(z.object({ purchaseId, amount, reason: z.enum(REFUND_REASONS) }))
    .mutation(({ ctx, input }) => askRefund(ctx.deps, ctx.member, input)),
});
