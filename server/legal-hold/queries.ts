import { Prisma } from "@/prisma/generated/client";
import { factsSha256 } from "@/server/approval/facts-sha256";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { classesHeldBy, classesKeptBy, DATA_GROUPS, ERASE_CLASSES, EVERYTHING } from "@/server/retention/inventory";
import { gatherHeld, holdState } from "./gather-held";
import { HOLD_ACTS, type HoldAct, refuseAct } from "./hold-acts";
import { orderOf } from "./order";
import { REFUSALS } from "./refusals";
import { dayInIndia, latestReview, remindUpTo } from "./review-date";

export const HOLD_VIEWS = ["open", "to_agree", "to_review", "ended"] as const;
export type HoldView = (typeof HOLD_VIEWS)[number];

/** One line of the list of holds. The organisation is null once the tenant is erased. */
export type HoldRow = {
  id: string;
  tenantId: string;
  organisation: string | null;
  authority: string;
  reference: string;
  scope: string[];
  reviewOn: Date;
  placedAt: Date;
  placedBy: string;
  placedByName: string | null;
  lapsesAt: Date;
  agreedAt: Date | null;
  /** Who waits for a second person to give the release. */
  releaseAskedBy: string | null;
  releasedAt: Date | null;
  endedBecause: "released" | "lapsed" | "declined" | null;
  purgeDueAt: Date | null;
};
const PAGE = 50;

/** Open holds as they need somebody: those without a second person first, then by the day of review. Ended ones newest first. */
const ORDER: Record<"open" | "ended", Prisma.Sql> = {
  open: Prisma.sql`(CASE WHEN h.agreed_at IS NULL OR w.maker_id IS NOT NULL THEN '0' ELSE '1' END) || to_char(h.review_on, 'YYYY-MM-DD')`,
  ended: Prisma.sql`to_char(h.released_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`,
};

/** Holds, one page from the cursor on (keyset). At most 50 rows; `next` is null on the last page. */
export async function listHolds(deps: Deps, view: HoldView, cursor: { key: string; id: string } | null) {
  const now = await deps.clock.now(deps.db);
  const key = view === "ended" ? ORDER.ended : ORDER.open;
  const where = [...conditions(view, now)];
  if (cursor)
    where.push(Prisma.sql`(${key}, h.id) ${view === "ended" ? Prisma.sql`<` : Prisma.sql`>`} (${cursor.key}, ${cursor.id}::uuid)`);
  const direction = view === "ended" ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await deps.db.$queryRaw<(HoldRow & { key: string })[]>`
    SELECT h.id, h.tenant_id AS "tenantId", t.name AS organisation, h.authority, h.reference, h.scope, h.review_on AS "reviewOn",
      h.placed_at AS "placedAt", h.placed_by AS "placedBy", p.name AS "placedByName", h.lapses_at AS "lapsesAt", h.agreed_at AS "agreedAt",
      w.maker_id AS "releaseAskedBy", h.released_at AS "releasedAt", h.ended_because::text AS "endedBecause", d.purge_due_at AS "purgeDueAt", ${key} AS key
    FROM console.legal_hold h
    LEFT JOIN console.approval w ON w.kind = 'release_hold' AND w.subject_id = h.id AND w.ended_at IS NULL AND w.expires_at > ${now} AND h.released_at IS NULL
    LEFT JOIN platform.tenant t ON t.id = h.tenant_id
    LEFT JOIN console.operator p ON p.id = h.placed_by
    LEFT JOIN console.deactivation d ON d.tenant_id = h.tenant_id AND d.ended_at IS NULL
    WHERE ${Prisma.join(where, " AND ")} ORDER BY key ${direction}, h.id ${direction} LIMIT ${PAGE + 1}`;
  const items = rows.slice(0, PAGE).map(({ key: _key, ...row }) => row);
  const last = rows[PAGE - 1];
  return { now, items, remindUpTo: remindUpTo(now), next: rows.length > PAGE && last ? { key: last.key, id: last.id } : null };
}

function* conditions(view: HoldView, now: Date): Generator<Prisma.Sql> {
  yield view === "ended" ? Prisma.sql`h.released_at IS NOT NULL` : Prisma.sql`h.released_at IS NULL`;
  if (view === "to_agree") yield Prisma.sql`(h.agreed_at IS NULL OR w.maker_id IS NOT NULL)`;
  if (view === "to_review") yield Prisma.sql`h.agreed_at IS NOT NULL AND h.review_on <= ${remindUpTo(now)}::date`;
}

export type HoldDecision = { allowed: boolean; code: string | null; because: string | null };

