import { ownerProcedure, router } from "@/server/trpc/procedures";
import { ownDates, whatEnds } from "./owner.queries";
import { warnTeam } from "./warn-team";

/** What an owner asks about their own tenant before leaving (S2). The tenant is always the caller's; nothing comes in (S4). */
export const ownTenantRouter = router({
  ends: ownerProcedure.query(({ ctx }) => whatEnds(ctx.deps, ctx.member.tenantId)),
  dates: ownerProcedure.query(({ ctx }) => ownDates(ctx.deps, ctx.member.tenantId)),
  warnTeam: ownerProcedure.mutation(({ ctx }) => warnTeam(ctx.deps, ctx.member)),
});
