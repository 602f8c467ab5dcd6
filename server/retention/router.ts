import { z } from "zod";
import { anyId, requestId, shownHash } from "@/server/lib/ids";
import { openProcedure, operatorProcedure, router } from "@/server/trpc/procedures";
import { askResume } from "./ask-resume";
import { certificateOf, showCertificate } from "./certificate.queries";
import { declineResume } from "./decline-resume";
import { letPurgesRun } from "./let-purges-run";
import { STOP_REASONS } from "./purge-stop";
import { openPurgeStop } from "./queries";
import { retryPurge } from "./retry-purge";
import { stopPurges } from "./stop-purges";

const typed = z.string().max(100);

export const retentionRouter = router({
  stop: operatorProcedure("request:read").query(({ ctx }) => openPurgeStop(ctx.deps, ctx.operator.id)),
  stopPurges: operatorProcedure("purge:stop", { isFresh: true })
    .input(z.object({ because: z.enum(STOP_REASONS), typed }))
    .mutation(({ ctx, input }) => stopPurges(ctx.deps, ctx.actor, input)),
  askResume: operatorProcedure("purge:resume")
    .input(z.object({ typed }))
    .mutation(({ ctx, input }) => askResume(ctx.deps, ctx.actor, input)),
  declineResume: operatorProcedure("purge:agree_resume")
    .input(z.object({ stopId: anyId }))
    .mutation(({ ctx, input }) => declineResume(ctx.deps, ctx.actor, input.stopId)),
  letPurgesRun: operatorProcedure("purge:agree_resume", { isFresh: true, agreesTo: ["resume_purges"], subject: "stopId" })
    .input(z.object({ stopId: anyId, typed, seen: shownHash }))
    .mutation(({ ctx, input }) => letPurgesRun(ctx.deps, ctx.actor, input)),
  retry: operatorProcedure("purge:retry")
    .input(z.object({ requestId }))
    .mutation(({ ctx, input }) => retryPurge(ctx.deps, ctx.actor, input.requestId)),
  certificate: openProcedure("Whoever has a certificate's address may see it: it names nobody (P8).")
    .input(z.object({ id: anyId, language: z.string().optional() }))
    .query(({ ctx, input }) => showCertificate(ctx.deps, input.id.toLowerCase(), input.language)),
  certificateOf: operatorProcedure("request:read")
    .input(z.object({ requestId }))
    .query(({ ctx, input }) => certificateOf(ctx.deps, input.requestId)),
});
