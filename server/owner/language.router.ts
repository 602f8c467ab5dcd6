import { z } from "zod";
import { memberProcedure, router } from "@/server/trpc/procedures";
import { chooseLanguage } from "./choose-language";

export const languageRouter = router({
  choose: memberProcedure
    .input(z.object({ language: z.string().max(35) }))
    .mutation(({ ctx, input }) => chooseLanguage(ctx.deps, ctx.member, input.language)),
});
