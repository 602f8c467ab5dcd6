import { z } from "zod";
import { env } from "@/server/lib/env";
import { grievanceId, operatorId, refundId, requestId, tenantId } from "@/server/lib/ids";
import { operatorProcedure } from "@/server/trpc/procedures";
import { acknowledgeCase } from "./acknowledge-case";
import { assignCase } from "./assign-case";
import { HANDED_IN, WAYS_TOLD } from "./how-told";
import { linkCase } from "./link-case";
import { mergeCase } from "./merge-case";
import { noteCase } from "./note-case";
import { reopenCase } from "./reopen-case";
import { takeDown } from "./take-down";

const words = z.string().max(20_000);
const given = (most: number) => z.string().trim().max(most).nullable().default(null);

/** What officers do with a case besides answering it, and how everybody of support writes one down. */
export const deskProcedures = {
  takeDown: operatorProcedure("grievance:take_down")
    .input(
      z.object({
        formId: z.uuid(),
        kind: z.enum(["grievance", "correction", "access", "consent", "end_user"]),
        topic: z.string().max(40),
        words,
        language: z.enum(["en", "hi"]),
        handedIn: z.enum(HANDED_IN),
        tenantId: tenantId.nullish(),
        person: z.object({
          name: given(200),
          email: z
            .union([z.email().max(254), z.literal("").transform(() => null)])
            .nullable()
            .default(null),
          phone: given(40),
          postal: given(500),
        }),
        receivedAt: z.date().nullish(),
        told: z.enum(WAYS_TOLD).nullish(),
      }),
    )
    .mutation(({ ctx, input }) => takeDown(ctx.deps, ctx.actor, input)),
  /** What the form reckons with beside the day on which paper came: how long an answer may take. */
  takeDownTimes: operatorProcedure("grievance:take_down").query(async ({ ctx: { deps } }) => ({
    now: await deps.clock.now(deps.db),
    answerDays: env().GRIEVANCE_DAYS,
  })),
  acknowledge: operatorProcedure("grievance:decide")
    .input(z.object({ grievanceId, how: z.enum(["mail", ...WAYS_TOLD]) }))
    .mutation(({ ctx, input }) => acknowledgeCase(ctx.deps, ctx.actor, input.grievanceId, input.how)),
  assign: operatorProcedure("grievance:decide")
    .input(z.object({ grievanceId, assigneeId: operatorId.nullable() }))
    .mutation(({ ctx, input }) => assignCase(ctx.deps, ctx.actor, input.grievanceId, input.assigneeId)),
  link: operatorProcedure("grievance:decide")
    .input(
      z.object({
        grievanceId,
        tenantId: tenantId.optional(),
        memberId: z.uuid().nullish(),
        kind: z.enum(["grievance", "correction", "access", "consent", "end_user"]).optional(),
        topic: z.string().max(40).optional(),
        requestId: requestId.nullish(),
        refundId: refundId.nullish(),
      }),
    )
    .mutation(({ ctx, input: { grievanceId: id, ...links } }) => linkCase(ctx.deps, ctx.actor, id, links)),
  note: operatorProcedure("grievance:decide")
    .input(z.object({ grievanceId, text: words }))
    .mutation(({ ctx, input }) => noteCase(ctx.deps, ctx.actor, input.grievanceId, input.text)),
  merge: operatorProcedure("grievance:decide")
    .input(z.object({ grievanceId, intoId: grievanceId }))
    .mutation(({ ctx, input }) => mergeCase(ctx.deps, ctx.actor, input.grievanceId, input.intoId)),
  reopen: operatorProcedure("grievance:decide")
    .input(z.object({ grievanceId, why: words }))
    .mutation(({ ctx, input }) => reopenCase(ctx.deps, ctx.actor, input.grievanceId, input.why)),
};
