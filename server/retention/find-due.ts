import { Prisma } from "@/prisma/generated/client";
import type { Deps } from "@/server/lib/deps";
import { ERASE_CLASSES } from "./inventory";

/** `since`: when it could have gone. */
export type Due = { requestId: string; tenantId: string; since: Date };

const AT_ONCE = 100;
/** Queued again each minute whoever is in front; a purge that keeps failing must not hide one behind it. */
const UNFINISHED_AT_ONCE = 1_000;

const CLASSES = ERASE_CLASSES.map(({ name }) => name);

/**
 * Whether at least one class of the tenant may go now. Asked in the query itself, so that however many held tenants there
 * are they never fill the page before one that can be purged; hardly any tenant has ever had a hold, so that is asked first.
 */
const somethingMayGo = (tenant: Prisma.Sql, now: Date): Prisma.Sql => Prisma.sql`(
  NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = ${tenant})
  OR (NOT console.is_held(${tenant}, 'everything', ${now}) AND EXISTS (
    SELECT 1 FROM unnest(${CLASSES}::text[]) AS c (name) WHERE NOT console.is_held(${tenant}, c.name, ${now}))))`;

/** Money that a gateway is paying out: the purge begins once it has answered. */
const paysOut = (tenant: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (SELECT 1 FROM console.refund p
  WHERE p.tenant_id = ${tenant} AND p.state IN ('submitted', 'pending'))`;

const dueNow = (now: Date): Prisma.Sql => Prisma.sql`
  FROM console.deactivation d JOIN console.deletion_request r ON r.id = d.request_id AND r.state = 'retained'
  WHERE d.ended_at IS NULL AND d.purge_due_at <= ${now}`;

/**
 * Late is counted from when the data was free to go: an order that ended after the window kept it for 48 hours more (H2), a
 * refund on its way until its gateway had answered, and nobody was slow meanwhile.
 */
const freeSince = (since: Prisma.Sql): Prisma.Sql => Prisma.sql`greatest(${since}, (SELECT max(h.released_at) + interval '48 hours'
  FROM console.legal_hold h WHERE h.tenant_id = d.tenant_id AND h.released_at >= d.purge_due_at), (SELECT max(f.settled_at)
  FROM console.refund f WHERE f.tenant_id = d.tenant_id AND f.settled_at >= d.purge_due_at))`;

/**
 * The query for windows that are over and have something that may go, the longest over first; as rows of `Due`. Those that wait
 * for a refund are left out like held ones, so that they neither fill the page nor count as late.
 */
export const windowsOver = (now: Date, limit: number): Prisma.Sql => Prisma.sql`
  SELECT d.request_id AS "requestId", d.tenant_id AS "tenantId", ${freeSince(Prisma.sql`d.purge_due_at`)} AS since ${dueNow(now)}
    AND NOT ${paysOut(Prisma.sql`d.tenant_id`)} AND ${somethingMayGo(Prisma.sql`d.tenant_id`, now)} ORDER BY d.purge_due_at LIMIT ${limit}`;

export const findDue = (deps: Deps, now: Date): Promise<Due[]> => deps.db.$queryRaw<Due[]>(windowsOver(now, AT_ONCE));

/** Windows that are over while everything is held, and nobody was told yet. */
export const findHeldDue = (deps: Deps, now: Date): Promise<(Due & { classes: string[] })[]> => deps.db.$queryRaw<
  (Due & { classes: string[] })[]
>`
  SELECT d.request_id AS "requestId", d.tenant_id AS "tenantId", d.purge_due_at AS since, ${CLASSES}::text[] AS classes ${dueNow(now)}
    AND NOT EXISTS (SELECT 1 FROM console.alert a WHERE a.request_id = d.request_id AND a.kind = 'purge_held' AND a.ended_at IS NULL)
    AND NOT ${somethingMayGo(Prisma.sql`d.tenant_id`, now)} ORDER BY d.purge_due_at LIMIT ${AT_ONCE}`;

/** Windows that are over while a refund is on its way, and nobody was told yet. Paise, and since when the first has been under way. */
export const findPayingOut = (deps: Deps, now: Date): Promise<(Due & { refunds: number; amountPaise: bigint })[]> => deps.db.$queryRaw<
  (Due & { refunds: number; amountPaise: bigint })[]
>`
  SELECT d.request_id AS "requestId", d.tenant_id AS "tenantId", p.since, p.refunds, p.amount AS "amountPaise"
  FROM (SELECT tenant_id, count(*)::int AS refunds, sum(amount_paise)::bigint AS amount, min(submitted_at) AS since FROM console.refund
    WHERE state IN ('submitted', 'pending') GROUP BY tenant_id) p
  JOIN console.deactivation d ON d.tenant_id = p.tenant_id AND d.ended_at IS NULL AND d.purge_due_at <= ${now}
  JOIN console.deletion_request r ON r.id = d.request_id AND r.state = 'retained'
  WHERE NOT EXISTS (SELECT 1 FROM console.alert a WHERE a.request_id = d.request_id AND a.kind = 'purge_waits_for_payout' AND a.ended_at IS NULL)
    AND ${somethingMayGo(Prisma.sql`d.tenant_id`, now)} ORDER BY d.purge_due_at LIMIT ${AT_ONCE}`;

/**
 * The query for purges that have begun and can go on, as rows of `Due`: a class that is not held, nothing left but the end, or
 * no plan yet, because the worker was killed before its first line.
 */
export const purgesUnderWay = (now: Date, limit: number): Prisma.Sql => Prisma.sql`
  SELECT p.request_id AS "requestId", p.tenant_id AS "tenantId", ${freeSince(Prisma.sql`p.started_at`)} AS since
  FROM console.purge_run p JOIN console.deactivation d ON d.request_id = p.request_id
  WHERE p.finished_at IS NULL AND (NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = p.tenant_id)
    OR NOT EXISTS (SELECT 1 FROM console.purge_step s WHERE s.request_id = p.request_id)
    OR (NOT EXISTS (SELECT 1 FROM console.purge_step s WHERE s.request_id = p.request_id AND s.finished_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM unnest(${CLASSES}::text[]) AS c (name) WHERE console.is_held(p.tenant_id, c.name, ${now})))
    OR EXISTS (SELECT 1 FROM console.purge_step s WHERE s.request_id = p.request_id AND s.finished_at IS NULL
      AND NOT console.is_held(p.tenant_id, s.class_name, ${now})))
  ORDER BY p.started_at LIMIT ${limit}`;

export const findUnfinished = (deps: Deps, now: Date): Promise<Due[]> => deps.db.$queryRaw<Due[]>(purgesUnderWay(now, UNFINISHED_AT_ONCE));

/** What an order covers now of a tenant's data. */
export async function findHeldClasses(deps: Deps, tenantId: string): Promise<string[]> {
  const now = await deps.clock.now(deps.db);
  const rows = await deps.db.$queryRaw<{ name: string }[]>`
    SELECT c.name FROM unnest(${CLASSES}::text[]) WITH ORDINALITY AS c (name, place) WHERE console.is_held(${tenantId}::uuid, c.name, ${now}) ORDER BY c.place`;
  return rows.map(({ name }) => name);
}
