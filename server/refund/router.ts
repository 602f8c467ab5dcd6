import { z } from "zod";
import { anyId, letterId, purchaseId, refundId, tenantId } from "@/server/lib/ids";
import { searchText } from "@/server/lib/search-text";
import { may } from "@/server/operator/permissions";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { agreeToGrant } from "./agree-to-grant";
import { askNow } from "./ask-now";
import { isFinancialYear } from "./credit-note";
import { creditNoteTotals, creditNoteYears, listCreditNotes } from "./credit-note.queries";
import { declineRefund } from "./decline-refund";
import { refundDetail } from "./detail.queries";
import { editRefund } from "./edit-refund";
import { endTrouble } from "./end-trouble";
import { DIFFERENCE_ENDS, TROUBLE_ENDS } from "./following-up";
import { lodgeRefund } from "./lodge-refund";
import { openRefundDeps } from "./open-refund-deps";
import { proposeGrant } from "./propose-grant";
import { findRefunds, listRefunds, QUEUE_VIEWS, refundCounts } from "./queries";
import { showReconciliation } from "./reconciliation.queries";
import { recordTurnedAway } from "./record-refused-agreement";
import { OWN_DECLINE_REASONS, REFUND_REASONS } from "./refund";
import { refuseGrant } from "./refuse-grant";
import { settleDifference } from "./settle-difference";
import { moneyOfTenant, previewRefund } from "./tenant.queries";
import { tryAgain } from "./try-again";

/** An amount as people choose it: paise, tax included. Whether it is too much is the verb's to say. */
const amountPaise = z.bigint().positive().max(10_000_000_000_000n);
/** The same as digits, because what a screen asks again and again is remembered by its words. */
const digits = z
  .string()
  .regex(/^[1-9]\d{0,13}$/)
  .transform(BigInt);
const reason = z.enum(REFUND_REASONS);
/** What every act on a refund carries: which one, and the version the person was looking at. */
const onRefund = z.object({ refundId, version: z.number().int().positive() });

export const refundRouter = router({
  // What people read.
  list: operatorProcedure("refund:read")
    .input(
      z.object({
        view: z.enum(QUEUE_VIEWS).default("to_decide"),
        cursor: z.object({ rank: z.number().int().min(0).max(1), at: z.date(), id: z.uuid() }).nullish(),
      }),
    )
    .query(({ ctx, input }) => listRefunds(ctx.deps, input.view, input.cursor ?? null, ctx.actor)),
  counts: operatorProcedure("refund:read").query(({ ctx }) => refundCounts(ctx.deps, ctx.actor)),
  find: operatorProcedure("refund:read")
    .input(z.object({ q: searchText }))
    .query(({ ctx, input }) => findRefunds(ctx.deps, input.q, { id: ctx.actor.id, seesAddresses: may(ctx.operator.role, "letter:read") })),
  detail: operatorProcedure("refund:read")
    .input(z.object({ refundId }))
    .query(({ ctx, input }) => refundDetail(ctx.deps, input.refundId, ctx.actor)),
  ofTenant: operatorProcedure("refund:read")
    .input(z.object({ tenantId, letterId: letterId.nullish() }))
    .query(({ ctx, input }) => moneyOfTenant(ctx.deps, input.tenantId, input.letterId ?? null)),
  preview: operatorProcedure("refund:lodge")
    .input(z.object({ tenantId, purchaseId, amountPaise: digits, letterId: letterId.optional(), refundId: refundId.optional() }))
    .query(({ ctx, input }) => previewRefund(ctx.deps, input, ctx.actor)),

  // What people decide (R5, A3).
  lodge: operatorProcedure("refund:lodge")
    .input(z.object({ tenantId, purchaseId, amountPaise, reason, letterId: letterId.optional() }))
    .mutation(({ ctx, input }) => lodgeRefund(ctx.deps, ctx.actor, "operator", input)),
  edit: operatorProcedure("refund:decide")
    .input(onRefund.extend({ amountPaise, reason }))
    .mutation(({ ctx, input }) => editRefund(ctx.deps, ctx.actor, input.refundId, input.version, input)),
  propose: operatorProcedure("refund:decide")
    .input(onRefund)
    .mutation(({ ctx, input }) => proposeGrant(ctx.deps, ctx.actor, input.refundId, input.version)),
  agree: operatorProcedure("refund:agree", { turnedAway: recordTurnedAway("agree"), agreesTo: ["grant_refund"] })
    .input(z.object({ refundId, factsSha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .mutation(({ ctx, input }) => agreeToGrant(ctx.deps, ctx.actor, input.refundId, input.factsSha256)),
  refuse: operatorProcedure("refund:agree", { turnedAway: recordTurnedAway("refuse") })
    .input(z.object({ refundId }))
    .mutation(({ ctx, input }) => refuseGrant(ctx.deps, ctx.actor, input.refundId)),
  decline: operatorProcedure("refund:decide")
    .input(onRefund.extend({ because: z.enum(OWN_DECLINE_REASONS) }))
    .mutation(({ ctx, input }) => declineRefund(ctx.deps, ctx.actor, input.refundId, input.version, input.because)),

  // What follows from it: paying out, troubles, differences.
  askNow: operatorProcedure("refund:follow_up")
    .input(z.object({ refundId }))
    .mutation(({ ctx, input }) => askNow(ctx.deps, ctx.actor, input.refundId)),
  tryAgain: operatorProcedure("refund:follow_up")
    .input(onRefund)
    .mutation(({ ctx, input }) => tryAgain(openRefundDeps(ctx.deps), ctx.actor, input.refundId, input.version)),
  endTrouble: operatorProcedure("refund:follow_up")
    .input(onRefund.extend({ because: z.enum(TROUBLE_ENDS) }))
    .mutation(({ ctx, input }) => endTrouble(ctx.deps, ctx.actor, input.refundId, input.version, input.because)),
  reconciliation: operatorProcedure("refund:read").query(({ ctx }) => showReconciliation(ctx.deps)),
  settleDifference: operatorProcedure("refund:reconcile")
    .input(z.object({ differenceId: anyId, because: z.enum(DIFFERENCE_ENDS) }))
    .mutation(({ ctx, input }) => settleDifference(ctx.deps, ctx.actor, input.differenceId.toLowerCase(), input.because)),

  // The documents (R6). The files themselves come from /api/credit-notes.
  creditNotes: operatorProcedure("refund:read")
    .input(
      z.object({
        financialYear: z.string().refine(isFinancialYear).nullable(),
        q: searchText,
        cursor: z.object({ issuedAt: z.date(), id: z.uuid() }).nullish(),
      }),
    )
    .query(({ ctx, input }) => listCreditNotes(ctx.deps, { ...input, cursor: input.cursor ?? null })),
  creditNoteYears: operatorProcedure("refund:read").query(({ ctx }) => creditNoteYears(ctx.deps)),
  creditNoteTotals: operatorProcedure("refund:read")
    .input(z.object({ financialYear: z.string().refine(isFinancialYear) }))
    .query(({ ctx, input }) => creditNoteTotals(ctx.deps, input.financialYear)),
});
