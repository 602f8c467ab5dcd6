import { z } from "zod";
import { env } from "@/server/lib/env";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { registerCharts, registerPage } from "./register.queries";
import { registerInput } from "./register-input";
import { deskToday } from "./today.queries";

export const registerRouter = router({
  /** Of the desk, for the page that says what needs somebody today. */
  today: operatorProcedure("grievance:read").query(({ ctx }) => deskToday(ctx.deps)),
  page: operatorProcedure("register:read")
    .input(registerInput.extend({ after: z.object({ at: z.date(), id: z.uuid() }).nullish() }))
    .query(({ ctx, input: { after, ...asked } }) => registerPage(ctx.deps, asked, after ?? null)),
  charts: operatorProcedure("register:read")
    .input(registerInput)
    .query(({ ctx, input }) => registerCharts(ctx.deps, input, env().GRIEVANCE_DAYS)),
});
