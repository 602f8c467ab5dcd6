import { z } from "zod";
import { env } from "@/server/lib/env";
import { memberProcedure, openProcedure, router } from "@/server/trpc/procedures";
import { answerConsent } from "./answer-consent";
import { ANSWER_PLACES, featureOf } from "./consent";
import { countUse } from "./count-use";
import { consentOf } from "./queries";
import { whatIsSet } from "./what-is-set";
import { withdrawConsent } from "./withdraw-consent";

const place = z.enum(ANSWER_PLACES);

/** Consent, each person's own (C2), and what stands under every page of the owner's. */
export const consentRouter = router({
  foot: openProcedure("Whom to complain to stands under every page, signed in or not (G).").query(() => ({
    grievanceContact: env().GRIEVANCE_CONTACT,
  })),
  published: openProcedure("What our pages put into a browser is published, before anybody signs in (C1).").query(() =>
    whatIsSet(env().APP_URL.startsWith("https:")),
  ),
  mine: memberProcedure.query(({ ctx }) => consentOf(ctx.deps, ctx.member)),
  answer: memberProcedure
    .input(z.object({ isGiven: z.boolean(), language: z.string().regex(/^[a-z]{2,8}$/), answeredBy: place }).strict())
    .mutation(({ ctx, input }) => answerConsent(ctx.deps, ctx.member, input)),
  withdraw: memberProcedure
    .input(z.object({ endedBy: place }).strict())
    .mutation(({ ctx, input }) => withdrawConsent(ctx.deps, ctx.member, input.endedBy)),
  count: memberProcedure
    .input(z.object({ path: z.string().max(200), use: z.enum(["opened", "acted"]) }).strict())
    .mutation(({ ctx, input }) => countUse(ctx.deps, ctx.member, featureOf(input.path, input.use))),
});
