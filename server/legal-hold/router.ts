import { z } from "zod";
import { shownHash as seen } from "@/server/lib/ids";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { agreeToHold } from "./agree-to-hold";
import { askRelease } from "./ask-release";
import { declineHold } from "./decline-hold";
import { placeHold } from "./place-hold";
import { HOLD_VIEWS, holdDetail, holdForm, holdsOfTenant, listHolds } from "./queries";
import { releaseHold } from "./release-hold";
import { reviewHold } from "./review-hold";

const onHold = z.object({ holdId: z.uuid() });
/** A day as people write it down; the database keeps it as midnight in UTC. */
const day = z.iso.date().transform((text) => new Date(`${text}T00:00:00.000Z`));
/** What stands on paper: bounded, trimmed, and without the NUL that PostgreSQL does not take in a text. */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((text) => text.replaceAll("\0", "").trim())
    .pipe(z.string().min(3));

export const legalHoldRouter = router({
  list: operatorProcedure("hold:read")
    .input(z.object({ view: z.enum(HOLD_VIEWS).default("open"), cursor: z.object({ key: z.string().max(40), id: z.uuid() }).nullish() }))
    .query(({ ctx, input }) => listHolds(ctx.deps, input.view, input.cursor ?? null)),
  detail: operatorProcedure("hold:read")
    .input(onHold)
    .query(({ ctx, input }) => holdDetail(ctx.deps, input.holdId, ctx.actor)),
  ofTenant: operatorProcedure("hold:read")
    .input(z.object({ tenantId: z.uuid() }))
    .query(({ ctx, input }) => holdsOfTenant(ctx.deps, input.tenantId)),
  form: operatorProcedure("hold:place").query(({ ctx }) => holdForm(ctx.deps)),
  place: operatorProcedure("hold:place")
    .input(
      z.object({
        tenantId: z.uuid(),
        authority: words(200),
        reference: words(200),
        scope: z.array(z.string().max(40)).min(1).max(10),
        reviewOn: day,
      }),
    )
    .mutation(({ ctx, input }) => placeHold(ctx.deps, ctx.actor, input)),
  agree: operatorProcedure("hold:agree", { agreesTo: ["place_hold"], subject: "holdId" })
    .input(onHold.extend({ seen }))
    .mutation(({ ctx, input }) => agreeToHold(ctx.deps, ctx.actor, input.holdId, input.seen)),
  decline: operatorProcedure("hold:agree")
    .input(onHold)
    .mutation(({ ctx, input }) => declineHold(ctx.deps, ctx.actor, input.holdId)),
  review: operatorProcedure("hold:review")
    .input(onHold.extend({ reviewOn: day }))
    .mutation(({ ctx, input }) => reviewHold(ctx.deps, ctx.actor, input.holdId, input.reviewOn)),
  askRelease: operatorProcedure("hold:ask_release")
    .input(onHold)
    .mutation(({ ctx, input }) => askRelease(ctx.deps, ctx.actor, input.holdId)),
  release: operatorProcedure("hold:release", {
    isFresh: true,
    agreesTo: ["release_hold"],
    subject: "holdId",
  })
    .input(onHold.extend({ reference: z.string().max(300), seen }))
    .mutation(({ ctx, input }) => releaseHold(ctx.deps, ctx.actor, input.holdId, input.reference, input.seen)),
});
