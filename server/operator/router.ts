import { z } from "zod";
import { shownHash } from "@/server/lib/ids";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { agreeToChange } from "./agree-to-change";
import { askRole } from "./ask-role";
import { declineChange } from "./decline-change";
import { endAccess } from "./end-access";
import { endOtherSessions } from "./end-other-sessions";
import { endSessions } from "./end-sessions";
import { freshUntil } from "./fresh-sign-in";
import { inviteOperator } from "./invite-operator";
import { may, PERMISSIONS, type Permission, ROLES } from "./permissions";
import { listOperators, operatorDetail, waitingChanges } from "./queries";
import { withdrawChange } from "./withdraw-change";

const onOperator = z.object({ operatorId: z.uuid() });
const onChange = z.object({ changeId: z.uuid() });
const role = z.enum(ROLES);
const name = z
  .string()
  .max(200)
  .transform((text) => text.replaceAll("\0", "").trim())
  .pipe(z.string().min(2));

export const operatorRouter = router({
  me: operatorProcedure("request:read").query(async ({ ctx }) => {
    const { sessionId: _own, ...operator } = ctx.operator;
    return {
      ...operator,
      now: await ctx.deps.clock.now(ctx.deps.db),
      freshUntil: freshUntil(operator.authenticatedAt),
      may: Object.fromEntries(
        Object.keys(PERMISSIONS).map((permission) => [permission, may(operator.role, permission as Permission)]),
      ) as Record<Permission, boolean>,
    };
  }),
  list: operatorProcedure("operator:read")
    .input(z.object({ cursor: z.object({ name: z.string().max(200), id: z.uuid() }).nullish() }))
    .query(({ ctx, input }) => listOperators(ctx.deps, ctx.operator, input.cursor ?? null)),
  waiting: operatorProcedure("operator:read").query(({ ctx }) => waitingChanges(ctx.deps, ctx.operator)),
  detail: operatorProcedure("operator:read")
    .input(onOperator)
    .query(({ ctx, input }) => operatorDetail(ctx.deps, input.operatorId, ctx.operator)),
  invite: operatorProcedure("operator:manage", { isFresh: true })
    .input(z.object({ email: z.email().max(200), name, role }))
    .mutation(({ ctx, input }) => inviteOperator(ctx.deps, ctx.actor, input)),
  askRole: operatorProcedure("operator:manage", { isFresh: true })
    .input(onOperator.extend({ role }))
    .mutation(({ ctx, input }) => askRole(ctx.deps, ctx.actor, input.operatorId, input.role)),
  agree: operatorProcedure("operator:agree", { isFresh: true, agreesTo: ["change_operator"], subject: "changeId" })
    .input(onChange.extend({ seen: shownHash }))
    .mutation(({ ctx, input }) => agreeToChange(ctx.deps, ctx.actor, input.changeId, input.seen)),
  decline: operatorProcedure("operator:agree")
    .input(onChange)
    .mutation(({ ctx, input }) => declineChange(ctx.deps, ctx.actor, input.changeId)),
  withdraw: operatorProcedure("operator:manage")
    .input(onChange)
    .mutation(({ ctx, input }) => withdrawChange(ctx.deps, ctx.actor, input.changeId)),
  endSessions: operatorProcedure("operator:manage")
    .input(onOperator)
    .mutation(({ ctx, input }) => endSessions(ctx.deps, ctx.actor, input.operatorId)),
  endOtherSessions: operatorProcedure("request:read").mutation(({ ctx }) =>
    endOtherSessions(ctx.deps, ctx.actor, ctx.operator.sessionId ?? ""),
  ),
  endAccess: operatorProcedure("operator:manage", { isFresh: true })
    .input(onOperator)
    .mutation(({ ctx, input }) => endAccess(ctx.deps, ctx.actor, input.operatorId)),
});
