import { Prisma } from "@/prisma/generated/client";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import type { SignalKind } from "./signal";

const PAGE = 50;
export type Show = "all" | "waiting" | "dead";
export type DeliveryCursor = { at: Date; id: string };

type EndpointRow = {
  id: string;
  name: string;
  url: string;
  kinds: SignalKind[];
  createdAt: Date;
  createdBy: string | null;
  disabledAt: Date | null;
  lastDeliveredAt: Date | null;
  waiting: number;
  dead: number;
};

const ENDPOINTS = Prisma.sql`
  SELECT e.id, e.name, e.url, e.kinds::text[] AS kinds, e.created_at AS "createdAt", o.name AS "createdBy", e.disabled_at AS "disabledAt",
    (SELECT max(d.delivered_at) FROM console.signal_delivery d WHERE d.endpoint_id = e.id AND d.delivered_at IS NOT NULL) AS "lastDeliveredAt",
    (SELECT count(*)::int FROM console.signal_delivery d WHERE d.endpoint_id = e.id AND d.delivered_at IS NULL AND d.dead_at IS NULL) AS waiting,
    (SELECT count(*)::int FROM console.signal_delivery d WHERE d.endpoint_id = e.id AND d.dead_at IS NOT NULL) AS dead
  FROM console.signal_endpoint e LEFT JOIN console.operator o ON o.id = e.created_by`;

/** Every endpoint with how it does, those that are switched off last. There are a handful; secrets are never read. */
export async function listEndpoints(deps: Deps) {
  const items = await deps.db.$queryRaw<EndpointRow[]>`${ENDPOINTS} ORDER BY e.disabled_at IS NOT NULL, e.created_at, e.id LIMIT 200`;
  return { items, now: await deps.clock.now(deps.db) };
}

export async function endpointDetail(deps: Deps, endpointId: string) {
  const rows = await deps.db.$queryRaw<EndpointRow[]>`${ENDPOINTS} WHERE e.id = ${endpointId}::uuid`;
  if (!rows[0]) throw new NotFound("endpoint");
  return { endpoint: rows[0], now: await deps.clock.now(deps.db) };
}

type DeliveryRow = {
  id: string;
  endpointId: string;
  endpointName: string;
  isDisabled: boolean;
  kind: SignalKind;
  tenantId: string;
  tenantName: string | null;
  createdAt: Date;
  attempts: number;
  triedAt: Date | null;
  deliveredAt: Date | null;
  deadAt: Date | null;
  failureCode: string | null;
};

const SHOWN: Record<Show, Prisma.Sql> = {
  all: Prisma.sql`true`,
  waiting: Prisma.sql`d.delivered_at IS NULL AND d.dead_at IS NULL`,
  dead: Prisma.sql`d.dead_at IS NOT NULL`,
};

/**
 * Deliveries one page from the cursor on: of one endpoint or of all, the newest first; the dead ones by when they died. At most
 * 50 rows. A purged tenant has no name any more.
 */
export async function listDeliveries(deps: Deps, asked: { endpointId: string | null; show: Show; cursor: DeliveryCursor | null }) {
  const { endpointId, show, cursor } = asked;
  const by = show === "dead" ? Prisma.sql`d.dead_at` : Prisma.sql`d.created_at`;
  const where = [SHOWN[show]];
  if (endpointId) where.push(Prisma.sql`d.endpoint_id = ${endpointId}::uuid`);
  if (cursor) where.push(Prisma.sql`(${by}, d.id) < (${cursor.at}, ${cursor.id}::uuid)`);
  const rows = await deps.db.$queryRaw<DeliveryRow[]>`
    SELECT d.id, d.endpoint_id AS "endpointId", e.name AS "endpointName", e.disabled_at IS NOT NULL AS "isDisabled", s.kind::text AS kind,
      s.tenant_id AS "tenantId", t.name AS "tenantName", s.created_at AS "createdAt", d.attempts, d.tried_at AS "triedAt",
      d.delivered_at AS "deliveredAt", d.dead_at AS "deadAt", d.failure_code AS "failureCode"
    FROM (SELECT * FROM console.signal_delivery d WHERE ${Prisma.join(where, " AND ")} ORDER BY ${by} DESC, d.id DESC LIMIT ${PAGE + 1}) d
    JOIN console.signal_endpoint e ON e.id = d.endpoint_id JOIN console.signal s ON s.id = d.signal_id
    LEFT JOIN platform.tenant t ON t.id = s.tenant_id
    ORDER BY ${by} DESC, d.id DESC`;
  const items = rows.slice(0, PAGE);
  const last = items.at(-1);
  const at = last && (show === "dead" ? last.deadAt : last.createdAt);
  return { items, next: rows.length > PAGE && last && at ? { at, id: last.id } : null, now: await deps.clock.now(deps.db) };
}
