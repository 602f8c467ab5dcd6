import type { Tx } from "@/server/lib/db";
import type { CreditsFacts, Period } from "./credits-used";

type Lot = Pick<CreditsFacts, "lotPaise" | "olderPaise" | "allPaise" | "overpaidPaise"> & { id: string };
type Sums = { periods: [granted: string, bought: string, used: string][]; usePaise: bigint; potPaise: bigint; grantedPaise: bigint };

/**
 * A tenant's credits: what the books hold of both sources, and what is needed to say how much of each of these purchases nobody has
 * used. Two questions, whatever their number, and sums made by the database over indexes that hold all they need
 * (migration credit_totals): no entry of the ledger is read into memory.
 */
export async function gatherCredits(tx: Tx, tenantId: string, purchaseIds: string[]) {
  // A purchase's place in the line is by its time; a plan puts nothing into the credits.
  const lots = await tx.$queryRaw<Lot[]>`
    WITH line AS (
      SELECT p.id, l.lot, sum(greatest(l.lot, 0)) OVER (ORDER BY p.purchased_at, p.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS older,
        sum(l.lot) OVER () AS every, sum(greatest(-l.lot, 0)) OVER () AS overpaid
      FROM platform.purchase p
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(e.amount_paise), 0) AS lot FROM platform.credit_entry e
        WHERE e.tenant_id = p.tenant_id AND e.purchase_id = p.id AND e.source = 'purchased' AND e.kind <> 'consumption') l
      WHERE p.tenant_id = ${tenantId}::uuid)
    SELECT id, lot::bigint AS "lotPaise", coalesce(older, 0)::bigint AS "olderPaise", every::bigint AS "allPaise",
      overpaid::bigint AS "overpaidPaise"
    FROM line WHERE id = ANY(${purchaseIds}::uuid[])`;
  // A refund makes its purchase smaller from the beginning. Use at the very instant of a grant counts as before it, and at that of
  // a purchase as after it: in doubt the purchased credits paid.
  const [sums] = await tx.$queryRaw<Sums[]>`
    WITH flow AS (
      SELECT source, min(occurred_at) + CASE source WHEN 'granted' THEN interval '1 millisecond' ELSE interval '0' END AS since, sum(amount_paise) AS paise
      FROM platform.credit_entry WHERE tenant_id = ${tenantId}::uuid AND kind <> 'consumption'
      GROUP BY source, coalesce(purchase_id, id)),
    inflow AS (
      SELECT since, coalesce(sum(paise) FILTER (WHERE source = 'granted'), 0) AS granted, coalesce(sum(paise) FILTER (WHERE source = 'purchased'), 0) AS bought
      FROM flow GROUP BY since UNION ALL SELECT '-infinity', 0, 0),
    period AS (
      SELECT i.since, i.granted, i.bought, u.paise, u.purchased
      FROM (SELECT *, lead(since, 1, 'infinity') OVER (ORDER BY since) AS until FROM inflow) i
      CROSS JOIN LATERAL (
        SELECT coalesce(-sum(e.amount_paise), 0) AS paise, coalesce(-sum(e.amount_paise) FILTER (WHERE e.source = 'purchased'), 0) AS purchased
        FROM platform.credit_entry e
        WHERE e.tenant_id = ${tenantId}::uuid AND e.kind = 'consumption' AND e.occurred_at >= i.since AND e.occurred_at < i.until) u)
    SELECT json_agg(json_build_array(granted::text, bought::text, paise::text) ORDER BY since) AS periods, sum(purchased)::bigint AS "usePaise",
      (sum(bought) - sum(purchased))::bigint AS "potPaise", (sum(granted) - sum(paise) + sum(purchased))::bigint AS "grantedPaise"
    FROM period`;
  if (!sums) throw new Error("the database did not add up the credits");
  const periods: Period[] = sums.periods.map(([granted, bought, used]) => ({
    grantedPaise: BigInt(granted),
    boughtPaise: BigInt(bought),
    usedPaise: BigInt(used),
  }));
  const { usePaise: bookedUsePaise, potPaise, grantedPaise } = sums;
  const ofPurchase = new Map<string, CreditsFacts>(lots.map(({ id, ...lot }) => [id, { ...lot, potPaise, bookedUsePaise, periods }]));
  return { purchasedPaise: potPaise, grantedPaise, ofPurchase };
}
