import { ownerProcedure, router } from "@/server/trpc/procedures";
import { readExports } from "./queries";
import { requestExport } from "./request-export";

export const exportRouter = router({
  status: ownerProcedure.query(({ ctx }) => readExports(ctx.deps, ctx.member.tenantId)),
  request: ownerProcedure.mutation(({ ctx }) => requestExport(ctx.deps, ctx.member)),
});
