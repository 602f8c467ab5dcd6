import { z } from "zod";
import { may } from "@/server/operator/permissions";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { revealPerson } from "./reveal-person";
import { FIELDS, PEOPLE, REVEAL_REASONS } from "./revealing";

export const personRouter = router({
  /** A mutation: what is shown is written down. */
  reveal: operatorProcedure("person:reveal")
    .input(z.object({ of: z.enum(PEOPLE), subjectId: z.uuid(), field: z.enum(FIELDS), because: z.enum(REVEAL_REASONS) }))
    .mutation(({ ctx, input }) => revealPerson(ctx.deps, ctx.actor, input, may(ctx.operator.role, "grievance:read"))),
});