/** Everything the detail screen shows of one hold: the order, who agreed, what is kept until when, what can be done, and what happened. */
export async function holdDetail(deps: Deps, holdId: string, actor: { id: string }) {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const hold = await db.legalHold.findUnique({ where: { id: holdId } });
  if (!hold) throw new NotFound("hold");
  const { tenantId } = hold;
  const [tenant, deactivation, request, state, events] = await Promise.all([
    db.tenant.findUnique({ where: { id: tenantId }, select: { name: true } }),
    db.deactivation.findFirst({ where: { tenantId, endedAt: null }, select: { purgeDueAt: true } }),
    db.deletionRequest.findFirst({ where: { tenantId }, orderBy: { receivedAt: "desc" }, select: { id: true, number: true, state: true } }),
    holdState(db, hold, now),
    db.auditEvent.findMany({
      where: { tenantId, type: { startsWith: "hold." }, payload: { path: ["holdId"], equals: holdId } },
      orderBy: { id: "desc" },
      take: 100,
    }),
  ]);
  const ids = [
    hold.placedBy,
    hold.agreedBy,
    state.releaseAskedBy,
    hold.releasedBy,
    hold.reviewedBy,
    ...events.map((event) => event.actorId),
  ];
  const people = await db.operator.findMany({ where: { id: { in: ids.filter((id) => id !== null) } }, select: { id: true, name: true } });
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? null;
  const heldNow = await gatherHeld(db, tenantId, deactivation?.purgeDueAt ?? null, now);
  const decide = (act: HoldAct): HoldDecision => {
    const code = refuseAct(state, act, actor.id, now);
    return { allowed: code === null, code, because: code && REFUSALS[code] };
  };
  const { scope } = hold;
  return {
    now,
    hold: {
      id: hold.id,
      tenantId,
      authority: hold.authority,
      reference: hold.reference,
      scope,
      heldClasses: scope.includes(EVERYTHING) ? ERASE_CLASSES.map(({ name }) => name) : classesKeptBy(hold),
      reviewOn: hold.reviewOn,
      reviewedAt: hold.reviewedAt,
      placedAt: hold.placedAt,
      lapsesAt: hold.lapsesAt,
      agreedAt: hold.agreedAt,
      releasedAt: hold.releasedAt,
      endedBecause: hold.endedBecause,
    },
    people: {
      placedBy: nameOf(hold.placedBy),
      agreedBy: nameOf(hold.agreedBy),
      releaseAskedBy: nameOf(state.releaseAskedBy),
      releasedBy: nameOf(hold.releasedBy),
      reviewedBy: nameOf(hold.reviewedBy),
    },
    /** The order as it is shown, hashed: a second person gives it back with their word (A3). */
    seen: factsSha256(orderOf(hold)),
    isReviewDue: !hold.releasedAt && hold.agreedAt !== null && hold.reviewOn <= remindUpTo(now),
    isReviewPast: !hold.releasedAt && hold.reviewOn < dayInIndia(now),
    latestReviewOn: latestReview(now),
    tenant: tenant && { id: tenantId, name: tenant.name },
    request,
    purgeDueAt: deactivation?.purgeDueAt ?? null,
    heldUntil: heldNow.until,
    decisions: Object.fromEntries(HOLD_ACTS.map((act) => [act, decide(act)])) as Record<HoldAct, HoldDecision>,
    timeline: events.map((event) => ({
      id: String(event.id),
      at: event.at,
      type: event.type,
      actorKind: event.actorKind,
      actorName: nameOf(event.actorId),
      payload: event.payload as Record<string, string | number | boolean | null>,
    })),
  };
}

/** What the question before placing needs: the groups with what each keeps, and the latest day of review. */
export async function holdForm(deps: Deps) {
  const now = await deps.clock.now(deps.db);
  return {
    today: dayInIndia(now),
    latestReviewOn: latestReview(now),
    classes: ERASE_CLASSES.map(({ name, group }) => ({ name, group })),
    groups: DATA_GROUPS.map((group) => ({ group, keeps: classesHeldBy([group]) })),
  };
}

/** Holds of one tenant for its own page: open ones first, at most 20. */
export async function holdsOfTenant(deps: Deps, tenantId: string) {
  const now = await deps.clock.now(deps.db);
  const holds = await deps.db.legalHold.findMany({ where: { tenantId }, orderBy: { placedAt: "desc" }, take: 20 });
  const states = await Promise.all(holds.map((hold) => holdState(deps.db, hold, now)));
  const rows = holds.map((hold, place) => ({
    id: hold.id,
    authority: hold.authority,
    scope: hold.scope,
    placedAt: hold.placedAt,
    lapsesAt: hold.lapsesAt,
    agreedAt: hold.agreedAt,
    reviewOn: hold.reviewOn,
    releaseAskedBy: states[place]?.releaseAskedBy ?? null,
    releasedAt: hold.releasedAt,
    endedBecause: hold.endedBecause,
  }));
  return { now, holds: rows.toSorted((a, b) => Number(a.releasedAt !== null) - Number(b.releasedAt !== null)) };
}
