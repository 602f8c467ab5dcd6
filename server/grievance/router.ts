import { z } from "zod";
import { grievanceId } from "@/server/lib/ids";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { STATES } from "./grievance";
import { grievanceDetail, listGrievances } from "./queries";

export const grievanceRouter = router({
  list: operatorProcedure("grievance:read")
    .input(z.object({ state: z.enum(STATES).default("open"), cursor: z.object({ at: z.date(), id: z.uuid() }).nullish() }))
    .query(({ ctx, input }) => listGrievances(ctx.deps, input.state, input.cursor ?? null)),
  // A mutation: to read somebody's words is written down.
  open: operatorProcedure("grievance:read")
    .input(z.object({ grievanceId }))
    .mutation(({ ctx, input }) => grievanceDetail(ctx.deps, ctx.actor, input.grievanceId)),
});
