import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { maskEmail } from "@/server/lib/mask";
import { rejectionSentence } from "@/server/notice/render-notice";
import { codeStatus } from "@/server/owner/code-status";
import { PAYING_OUT } from "@/server/refund/refund";
import { codeDecision, decisionsFor, lodgeReturnDecision } from "./decision-view";
import { gatherFacts } from "./gather-facts";
import { lettersOf } from "./letters.queries";
import { type Actor, codeWaitedFor, type Facts } from "./lifecycle";
import { purgeViews } from "./purge.queries";
import { REJECTIONS } from "./rejection";
import { requesterAddress } from "./requester-address";
import { impactOf, tenantShell } from "./shell.queries";

/** Everything the detail screen shows of one request. People are masked, and letters are opened one by one (A2); `seesLetters` false (auditors, admins): not at all. */
export async function requestDetail(deps: Deps, requestId: string, actor: Actor, seesLetters: boolean) {
  const now = await deps.clock.now(deps.db);
  const { request, facts, owner, letterId, returnLetterId, factsSha256 } = await gatherFacts(deps.db, requestId, now);
  const aboutTenant = request.tenantId ?? request.claimedTenantId;
  const [tenant, letters, confirmations, receipts, digests, holds, [purge], timeline, alerts, impact] = await Promise.all([
    aboutTenant ? tenantShell(deps.db, aboutTenant) : null,
    lettersOf(deps.db, requestId, seesLetters),
    deps.db.confirmation.findMany({ where: { requestId }, orderBy: { createdAt: "desc" }, take: 10, omit: { codeSha256: true } }),
    request.deactivation
      ? deps.db.probeReceipt.findMany({ where: { deactivationId: request.deactivation.id }, orderBy: { kind: "asc" } })
      : [],
    request.deactivation
      ? deps.db.sealDigest.findMany({
          where: { deactivationId: request.deactivation.id },
          orderBy: [{ tableName: "asc" }, { moment: "asc" }],
        })
      : [],
    request.tenantId ? deps.db.legalHold.findMany({ where: { tenantId: request.tenantId }, orderBy: { placedAt: "desc" }, take: 10 }) : [],
    deps.db.purgeRun.findMany({ where: { requestId }, include: { steps: true } }).then((runs) => purgeViews(deps.db, runs, now)),
    deps.db.auditEvent.findMany({ where: { requestId }, orderBy: { id: "desc" }, take: 200 }),
    deps.db.alert.findMany({ where: { requestId, endedAt: null }, orderBy: { raisedAt: "asc" } }),
    request.tenantId ? impactOf(deps, request.tenantId, now) : null,
  ]);
  const comparison = request.deactivation?.comparison ?? null;
  const releasesAsked = await deps.db.approval.findMany({
    where: { kind: "release_hold", subjectId: { in: holds.map((hold) => hold.id) }, endedAt: null, expiresAt: { gt: now } },
    select: { subjectId: true, makerId: true },
  });
  const onItsWay = await onlyPayingOut(deps, facts);
  const waitedFor = codeWaitedFor(facts);
  const newest = confirmations.find(
    (code) => code.purpose === ("purpose" in waitedFor ? waitedFor.purpose : facts.comingBack ? "return" : "deletion"),
  );
  const newestCode = newest ? codeStatus(newest, now) : null;
  const answersTo = await requesterAddress(deps.db, requestId);
  const people = await operatorNames(deps.db, [
    request.assigneeId,
    request.lodgedByOperatorId,
    facts.verificationProposedBy,
    facts.comingBack?.proposedBy,
    ...timeline.map((event) => event.actorId),
  ]);
  return {
    now,
    request: {
      id: request.id,
      number: request.number,
      state: request.state,
      version: request.version,
      channel: request.channel,
      receivedAt: request.receivedAt,
      stateChangedAt: request.stateChangedAt,
      rejectedBecause: request.rejectedBecause,
      assignee: request.assigneeId ? { id: request.assigneeId, name: people[request.assigneeId] ?? null } : null,
      lodgedBy: request.lodgedByOperatorId ? (people[request.lodgedByOperatorId] ?? null) : null,
      claimed: request.tenantId === null,
    },
    tenant,
    ownerChangedAt: owner ? facts.ownerChangedAt : null,
    letters,
    evidenceLetterId: letterId,
    returnLetterId,
    confirmations,
    secondPerson: {
      verification: nameFor(facts.verificationProposedBy, people),
      comingBack: nameFor(facts.comingBack?.proposedBy ?? null, people),
      /** What a second person agrees to, hashed: given back with their word (A3). */
      seen: factsSha256,
    },
    comingBack: facts.comingBack && { ...facts.comingBack, receivedAt: request.returnRequests[0]?.receivedAt ?? null },
    /** The officer ordered a return: what was sealed is compared for it, as for the owner's own wish. */
    isOrderedBack: facts.returnOrder !== null,
    code: newestCode,
    rejection: {
      reasons: REJECTIONS.map((code) => ({ code, sentence: rejectionSentence(code, answersTo?.language ?? "en") })),
      answersTo: answersTo && maskEmail(answersTo.address),
    },
    decisions: {
      ...decisionsFor(facts, actor, now),
      send_code: codeDecision(facts, newestCode),
      lodge_return: lodgeReturnDecision(facts, now),
    },
    deactivation: request.deactivation,
    receipts,
    // What an earlier comparison left is not shown beside a newer one that has not come so far yet.
    digests: digests
      .filter((row) => row.moment === "sealed" || (comparison && row.takenAt >= comparison.startedAt))
      .map((row) => ({ ...row, rows: Number(row.rows) })),
    comparison: comparison && { ...comparison, rows: Number(comparison.rows), verdict: facts.comparison },
    holds: holds.map((hold) => ({
      id: hold.id,
      authority: hold.authority,
      scope: hold.scope,
      placedAt: hold.placedAt,
      lapsesAt: hold.lapsesAt,
      agreedAt: hold.agreedAt,
      reviewOn: hold.reviewOn,
      releaseAskedBy: releasesAsked.find((asked) => asked.subjectId === hold.id)?.makerId ?? null,
      releasedAt: hold.releasedAt,
      endedBecause: hold.endedBecause,
    })),
    held: facts.held,
    payingOut: facts.payingOut && { ...facts.payingOut, refundId: onItsWay },
    purge: purge ?? null,
    impact,
    alerts: alerts.map(({ id, kind, raisedAt }) => ({ id, kind, raisedAt })),
    timeline: timeline.map((event) => ({
      id: String(event.id),
      at: event.at,
      type: event.type,
      actorKind: event.actorKind,
      actorName: event.actorId ? (people[event.actorId] ?? null) : null,
      payload: event.payload as Record<string, string | number | boolean | null>,
    })),
  };
}
export type RequestDetail = Awaited<ReturnType<typeof requestDetail>>;

const nameFor = (id: string | null, people: Record<string, string>) => (id ? { id, name: people[id] ?? null } : null);

async function operatorNames(db: Tx, ids: (string | null | undefined)[]): Promise<Record<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))];
  const rows = await db.operator.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

/** The refund that a purge waits for, when it is one. */
async function onlyPayingOut({ db }: Deps, { tenantId, payingOut }: Facts): Promise<string | null> {
  if (!tenantId || payingOut?.refunds !== 1) return null;
  const refund = await db.refund.findFirst({ where: { tenantId, state: { in: [...PAYING_OUT] } }, select: { id: true } });
  return refund?.id ?? null;
}
