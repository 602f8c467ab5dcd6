import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";

/** A stretch of the orders in the order of their purchases' ids: behind `after`, up to and with `upTo`. */
export type Stretch = { after: string | null; upTo: string | null };
/** Of an order that is erased meanwhile only the ids are left. */
type Row = {
  id: string;
  tenantId: string;
  gateway: "cashfree" | "razorpay" | null;
  orderId: string | null;
  paymentId: string | null;
};

/**
 * What the daily comparison looks at next: orders whose refunds moved since then, and orders with an open difference. Two branches,
 * because a choice between the two would read every refund there ever was; each has an index of its own.
 */
export const gatherOrders = (db: Tx, since: Date, { after, upTo }: Stretch, limit: number): Promise<Row[]> => {
  const within = (id: Prisma.Sql) =>
    Prisma.sql`${after ? Prisma.sql`AND ${id} > ${after}::uuid` : Prisma.empty} ${upTo ? Prisma.sql`AND ${id} <= ${upTo}::uuid` : Prisma.empty}`;
  return db.$queryRaw<Row[]>`
    SELECT o.purchase_id AS id, o.tenant_id AS "tenantId", p.gateway::text AS gateway, p.order_id AS "orderId", p.payment_id AS "paymentId"
    FROM (
      (SELECT DISTINCT r.tenant_id, r.purchase_id FROM console.refund r
        WHERE r.gateway_refund_id IS NOT NULL AND r.state_changed_at >= ${since} ${within(Prisma.sql`r.purchase_id`)}
        ORDER BY r.purchase_id LIMIT ${limit})
      UNION
      (SELECT DISTINCT d.tenant_id, d.purchase_id FROM console.refund_difference d
        WHERE d.ended_at IS NULL AND d.purchase_id IS NOT NULL AND d.tenant_id IS NOT NULL ${within(Prisma.sql`d.purchase_id`)}
        ORDER BY d.purchase_id LIMIT ${limit})
      ORDER BY purchase_id LIMIT ${limit}) o
    LEFT JOIN platform.purchase p ON p.tenant_id = o.tenant_id AND p.id = o.purchase_id ORDER BY o.purchase_id`;
};
