import { z } from "zod";
import { may } from "@/server/operator/permissions";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { openLetter } from "./open-letter";
import { listLetters } from "./queries";
import { READING_REASONS } from "./reading-reason";
import { waitingRefundLetters } from "./refund-letters.queries";

export const letterRouter = router({
  list: operatorProcedure("letter:read")
    .input(
      z.object({
        outcome: z.enum(["all", "queued", "refunds", "unmatched", "set_aside"]).default("all"),
        cursor: z.object({ receivedAt: z.date(), id: z.uuid() }).nullish(),
      }),
    )
    .query(({ ctx, input }) => listLetters(ctx.deps, input.outcome, input.cursor ?? null)),
  /** How many letters of owners ask for a refund that nobody has written down. */
  refundsWaiting: operatorProcedure("letter:read").query(async ({ ctx }) => (await waitingRefundLetters(ctx.deps)).length),
  /** A mutation, because reading somebody's letter is itself written down (A1). */
  open: operatorProcedure("letter:read")
    .input(z.object({ letterId: z.uuid(), because: z.enum(READING_REASONS) }))
    .mutation(({ ctx, input }) => openLetter(ctx.deps, ctx.actor, input, may(ctx.operator.role, "grievance:read"))),
});
