import { z } from "zod";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { showCheckpoint } from "./checkpoint.queries";
import { searchTrail, trailForm } from "./trail.queries";
import { trailFilter } from "./trail-search";

export const auditRouter = router({
  search: operatorProcedure("audit:read")
    .input(
      z.object({
        filter: trailFilter,
        cursor: z
          .string()
          .regex(/^\d{1,18}$/)
          .nullish(),
      }),
    )
    .query(({ ctx, input }) => searchTrail(ctx.deps, input.filter, input.cursor ?? null)),
  checkpoint: operatorProcedure("audit:read").query(({ ctx }) => showCheckpoint(ctx.deps)),
  form: operatorProcedure("audit:read").query(({ ctx }) => trailForm(ctx.deps)),
});
