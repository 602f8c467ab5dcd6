import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { normaliseName } from "@/server/lib/normalise-name";
import { type Named, readSearch, type TrailFilter, typesOf } from "./trail-search";

/** So many events may have been written out of the order of their instants: transactions write at the same time. */
const SLACK = 1_000;
/** Of so many tenants with a name like this the events are found. */
export const TENANTS = 20;

/** `isCut`: more than `TENANTS` tenants are called like this, and the events of the others are not among them. */
export type Places = { places: Prisma.Sql[]; isCut: boolean };
const NOWHERE: Places = { places: [], isCut: false };

/**
 * Where in the book the events of a search stand, as conditions of which each has an index of its own (see the migrations); none when
 * nothing can be found. An event stands in one of them only. Before `before`, an id, when it is given.
 */
export async function placesOf(db: Pick<Tx, "$queryRaw">, filter: TrailFilter, before: bigint | null): Promise<Places> {
  const { actor, kind, from, to } = filter;
  const all: Prisma.Sql[] = [];
  const range = await rangeOf(db, from, to);
  if (!range) return NOWHERE;
  if (range.lower !== null) all.push(Prisma.sql`e.id >= ${range.lower}::bigint`);
  if (range.upper !== null) all.push(Prisma.sql`e.id <= ${range.upper}::bigint`);
  if (from) all.push(Prisma.sql`e.at >= ${from}`);
  if (to) all.push(Prisma.sql`e.at < ${to}`);
  if (before !== null) all.push(Prisma.sql`e.id < ${before}::bigint`);
  if (actor === "owner" || actor === "member")
    all.push(Prisma.sql`e.actor_kind = ${actor}::console."ActorKind" AND e.actor_kind IN ('owner', 'member')`);
  else if (actor === "system" || actor === "operator") all.push(Prisma.sql`e.actor_kind = ${actor}::console."ActorKind"`);
  else if (actor) all.push(Prisma.sql`e.actor_id = ${actor}::uuid`);
  const types = kind ? typesOf(kind) : null;
  const about = await aboutOf(db, filter.q);
  if (about?.places.length === 0 || types?.length === 0) return NOWHERE;
  const and = (place: Prisma.Sql | null) => Prisma.join([...(place ? [place] : []), ...all, Prisma.sql`true`], " AND ");
  // Of few types each is read from its own index. Beside somebody or something the types are only looked at.
  const isNarrow = about !== null || (actor !== undefined && actor !== "system" && actor !== "operator");
  if (types && !isNarrow) return { places: types.map((type) => and(Prisma.sql`e.type = ${type}`)), isCut: false };
  if (types) all.push(Prisma.sql`e.type IN (${Prisma.join(types)})`);
  return { places: (about?.places ?? [null]).map(and), isCut: about?.isCut ?? false };
}

/** What the search field names; null when nothing is asked, none when there is no such thing. */
async function aboutOf(db: Pick<Tx, "$queryRaw">, q: string): Promise<Places | null> {
  const named = readSearch(q);
  if (!named) return null;
  if (named.what === "organisation") return calledLike(db, normaliseName(named.name));
  const places =
    named.what === "event" ? [Prisma.sql`e.id = ${named.id}::bigint`] : named.what === "id" ? naming(named.id) : await numbered(db, named);
  return { places, isCut: false };
}

/** Who did it, what it is about, and whatever else an event names in its payload, in `audit_event_named`. */
const naming = (id: string): Prisma.Sql[] => [
  Prisma.sql`e.tenant_id = ${id}::uuid`,
  Prisma.sql`e.request_id = ${id}::uuid`,
  Prisma.sql`e.actor_id = ${id}::uuid`,
  // As an array they are looked up by that index whatever the planner thinks of a page of the newest events.
  Prisma.sql`e.id = ANY (ARRAY(SELECT x.id FROM console.audit_event x WHERE ${NAMED} @> ${JSON.stringify([id])}::jsonb AND x.payload <> '{}'
    AND x.tenant_id IS DISTINCT FROM ${id}::uuid AND x.request_id IS DISTINCT FROM ${id}::uuid AND x.actor_id IS DISTINCT FROM ${id}::uuid))`,
];
/** Word for word what the index is over. */
const NAMED = Prisma.sql`jsonb_path_query_array(x.payload, '$.* ? (@ like_regex "^[0-9a-f]{8}-[0-9a-f]{4}-")')`;

/** By a part of the organisation's name as it is stored for search; who is called exactly so comes first. */
async function calledLike(db: Pick<Tx, "$queryRaw">, name: string): Promise<Places> {
  if (name === "") return NOWHERE;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM platform.tenant WHERE name_normalised LIKE ${`%${name}%`} ORDER BY name_normalised <> ${name}, name_normalised, id LIMIT ${TENANTS + 1}`;
  return { places: rows.slice(0, TENANTS).map(({ id }) => Prisma.sql`e.tenant_id = ${id}::uuid`), isCut: rows.length > TENANTS };
}

type Numbered = Extract<Named, { number: number }>;
async function numbered(db: Pick<Tx, "$queryRaw">, { what, number }: Numbered): Promise<Prisma.Sql[]> {
  if (what === "request") {
    const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM console.deletion_request WHERE number = ${number}::int`;
    return rows.map(({ id }) => Prisma.sql`e.request_id = ${id}::uuid`);
  }
  if (what === "case") {
    const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM console.grievance WHERE number = ${number}::int`;
    return rows.map(({ id }) => Prisma.sql`e.payload ? 'grievanceId' AND e.payload ->> 'grievanceId' = ${id}`);
  }
  const rows = await db.$queryRaw<{ id: string; tenantId: string }[]>`
    SELECT id, tenant_id AS "tenantId" FROM console.refund WHERE number = ${number}::int`;
  return rows.map(({ id, tenantId }) => Prisma.sql`e.tenant_id = ${tenantId}::uuid AND e.payload ->> 'refundId' = ${id}`);
}

/** The ids between which the events of a time stand, a little wider; null when nothing was written then. */
async function rangeOf(db: Pick<Tx, "$queryRaw">, from: Date | undefined, to: Date | undefined) {
  if (!from && !to) return { lower: null, upper: null };
  const [row] = await db.$queryRaw<{ lower: bigint | null; upper: bigint | null }[]>`
    SELECT (SELECT min(id) FROM (SELECT id FROM console.audit_event WHERE at >= ${from ?? null}::timestamptz ORDER BY at LIMIT ${SLACK}) f) AS lower,
      (SELECT max(id) FROM (SELECT id FROM console.audit_event WHERE at < ${to ?? null}::timestamptz ORDER BY at DESC LIMIT ${SLACK}) t) AS upper`;
  const { lower = null, upper = null } = row ?? {};
  return (from && lower === null) || (to && upper === null) ? null : { lower, upper };
}
