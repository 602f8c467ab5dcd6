import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError } from "zod";
import type { ApprovalKind } from "@/prisma/generated/enums";
import { recordTurnedAwayFrom } from "@/server/approval/record-refused-approval";
import { logger } from "@/server/lib/logger";
import { Forbidden, NotFound, Refusal } from "@/server/lib/refusal";
import { refuseUnlessFresh } from "@/server/operator/fresh-sign-in";
import { may, type Permission } from "@/server/operator/permissions";
import type { Context } from "./context";
import { sentenceForRefusal } from "./refusal-sentences";

/** Every procedure says who may call it; "open" ones say why anybody may. A test walks the router and fails on silence. */
export type ProcedureMeta =
  | { permission: Permission; isFresh?: true; agreesTo?: readonly ApprovalKind[] }
  | { account: "owner" | "member" }
  | { open: string };

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error, ctx }) {
      const { cause } = error;
      const refusal = cause instanceof Refusal ? { code: cause.code, sentence: sentenceForRefusal(cause), facts: cause.facts } : null;
      const invalid =
        cause instanceof ZodError ? cause.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })) : null;
      const { stack: _withheld, ...data } = shape.data;
      return { ...shape, message: messageFor(error, refusal?.sentence), data: { ...data, refusal, invalid, callId: ctx?.callId ?? null } };
    },
  });

function messageFor(error: TRPCError, sentence: string | undefined): string {
  if (sentence) return sentence;
  if (error.code === "BAD_REQUEST") return "Something in this request has the wrong form.";
  if (error.code === "UNAUTHORIZED") return "You are signed out. Sign in again to go on.";
  if (error.code === "FORBIDDEN") return "Your role does not allow this.";
  if (error.code === "NOT_FOUND") return "There is no such thing, or it is not visible to you.";
  if (error.code === "INTERNAL_SERVER_ERROR")
    return "Something broke on our side. Nothing was changed. Try again; the call id helps support to find the cause.";
  return error.message;
}

export const router = t.router;
export const callerFactory = t.createCallerFactory;

/** The five ways to say no or to break, mapped once (house §4). A Failure's own words are withheld; its cause is kept in the log. */
const translated = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof Refusal) throw new TRPCError({ code: "PRECONDITION_FAILED", cause });
  if (cause instanceof Forbidden) throw new TRPCError({ code: "FORBIDDEN", cause });
  if (cause instanceof NotFound) throw new TRPCError({ code: "NOT_FOUND", cause });
  if (result.error.code === "INTERNAL_SERVER_ERROR") logger.error({ err: cause ?? result.error, callId: ctx.callId, path }, "a call broke");
  throw result.error;
});

/** For people outside the console, such as an owner entering a code. Say why it is open. */
export const openProcedure = (why: string) => translated.meta({ open: why });

/** For the people of a tenant, its owner or not: signed in by code on the owner's pages. Whatever follows is about their own tenant only (S4). */
export const memberProcedure = translated.meta({ account: "member" }).use(({ ctx, next }) => {
  if (!ctx.member) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { ...ctx, member: ctx.member } });
});

/** For the owner of a tenant, read from the database at this call (S3, S4). `ctx.actor` signs the book. */
export const ownerProcedure = translated.meta({ account: "owner" }).use(({ ctx, next }) => {
  if (!ctx.member) throw new TRPCError({ code: "UNAUTHORIZED" });
  if (ctx.member.role !== "owner") throw new Forbidden("account:owner");
  return next({ ctx: { ...ctx, member: ctx.member, actor: { kind: "owner", id: ctx.member.id } as const } });
});

type Door = {
  turnedAway?: (deps: Context["deps"], actor: { kind: "operator"; id: string }, input: unknown) => Promise<void>;
  /** Only within minutes of having shown the identity provider who one is (A2). */
  isFresh?: true;
  /** The approvals that this procedure is the second person's word to; the walking test calls it as the maker. */
  agreesTo?: readonly ApprovalKind[];
  /** Where the input names what is agreed to, so that who is turned away is written down. */
  subject?: string;
};

/** For staff: signed in, and allowed by the one permission table. `turnedAway` writes down who tried without being allowed, where that matters. */
export const operatorProcedure = (permission: Permission, { turnedAway, isFresh, agreesTo, subject }: Door = {}) =>
  translated.meta({ permission, isFresh, agreesTo }).use(async ({ ctx, getRawInput, next }) => {
    if (!ctx.operator) throw new TRPCError({ code: "UNAUTHORIZED" });
    const actor = { kind: "operator", id: ctx.operator.id } as const;
    if (!may(ctx.operator.role, permission)) {
      const input = await getRawInput();
      await turnedAway?.(ctx.deps, actor, input);
      if (subject) for (const kind of agreesTo ?? []) await recordTurnedAwayFrom(kind, subject, ctx.deps, actor, input);
      throw new Forbidden(permission);
    }
    if (isFresh) refuseUnlessFresh(ctx.operator, await ctx.deps.clock.now(ctx.deps.db));
    return next({ ctx: { ...ctx, operator: ctx.operator, actor } });
  });
