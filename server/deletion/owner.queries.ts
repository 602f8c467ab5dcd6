import { gatherHeld } from "@/server/legal-hold/gather-held";
import { anythingHeld } from "@/server/legal-hold/hold";
import { DAY_MS, HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { REMINDERS } from "@/server/notice/notice";
import type { SignedInMember } from "@/server/owner/read-owner";
import { OPEN_STATES } from "@/server/refund/refund";
import { gatherFacts } from "./gather-facts";
import { changedLately, type Facts, LIVE_STATES, refuseReturnInPerson } from "./lifecycle";

/** How long the overview greets an owner who has come back. */
const GREETING_DAYS = 7;

/** The owner's overview (S1): where the account stands, until when, and what is still to come. Amounts are in paise. */
export async function ownAccount(deps: Deps, member: SignedInMember) {
  const { db } = deps;
  const { tenantId } = member;
  const now = await deps.clock.now(db);
  const tenant = await db.tenant.findUnique({ where: { id: tenantId }, select: { name: true, timeZone: true } });
  if (!tenant) throw new NotFound("tenant");
  const live = await db.deletionRequest.findFirst({ where: { tenantId, state: { in: [...LIVE_STATES] } }, select: { id: true } });
  const found = live && (await gatherFacts(db, live.id, now));
  const [refunds, cameBack, caution] = await Promise.all([
    db.refund.findMany({
      where: { tenantId, state: { in: [...OPEN_STATES] } },
      orderBy: { requestedAt: "asc" },
      select: { id: true, number: true, amountPaise: true, currency: true, state: true },
    }),
    db.deactivation.findFirst({
      where: { tenantId, endedBecause: "reactivated", endedAt: { gt: later(now, -GREETING_DAYS * DAY_MS) } },
      select: { endedAt: true },
    }),
    cautionOf(deps, member, found ? found.facts : null, now),
  ]);
  return {
    now,
    organisation: tenant.name,
    timeZone: tenant.timeZone,
    refunds,
    cameBackAt: cameBack?.endedAt ?? null,
    live: found && liveView(found, now),
    ...caution,
  };
}

/**
 * What an owner is told before deleting. `mustWait`: two people of ours look first, so that nothing ends at once (V7). `isHeld`:
 * a legal hold keeps some of the data, or all of it, past the 30 days.
 */
async function cautionOf({ db }: Deps, { id, tenantId }: SignedInMember, live: Facts | null, now: Date) {
  if (live) return { mustWait: live.state === "received" && changedLately(live.ownerChangedAt, now), isHeld: anythingHeld(live.held) };
  const [owner, held] = await Promise.all([
    db.teamMember.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { emailChangedAt: true, becameOwnerAt: true } }),
    gatherHeld(db, tenantId, null, now),
  ]);
  const changes = [owner?.emailChangedAt ?? null, owner?.becameOwnerAt ?? null];
  return { mustWait: changes.some((at) => changedLately(at, now)), isHeld: anythingHeld(held) };
}
export type OwnAccount = Awaited<ReturnType<typeof ownAccount>>;

function liveView({ request, facts }: Awaited<ReturnType<typeof gatherFacts>>, now: Date) {
  const { deactivation } = request;
  return {
    number: request.number,
    state: facts.state as (typeof LIVE_STATES)[number],
    channel: request.channel,
    receivedAt: request.receivedAt,
    /** The owner has done everything there is to do; people of ours look at it (V7). */
    isConfirmedInPerson: facts.inPerson,
    deactivation: deactivation && {
      deactivatedAt: deactivation.deactivatedAt,
      purgeDueAt: deactivation.purgeDueAt,
      keysRevoked: deactivation.keysRevoked,
      sessionsEnded: deactivation.sessionsEnded,
      reminders: REMINDERS.map(({ kind, hoursBefore }) => ({ kind, at: later(deactivation.purgeDueAt, -hoursBefore * HOUR_MS) })),
    },
    isWindowOpen: Boolean(facts.purgeDueAt && now < facts.purgeDueAt),
    isHeld: anythingHeld(facts.held),
    comingBack: comingBackView(facts, request.returnRequests[0]?.receivedAt ?? null),
    mayAskBack: refuseReturnInPerson(facts, now) === null,
  };
}

const comingBackView = ({ comingBack }: Facts, askedAt: Date | null) =>
  comingBack && askedAt ? { askedAt, isConfirmed: comingBack.codeConfirmed } : null;

/** What the last step before leaving shows: what ends, in numbers, counted as on the checklist, and the name that is to be typed (S3). */
export async function ownConsequences({ db }: Deps, { tenantId }: SignedInMember) {
  const [tenant, keys, bots, people] = await Promise.all([
    db.tenant.findUnique({ where: { id: tenantId }, select: { name: true } }),
    db.apiKey.count({ where: { tenantId, revokedAt: null } }),
    db.bot.count({ where: { tenantId, isActive: true } }),
    db.teamMember.count({ where: { tenantId, role: { not: "owner" } } }),
  ]);
  if (!tenant) throw new NotFound("tenant");
  return { organisation: tenant.name, keys, bots, people };
}

/** Whether a code waits to be typed in this session, and until when it counts. */
export async function ownCode(deps: Deps, member: SignedInMember, purpose: "leave" | "come_back"): Promise<{ expiresAt: Date } | null> {
  const { tenantId, id: memberId, sessionId } = member;
  return deps.db.ownerCode.findFirst({
    where: { tenantId, memberId, sessionId, purpose, endedAt: null, expiresAt: { gt: await deps.clock.now(deps.db) } },
    orderBy: { createdAt: "desc" },
    select: { expiresAt: true },
  });
}
