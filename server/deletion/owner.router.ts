import { z } from "zod";
import { ownerProcedure, router } from "@/server/trpc/procedures";
import { askBackInPerson } from "./ask-back-in-person";
import { deactivateInPerson } from "./deactivate-in-person";
import { ownAccount, ownCode, ownConsequences } from "./owner.queries";
import { sendOwnCode } from "./send-own-code";
import { withdrawInPerson } from "./withdraw-in-person";

const purpose = z.enum(["leave", "come_back"]);
const code = z.string().max(40);

export const leavingRouter = router({
  account: ownerProcedure.query(({ ctx }) => ownAccount(ctx.deps, ctx.member)),
  consequences: ownerProcedure.query(({ ctx }) => ownConsequences(ctx.deps, ctx.member)),
  code: ownerProcedure.input(z.object({ purpose })).query(({ ctx, input }) => ownCode(ctx.deps, ctx.member, input.purpose)),
  sendCode: ownerProcedure.input(z.object({ purpose })).mutation(({ ctx, input }) => sendOwnCode(ctx.deps, ctx.member, input.purpose)),
  delete: ownerProcedure
    .input(z.object({ code, organisation: z.string().max(300) }))
    .mutation(({ ctx, input }) => deactivateInPerson(ctx.deps, ctx.member, input)),
  comeBack: ownerProcedure.input(z.object({ code })).mutation(({ ctx, input }) => askBackInPerson(ctx.deps, ctx.member, input.code)),
  withdraw: ownerProcedure.mutation(({ ctx }) => withdrawInPerson(ctx.deps, ctx.member)),
});
