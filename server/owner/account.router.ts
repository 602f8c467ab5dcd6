import { z } from "zod";
import { languageOr } from "@/server/language/language";
import { memberProcedure, openProcedure, router } from "@/server/trpc/procedures";
import { ownerToAsk } from "./account.queries";
import { askAgain } from "./ask-again";
import { askSignInCode } from "./ask-sign-in-code";
import { endOwnerSession } from "./end-owner-session";
import { forgottenOwnerCookie, ownerCookie } from "./owner-sign-in.adapter";
import { signInWithCode } from "./sign-in-with-code";

const language = z.string().transform(languageOr);
const address = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^@\s]+@[^@\s]+$/);
const code = z.string().regex(/^\d{6}$/);

/** Signing in to the owner's pages and out again (S1). What sets a cookie answers with it; the page's action puts it into the browser. */
export const accountRouter = router({
  askCode: openProcedure("nobody is signed in yet; known and unknown addresses get the same answer")
    .input(z.object({ email: address, language }))
    .mutation(({ ctx, input }) => askSignInCode(ctx.deps, { ...input, network: ctx.network ?? "unknown" })),
  askAgain: openProcedure("nobody is signed in yet; the code goes to the address that the first one went to")
    .input(z.object({ codeId: z.uuid(), language }))
    .mutation(({ ctx, input }) => askAgain(ctx.deps, { ...input, network: ctx.network ?? "unknown" })),
  signIn: openProcedure("nobody is signed in yet; the code from the mail is the credential")
    .input(z.object({ codeId: z.uuid(), code, language }))
    .mutation(async ({ ctx, input }) => {
      const { ownerSessionId } = await signInWithCode(ctx.deps, { ...input, network: ctx.network ?? "unknown" });
      return ownerCookie(ownerSessionId);
    }),
  signOut: openProcedure("whoever is signed out already may sign out once more; it ends the caller's own sessions only")
    .input(z.object({ where: z.enum(["here", "everywhere"]) }))
    .mutation(async ({ ctx, input }) => {
      await endOwnerSession(ctx.deps, ctx.member, input.where);
      return forgottenOwnerCookie();
    }),
  ownerToAsk: memberProcedure.query(({ ctx }) => ownerToAsk(ctx.deps, ctx.member.tenantId)),
});
