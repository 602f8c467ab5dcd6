import { operatorProcedure, router } from "@/server/trpc/procedures";
import { may, PERMISSIONS, type Permission } from "./permissions";

export const operatorRouter = router({
  me: operatorProcedure("request:read").query(({ ctx }) => ({
    ...ctx.operator,
    may: Object.fromEntries(
      Object.keys(PERMISSIONS).map((permission) => [permission, may(ctx.operator.role, permission as Permission)]),
    ) as Record<Permission, boolean>,
  })),
});
