import { z } from "zod";
import { shownHash } from "@/server/lib/ids";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { addEndpoint } from "./add-endpoint";
import { agreeToReplay } from "./agree-to-replay";
import { askReplay } from "./ask-replay";
import { declineReplay } from "./decline-replay";
import { disableEndpoint } from "./disable-endpoint";
import { enableEndpoint } from "./enable-endpoint";
import { openSignalDeps } from "./open-signal-deps";
import { endpointDetail, listDeliveries, listEndpoints } from "./queries";
import { renewSecret } from "./renew-secret";
import { replayDelivery } from "./replay-delivery";
import { sendTest } from "./send-test";
import { SIGNAL_KINDS } from "./signal";

const oneEndpoint = z.object({ endpointId: z.uuid() });
const newEndpoint = z.object({
  name: z.string().trim().min(1, "give it a name").max(80),
  url: z.string().trim().max(2_048),
  kinds: z.array(z.enum(SIGNAL_KINDS)).min(1, "choose at least one event").max(SIGNAL_KINDS.length),
});

export const signalRouter = router({
  endpoints: operatorProcedure("signal:read").query(({ ctx }) => listEndpoints(ctx.deps)),
  endpoint: operatorProcedure("signal:read")
    .input(oneEndpoint)
    .query(({ ctx, input }) => endpointDetail(ctx.deps, input.endpointId)),
  deliveries: operatorProcedure("signal:read")
    .input(
      z.object({
        endpointId: z.uuid().nullable(),
        show: z.enum(["all", "waiting", "dead"]).default("all"),
        cursor: z.object({ at: z.date(), id: z.uuid() }).nullish(),
      }),
    )
    .query(({ ctx, input }) => listDeliveries(ctx.deps, { ...input, cursor: input.cursor ?? null })),
  add: operatorProcedure("signal:manage")
    .input(newEndpoint)
    .mutation(({ ctx, input }) => addEndpoint(openSignalDeps(ctx.deps), ctx.actor, input)),
  disable: operatorProcedure("signal:manage")
    .input(oneEndpoint)
    .mutation(({ ctx, input }) => disableEndpoint(ctx.deps, ctx.actor, input.endpointId)),
  enable: operatorProcedure("signal:manage")
    .input(oneEndpoint)
    .mutation(({ ctx, input }) => enableEndpoint(ctx.deps, ctx.actor, input.endpointId)),
  renewSecret: operatorProcedure("signal:manage")
    .input(oneEndpoint)
    .mutation(({ ctx, input }) => renewSecret(openSignalDeps(ctx.deps), ctx.actor, input.endpointId)),
  test: operatorProcedure("signal:manage")
    .input(oneEndpoint)
    .mutation(({ ctx, input }) => sendTest(openSignalDeps(ctx.deps), ctx.actor, input.endpointId)),
  replay: operatorProcedure("signal:replay")
    .input(z.object({ deliveryId: z.uuid() }))
    .mutation(({ ctx, input }) => replayDelivery(ctx.deps, ctx.actor, input.deliveryId)),
  askReplay: operatorProcedure("signal:replay")
    .input(oneEndpoint)
    .mutation(({ ctx, input }) => askReplay(ctx.deps, ctx.actor, input.endpointId)),
  declineReplay: operatorProcedure("signal:agree")
    .input(oneEndpoint)
    .mutation(({ ctx, input }) => declineReplay(ctx.deps, ctx.actor, input.endpointId)),
  agreeToReplay: operatorProcedure("signal:agree", { isFresh: true, agreesTo: ["replay_signals"], subject: "endpointId" })
    .input(oneEndpoint.extend({ seen: shownHash }))
    .mutation(({ ctx, input }) => agreeToReplay(ctx.deps, ctx.actor, input.endpointId, input.seen)),
});
