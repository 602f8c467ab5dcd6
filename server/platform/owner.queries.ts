import { DAY_MS, HOUR_MS, later } from "@/server/lib/clock";
import type { Db } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { RETENTION_HOURS } from "@/server/policy/retention";
import { mayWarnAgainAt } from "./team-warning";

/** How many of each the owner reads by name; the rest is a number. */
const NAMED = 8;
/** A key that nobody used for so long is no integration that would break. */
export const KEY_DAYS = 30;

/**
 * What ends for a tenant when it leaves, in numbers and first names (S2, D§5), for its owner. Counts and the first few of each, every one
 * over the range of the tenant in a primary key: 5,000 people are counted in a few milliseconds, and usage records, however many, are
 * never read, because a key says itself when it was last used. Once the account is deactivated it says only that, and until when.
 * @keeps D5.1 D5.5 D5.6
 */
export async function whatEnds(deps: Deps, tenantId: string) {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const dates = await ownDates(deps, tenantId);
  if (dates.closed) return { isClosed: true as const, now, ...dates.closed, organisation: dates.organisation, timeZone: dates.timeZone };
  const [team, bots, keys, webhooks, archive, warning] = await Promise.all([
    teamOf(db, tenantId),
    botsOf(db, tenantId),
    keysOf(db, tenantId, later(now, -KEY_DAYS * DAY_MS)),
    webhooksOf(db, tenantId),
    archiveOf(db, tenantId, now),
    lastWarning(db, tenantId),
  ]);
  const { organisation, timeZone, keptUntil } = dates;
  return { isClosed: false as const, now, organisation, timeZone, keptUntil, team, bots, keys, webhooks, archive, warning };
}

/** The newest archive that can be fetched now, and whether it was. */
async function archiveOf(db: Db, tenantId: string, now: Date) {
  const archive = await db.dataExport.findFirst({
    where: { tenantId, state: "ready", expiresAt: { gt: now } },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    select: { id: true, readyAt: true, expiresAt: true },
  });
  if (!archive) return null;
  const { id, readyAt, expiresAt } = archive;
  const fetched = await db.auditEvent.findFirst({
    where: { tenantId, type: "export.downloaded", payload: { path: ["exportId"], equals: id } },
    select: { id: true },
  });
  return { readyAt, expiresAt, isDownloaded: fetched !== null };
}

/**
 * The instants that the deletion policy speaks of, as they are for this tenant: its 30 days if it left now, or as they run. `closed` also
 * says whether the way back is still open, and whether the purge has begun, which can be long after the window where a hold stands.
 */
export async function ownDates(deps: Deps, tenantId: string) {
  const { db } = deps;
  const [tenant, deactivation, now] = await Promise.all([
    db.tenant.findUnique({ where: { id: tenantId }, select: { name: true, timeZone: true } }),
    db.deactivation.findFirst({
      where: { tenantId, endedAt: null },
      select: { deactivatedAt: true, purgeDueAt: true, request: { select: { state: true } } },
    }),
    deps.clock.now(db),
  ]);
  if (!tenant) throw new NotFound("tenant");
  const closed = deactivation && {
    deactivatedAt: deactivation.deactivatedAt,
    purgeDueAt: deactivation.purgeDueAt,
    isWindowOpen: now < deactivation.purgeDueAt,
    isPurging: deactivation.request.state === "purging",
  };
  return { now, organisation: tenant.name, timeZone: tenant.timeZone, closed, keptUntil: later(now, RETENTION_HOURS * HOUR_MS) };
}

async function teamOf(db: Db, tenantId: string) {
  const where = { tenantId, role: { not: "owner" as const } };
  const [count, first] = await Promise.all([
    db.teamMember.count({ where }),
    db.teamMember.findMany({ where, orderBy: [{ name: "asc" }, { id: "asc" }], take: NAMED, select: { id: true, name: true, role: true } }),
  ]);
  return { count, first };
}

async function botsOf(db: Db, tenantId: string) {
  const where = { tenantId, isActive: true };
  const [count, first] = await Promise.all([
    db.bot.count({ where }),
    db.bot.findMany({ where, orderBy: [{ name: "asc" }, { id: "asc" }], take: NAMED, select: { id: true, name: true, channel: true } }),
  ]);
  return { count, first };
}

async function keysOf(db: Db, tenantId: string, since: Date) {
  const where = { tenantId, revokedAt: null, lastUsedAt: { gte: since } };
  const [all, used, first] = await Promise.all([
    db.apiKey.count({ where: { tenantId, revokedAt: null } }),
    db.apiKey.count({ where }),
    db.apiKey.findMany({
      where,
      orderBy: [{ lastUsedAt: "desc" }, { id: "asc" }],
      take: 2 * NAMED,
      select: { id: true, name: true, displayPrefix: true, lastUsedAt: true, lastUsedBy: true },
    }),
  ]);
  return { all, used, first };
}

async function webhooksOf(db: Db, tenantId: string) {
  const where = { tenantId, isActive: true };
  const [count, first] = await Promise.all([
    db.webhookEndpoint.count({ where }),
    db.webhookEndpoint.findMany({ where, orderBy: { id: "asc" }, take: NAMED, select: { id: true, url: true } }),
  ]);
  return { count, first: first.map(({ id, url }) => ({ id, host: hostOf(url) })) };
}

/** A path may hold a secret; the host is enough to know which it is. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** When the team was told last, how many people, how many of the letters have left, and from when it can be told again. */
async function lastWarning(db: Db, tenantId: string) {
  const last = await db.teamWarning.findFirst({ where: { tenantId }, orderBy: { warnedAt: "desc" } });
  if (!last) return null;
  const { people, warnedAt } = last;
  const sent = await db.notice.count({ where: { tenantId, kind: "team_warned", createdAt: { gte: warnedAt }, sentAt: { not: null } } });
  return { people, warnedAt, sent, againAt: mayWarnAgainAt(warnedAt) };
}
