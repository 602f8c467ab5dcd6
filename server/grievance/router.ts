import { z } from "zod";
import { grievanceId, letterId } from "@/server/lib/ids";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { grievanceDetail } from "./case.queries";
import { deskProcedures } from "./desk-procedures.router";
import { STATES } from "./grievance";
import { listGrievances } from "./queries";
import { lookIntoLetter } from "./read-letter-file";

export const grievanceRouter = router({
  ...deskProcedures,
  list: operatorProcedure("grievance:read")
    .input(
      z.object({
        state: z.enum([...STATES, "all"]).default("open"),
        whose: z.enum(["mine", "unassigned"]).optional(),
        kind: z.enum(["grievance", "correction", "access", "consent", "end_user"]).optional(),
        channel: z.enum(["mail", "dashboard", "operator"]).optional(),
        overdue: z.boolean().optional(),
        q: z.string().max(60).optional(),
        cursor: z.object({ at: z.date(), id: z.uuid() }).nullish(),
      }),
    )
    .query(({ ctx, input: { cursor, ...filter } }) => listGrievances(ctx.deps, ctx.operator.id, filter, cursor ?? null)),
  // A mutation: to read somebody's words is written down.
  open: operatorProcedure("grievance:read")
    .input(z.object({ grievanceId }))
    .mutation(({ ctx, input }) => grievanceDetail(ctx.deps, ctx.actor, input.grievanceId)),
  // So is to look into a letter for its files.
  letterFiles: operatorProcedure("grievance:read")
    .input(z.object({ grievanceId, letterId }))
    .mutation(({ ctx, input }) => lookIntoLetter(ctx.deps, ctx.actor, input)),
});
