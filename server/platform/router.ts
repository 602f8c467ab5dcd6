import { z } from "zod";
import { searchText } from "@/server/lib/search-text";
import { may } from "@/server/operator/permissions";
import { operatorProcedure, router } from "@/server/trpc/procedures";
import { listTenants, tenantDetail } from "./queries";

export const platformRouter = router({
  list: operatorProcedure("tenant:read")
    .input(z.object({ q: searchText, cursor: z.object({ name: z.string(), id: z.uuid() }).nullish() }))
    .query(({ ctx, input }) => listTenants(ctx.deps, input.q, input.cursor ?? null, may(ctx.operator.role, "person:reveal"))),
  detail: operatorProcedure("tenant:read")
    .input(z.object({ tenantId: z.uuid() }))
    .query(({ ctx, input }) => tenantDetail(ctx.deps, input.tenantId)),
});
