import { z } from "zod";
import { openProcedure, router } from "@/server/trpc/procedures";
import { confirmCode } from "./confirm-code";

export const ownerRouter = router({
  confirm: openProcedure("the owner holds no account here; the code itself is the credential")
    .input(z.object({ confirmationId: z.uuid(), code: z.string().regex(/^\d{6}$/) }))
    .mutation(({ ctx, input }) => confirmCode(ctx.deps, input.confirmationId, input.code)),
});
