import { operatorProcedure, router } from "@/server/trpc/procedures";
import { promises } from "./promise";

export const promiseRouter = router({
  promises: operatorProcedure("policy:read").query(() => promises()),
});
