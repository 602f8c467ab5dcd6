import { Prisma } from "@/prisma/generated/client";
import type { ActorKind } from "@/prisma/generated/enums";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { placesOf, TENANTS } from "./find-places";
import { AUDIT_TYPES, type TrailFilter } from "./trail-search";

const PAGE = 50;

type Row = {
  id: bigint;
  at: Date;
  type: string;
  actorKind: ActorKind;
  actorId: string | null;
  tenantId: string | null;
  requestId: string | null;
  payload: Record<string, string | number | boolean | null>;
  /** Its place in the chain and the link's hash in hex; null while its transaction's link is not there. */
  seq: bigint | null;
  hash: string | null;
};

/**
 * The book, newest first, one page from the cursor on (keyset on the id). At most 50 events, with the names and numbers of what they are
 * about. `onlyTenants`: so many organisations were looked at, because more are called like what was searched; null when it were all.
 */
export async function searchTrail(deps: Deps, filter: TrailFilter, cursor: string | null) {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const { places, isCut } = await placesOf(db, filter, cursor === null ? null : BigInt(cursor));
  const rows = places.length > 0 ? await readPage(db, places, PAGE + 1) : [];
  const items = rows.slice(0, PAGE);
  const named = await namesFor(db, items);
  const last = items.at(-1);
  return {
    now,
    items: items.map((row) => ({ ...row, id: String(row.id), seq: row.seq === null ? null : Number(row.seq), ...named(row) })),
    next: rows.length > PAGE && last ? String(last.id) : null,
    onlyTenants: isCut ? TENANTS : null,
  };
}

/** The newest events of all places. Each place has an index that gives its newest; together they are a few pages, which are then ordered. */
export const readPage = (db: Pick<Tx, "$queryRaw">, places: Prisma.Sql[], limit: number): Promise<Row[]> => db.$queryRaw<Row[]>`
  SELECT e.id, e.at, e.type, e.actor_kind::text AS "actorKind", e.actor_id AS "actorId", e.tenant_id AS "tenantId", e.request_id AS "requestId",
    e.payload, l.seq, encode(l.hash, 'hex') AS hash
  FROM (SELECT * FROM (${Prisma.join(
    places.map((place) => Prisma.sql`(SELECT e.* FROM console.audit_event e WHERE ${place} ORDER BY e.id DESC LIMIT ${limit}::int)`),
    " UNION ALL ",
  )}) found ORDER BY id DESC LIMIT ${limit}::int) e
  LEFT JOIN console.audit_link l ON l.event_id = e.id ORDER BY e.id DESC`;

/** How many events there are in all places. */
export async function countTrail(tx: Pick<Tx, "$queryRaw">, places: Prisma.Sql[]): Promise<number> {
  if (places.length === 0) return 0;
  const each = places.map((place) => Prisma.sql`(SELECT count(*) FROM console.audit_event e WHERE ${place})`);
  const [row] = await tx.$queryRaw<{ events: number }[]>`SELECT (${Prisma.join(each, " + ")})::int AS events`;
  return row?.events ?? 0;
}

/** Names and numbers for one page, each looked up once. Those of erased tenants are not there any more. */
async function namesFor(db: Deps["db"], rows: Row[]) {
  const ids = (pick: (row: Row) => unknown) => [...new Set(rows.map(pick).filter((id): id is string => typeof id === "string"))];
  const staff = [
    ...ids(({ actorId }) => actorId),
    ...ids(({ payload }) => payload.operatorId),
    ...ids(({ payload }) => payload.assigneeId),
  ];
  const [people, tenants, requests, refunds, cases] = await Promise.all([
    db.operator.findMany({ where: { id: { in: staff } }, select: { id: true, name: true } }),
    db.tenant.findMany({ where: { id: { in: ids(({ tenantId }) => tenantId) } }, select: { id: true, name: true } }),
    db.deletionRequest.findMany({ where: { id: { in: ids(({ requestId }) => requestId) } }, select: { id: true, number: true } }),
    db.refund.findMany({ where: { id: { in: ids(({ payload }) => payload.refundId) } }, select: { id: true, number: true } }),
    db.grievance.findMany({ where: { id: { in: ids(({ payload }) => payload.grievanceId) } }, select: { id: true, number: true } }),
  ]);
  const nameOf = new Map<string, string>([...people, ...tenants].map(({ id, name }) => [id, name]));
  const numberOf = new Map([...requests, ...refunds, ...cases].map(({ id, number }) => [id, number]));
  const name = (id: unknown) => (typeof id === "string" ? (nameOf.get(id) ?? null) : null);
  const number = (id: unknown) => (typeof id === "string" ? (numberOf.get(id) ?? null) : null);
  return ({ actorId, tenantId, requestId, payload }: Row) => ({
    actorName: name(actorId),
    organisation: name(tenantId),
    requestNumber: number(requestId),
    refundNumber: number(payload.refundId),
    caseNumber: number(payload.grievanceId),
    /** Of ours, whom the event is about. */
    aboutName: name(payload.operatorId ?? payload.assigneeId),
  });
}

/** What can be chosen from: our staff, former colleagues too, and every type that there is. */
export async function trailForm({ db }: Deps) {
  const staff = await db.operator.findMany({ select: { id: true, name: true }, orderBy: [{ name: "asc" }, { id: "asc" }], take: 500 });
  return { staff, types: AUDIT_TYPES };
}
