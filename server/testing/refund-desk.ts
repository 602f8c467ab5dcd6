import { Forbidden, Refusal } from "@/server/lib/refusal";
import type { Role } from "@/server/operator/permissions";
import { grantHash } from "@/server/refund/refund";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import type { CastOperator } from "./cast";
import type { GivenPurchase } from "./given";
import type { RefundWish } from "./given/money";
import type { World } from "./world";

/** In paise before tax; with 18 % they are ₹5,900.00 and ₹11,800.00. */
export const ONE_CHECKER = 500_000;
export const TWO_CHECKERS = 1_000_000;

/** People who decide about refunds through the router, as their screens do, and what the database holds afterwards. */
export function refundDesk(world: World) {
  const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
  const callerOf = (who: CastOperator, role: Role) =>
    callerFactory(appRouter)({ deps: world.console, operator: { ...who, role }, member: null, callId: "call" });
  const refundOf = (id: string) => world.console.db.refund.findUniqueOrThrow({ where: { id } });

  return {
    sql,
    person: (role: Role = "support_agent") => world.given.operator(role),
    /** The router as this person calls it; with another role, as if they had changed it. */
    as: (who: CastOperator, role: Role = who.role) => callerOf(who, role).refund,
    letters: (who: CastOperator) => callerOf(who, who.role).letter,
    /** A wish somebody else wrote down, in `requested`. */
    lodged: (taxablePaise: number, wish: Omit<RefundWish, "purchase"> = {}) =>
      world.given.purchase({ taxablePaise }).then((purchase) => world.given.refund({ purchase, ...wish })),
    /** A refund that failed before its gateway heard of it (it was not payable any more), so that none has to be read before it is tried again. */
    async failedUnasked(wish: RefundWish = {}) {
      const refund = await world.given.refund({ ...wish, state: "granted" });
      await sql(
        "UPDATE console.refund SET state = 'failed', version = version + 1, trouble = 'no_longer_payable', trouble_since = now() WHERE id = $1",
        [refund.id],
      );
      return refund;
    },
    /** What somebody writes down of a purchase: all of it, unless it says less. */
    wishFor: (purchase: GivenPurchase, amountPaise = purchase.amountPaise) => ({
      tenantId: purchase.tenant.id,
      purchaseId: purchase.id,
      amountPaise,
      reason: "unused_credits" as const,
    }),
    /** A wish that was proposed: who wrote it down, who proposed it, what a checker's screen shows. */
    async proposed(taxablePaise: number) {
      const [lodger, maker] = await Promise.all([world.given.operator("support_agent"), world.given.operator("support_lead")]);
      const purchase = await world.given.purchase({ taxablePaise });
      const { id } = await world.given.refund({ purchase, lodgedBy: lodger.id });
      await callerOf(maker, "support_lead").refund.propose({ refundId: id, version: 1 });
      return { id, lodger, maker, factsSha256: grantHash(await refundOf(id)) };
    },
    refundOf,
    /** What a checker's screen shows now, and gives back. */
    hashOf: async (id: string) => grantHash(await refundOf(id)),
    approvalsOf: (id: string) =>
      sql(
        `SELECT needed, ended_because, (SELECT count(*)::int FROM console.approval_agreement g WHERE g.approval_id = a.id) AS agreements
           FROM console.approval a WHERE subject_id = $1 ORDER BY created_at, id`,
        [id],
      ),
    approvalOf: async (id: string) =>
      (
        await sql("SELECT id, maker_id, expires_at FROM console.approval WHERE subject_id = $1 ORDER BY created_at DESC LIMIT 1", [id])
      )[0] as {
        id: string;
        maker_id: string;
        expires_at: Date;
      },
    /** The book about this refund, oldest first. */
    book: async (id: string, ...types: string[]) =>
      (await sql("SELECT type, actor_id, payload FROM console.audit_event WHERE payload->>'refundId' = $1 ORDER BY id", [id])).filter(
        (row) => types.length === 0 || types.includes(row.type),
      ),
    jobsOf: (id: string) =>
      sql("SELECT task_identifier FROM graphile_worker.jobs WHERE key = $1 AND task_identifier = 'pay-out-refund'", [`payout:${id}`]),
    ageApproval: (id: string, hours: number) =>
      sql(
        "UPDATE console.approval SET created_at = created_at - $2 * interval '1 hour', expires_at = expires_at - $2 * interval '1 hour' WHERE subject_id = $1 AND ended_at IS NULL",
        [id, hours],
      ),
  };
}

/** What a call came to: "done", the code of its refusal, or the name of whatever else stood in its way. */
export async function metBy(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "done";
  } catch (error) {
    const { cause, code } = error as { cause?: unknown; code?: string };
    const refusal = error instanceof Refusal ? error : cause;
    if (refusal instanceof Refusal) return refusal.code;
    if (cause instanceof Forbidden) return "forbidden";
    if (code === "NOT_FOUND" || code === "BAD_REQUEST") return code;
    throw error;
  }
}
