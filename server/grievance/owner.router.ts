import { z } from "zod";
import { grievanceId } from "@/server/lib/ids";
import { ownerProcedure, router } from "@/server/trpc/procedures";
import { addToGrievance } from "./add-to-grievance";
import { askSummary } from "./ask-summary";
import { TOPICS } from "./grievance";
import { openCorrection } from "./open-correction";
import { openGrievance } from "./open-grievance";
import { listOwnCases, ownCase, ownProfile } from "./own.queries";
import { ownSummary } from "./summary.queries";

/** More than fits is refused with words by the verbs; this much is not even looked at. */
const text = z.string().max(50_000);
/** Which form was sent: twice the same is one case. */
const formId = z.uuid().optional();

export const rightsRouter = router({
  list: ownerProcedure
    .input(z.object({ cursor: z.object({ at: z.date(), id: z.uuid() }).nullish() }))
    .query(({ ctx, input }) => listOwnCases(ctx.deps, ctx.member, input.cursor ?? null)),
  detail: ownerProcedure.input(z.object({ grievanceId })).query(({ ctx, input }) => ownCase(ctx.deps, ctx.member, input.grievanceId)),
  profile: ownerProcedure.query(({ ctx }) => ownProfile(ctx.deps, ctx.member)),
  summary: ownerProcedure.query(({ ctx }) => ownSummary(ctx.deps, ctx.member)),

  open: ownerProcedure
    .input(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("grievance"), topic: z.enum(TOPICS.grievance), text, formId }),
        z.object({ kind: z.literal("consent"), topic: z.enum(TOPICS.consent), text, formId }),
      ]),
    )
    .mutation(({ ctx, input }) => openGrievance(ctx.deps, ctx.member, input)),
  openCorrection: ownerProcedure
    .input(z.object({ field: z.enum(TOPICS.correction), to: text, text, formId }))
    .mutation(({ ctx, input }) => openCorrection(ctx.deps, ctx.member, input)),
  askSummary: ownerProcedure.mutation(({ ctx }) => askSummary(ctx.deps, ctx.member)),
  add: ownerProcedure.input(z.object({ grievanceId, text })).mutation(({ ctx, input }) => addToGrievance(ctx.deps, ctx.member, input)),
});
