import { z } from "zod";
import { grievanceId, letterId, shownHash, tenantId } from "@/server/lib/ids";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { agreeToAddress } from "./agree-to-address";
import { answerForm, sendingOf } from "./answer.queries";
import { applyCorrection } from "./apply-correction";
import { closeCase } from "./close-case";
import { decideCase } from "./decide-case";
import { CLOSE_REASONS, OUTCOMES, TOLD_BY, WHOSE } from "./decision";
import { endConsent } from "./end-consent";
import { PROFILE_FIELDS } from "./grievance";
import { openEndUserCase } from "./open-end-user-case";
import { previewAnswer } from "./preview-answer";
import { revealAddresses } from "./reveal-addresses";
import { routeToTenant } from "./route-to-tenant";
import { tellAsked } from "./tell-asked";
import { writeToPerson } from "./write-to-person";

const officer = () => operatorProcedure("grievance:decide");
/** More than fits is refused with words by the verbs; this much is not even looked at. */
const text = z.string().max(50_000);
const outcome = z.enum(OUTCOMES);
const because = z.enum(CLOSE_REASONS);
const told = z.object({ by: z.enum(TOLD_BY), at: z.date() }).nullish();
const whose = z.literal(WHOSE).nullish();
const seenVersion = z.number().int().positive();
const own = { grievanceId, seenVersion };

/** How the desk answers people, and what follows from an answer (G3). */
export const answerRouter = router({
  form: officer()
    .input(z.object({ grievanceId }))
    .query(({ ctx, input }) => answerForm(ctx.deps, ctx.actor, input.grievanceId)),
  sending: officer()
    .input(z.object({ grievanceId }))
    .query(({ ctx, input }) => sendingOf(ctx.deps, ctx.actor, input.grievanceId)),
  // A mutation, so that the words stand in no address; nothing is written down.
  preview: officer()
    .input(
      z.object({
        grievanceId,
        unsent: z.discriminatedUnion("act", [
          z.object({ act: z.literal("decide"), outcome, text }),
          z.object({ act: z.literal("write"), text }),
          z.object({ act: z.literal("close"), because, text: text.optional() }),
        ]),
      }),
    )
    .mutation(({ ctx, input }) => previewAnswer(ctx.deps, ctx.actor, input.grievanceId, input.unsent)),
  decide: officer()
    .input(z.object({ ...own, outcome, text, told, whose }))
    .mutation(({ ctx, input }) => decideCase(ctx.deps, ctx.actor, input)),
  write: officer()
    .input(z.object({ grievanceId, text, told }))
    .mutation(({ ctx, input }) => writeToPerson(ctx.deps, ctx.actor, input)),
  close: officer()
    .input(z.object({ ...own, because, text: text.optional(), told, whose }))
    .mutation(({ ctx, input }) => closeCase(ctx.deps, ctx.actor, input)),
  correct: officer()
    .input(z.object({ ...own, field: z.enum(PROFILE_FIELDS), to: text, seenFrom: z.string().nullable() }))
    .mutation(({ ctx, input }) => applyCorrection(ctx.deps, ctx.actor, input)),
  tellAsked: officer()
    .input(z.object({ ...own, field: z.enum(PROFILE_FIELDS), to: text }))
    .mutation(({ ctx, input }) => tellAsked(ctx.deps, ctx.actor, input)),
  /** A mutation: that they were shown is written down. */
  revealAddresses: operatorProcedure("grievance:agree")
    .input(z.object({ grievanceId, seen: shownHash }))
    .mutation(({ ctx, input }) => revealAddresses(ctx.deps, ctx.actor, input.grievanceId, input.seen)),
  agreeToAddress: operatorProcedure("grievance:agree", { isFresh: true, agreesTo: ["correct_address"], subject: "grievanceId" })
    .input(z.object({ grievanceId, seen: shownHash }))
    .mutation(({ ctx, input }) => agreeToAddress(ctx.deps, ctx.actor, input.grievanceId, input.seen)),
  endConsent: officer()
    .input(z.object(own))
    .mutation(({ ctx, input }) => endConsent(ctx.deps, ctx.actor, input)),
  openEndUser: officer()
    .input(z.object({ letterId }))
    .mutation(({ ctx, input }) => openEndUserCase(ctx.deps, ctx.actor, input.letterId)),
  route: officer()
    .input(z.object({ ...own, tenantId }))
    .mutation(({ ctx, input }) => routeToTenant(ctx.deps, ctx.actor, input)),
});
