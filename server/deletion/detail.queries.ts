import { later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { maskEmail } from "@/server/lib/mask";
import { rejectionSentence } from "@/server/notice/rejection-sentence";
import { type CodeStatus, codeStatus, refuseNewCode } from "@/server/owner/code-status";
import { REFUND_WINDOW_HOURS } from "@/server/policy/retention";
import { gatherFacts } from "./gather-facts";
import { type Act, type Actor, codeWaitedFor, decide, type Facts } from "./lifecycle";
import { REFUSALS, type RefusalCode } from "./refusals";
import { REJECTIONS } from "./rejection";
import { requesterAddress } from "./requester-address";
import { type FindingCode, sentenceOf } from "./verification";

const ACTS = [
  "verify",
  "propose_verification",
  "reject",
  "withdraw",
  "deactivate",
  "reactivate",
  "propose_return",
] as const satisfies readonly Act[];
export type DecisionView = { allowed: boolean; code: RefusalCode | null; because: string | null };

/** Everything the detail screen shows of one request. `seesLetters` false (auditors): the mail's words and addresses stay masked (A2). */
export async function requestDetail(deps: Deps, requestId: string, actor: Actor, seesLetters: boolean) {
  const { request, facts, owner, letterId, returnLetterId } = await gatherFacts(deps.db, requestId);
  const now = await deps.clock.now(deps.db);
  const aboutTenant = request.tenantId ?? request.claimedTenantId;
  const [tenant, letters, confirmations, receipts, digests, holds, steps, timeline, alerts, impact] = await Promise.all([
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
    deps.db.purgeStep.findMany({ where: { requestId }, orderBy: { position: "asc" } }),
    deps.db.auditEvent.findMany({ where: { requestId }, orderBy: { id: "desc" }, take: 200 }),
    deps.db.alert.findMany({ where: { requestId, endedAt: null }, orderBy: { raisedAt: "asc" } }),
    request.tenantId ? impactOf(deps, request.tenantId, now) : null,
  ]);
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
    tenant:
      tenant &&
      (seesLetters ? tenant : { ...tenant, owner: tenant.owner && { ...tenant.owner, name: "•••", email: maskEmail(tenant.owner.email) } }),
    ownerChangedAt: owner ? facts.ownerChangedAt : null,
    letters,
    evidenceLetterId: letterId,
    returnLetterId,
    confirmations,
    secondPerson: {
      verification: nameFor(facts.verificationProposedBy, people),
      comingBack: nameFor(facts.comingBack?.proposedBy ?? null, people),
    },
    comingBack: facts.comingBack && { ...facts.comingBack, receivedAt: request.returnRequests[0]?.receivedAt ?? null },
    code: newestCode,
    rejection: {
      reasons: REJECTIONS.map((code) => ({ code, sentence: rejectionSentence(code, answersTo?.language ?? "en") })),
      answersTo: answersTo && (seesLetters ? answersTo.address : maskEmail(answersTo.address)),
    },
    decisions: { ...decisionsFor(facts, actor, now), send_code: codeDecision(facts, newestCode) },
    deactivation: request.deactivation,
    receipts,
    digests: digests.map((row) => ({ ...row, rows: Number(row.rows) })),
    holds: holds.map((hold) => ({
      id: hold.id,
      authority: hold.authority,
      placedAt: hold.placedAt,
      reviewOn: hold.reviewOn,
      releasedAt: hold.releasedAt,
    })),
    purge: request.purgeRun && {
      startedAt: request.purgeRun.startedAt,
      heartbeatAt: request.purgeRun.heartbeatAt,
      verifiedAt: request.purgeRun.verifiedAt,
      finishedAt: request.purgeRun.finishedAt,
      fault: request.purgeRun.fault,
      forfeitedPaise: request.purgeRun.forfeitedPaise,
      steps: steps.map((step) => ({
        ...step,
        before: Number(step.before),
        done: Number(step.done),
        survivors: step.survivors === null ? null : Number(step.survivors),
      })),
    },
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

/** What each act would meet, asked of the same `decide` that the verbs ask. */
export function decisionsFor(facts: Facts, actor: Actor, now: Date) {
  return Object.fromEntries(
    ACTS.map((act) => {
      const decision = decide(facts, act, actor, now);
      return [
        act,
        decision.allowed
          ? { allowed: true, code: null, because: null }
          : { allowed: false, code: decision.because, because: REFUSALS[decision.because] },
      ];
    }),
  ) as Record<(typeof ACTS)[number], DecisionView>;
}

function codeDecision(facts: Facts, newest: CodeStatus | null): DecisionView {
  const waits = codeWaitedFor(facts);
  const code = "because" in waits ? waits.because : refuseNewCode(newest?.purpose === waits.purpose ? newest : null);
  return { allowed: code === null, code, because: code && REFUSALS[code] };
}

const nameFor = (id: string | null, people: Record<string, string>) => (id ? { id, name: people[id] ?? null } : null);

async function operatorNames(db: Tx, ids: (string | null | undefined)[]): Promise<Record<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))];
  const rows = await db.operator.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

/** The readable shell of a tenant (L4): name, dates, plan, owner contact. Content is not in the console's reach at all. */
export async function tenantShell(db: Tx, tenantId: string) {
  const tenant = await db.tenant.findUnique({
    where: { id: tenantId },
    select: { id: true, name: true, plan: true, language: true, timeZone: true, stateCode: true, createdAt: true },
  });
  if (!tenant) return null;
  const owner = await db.teamMember.findFirst({
    where: { tenantId, role: "owner" },
    select: { id: true, name: true, email: true, emailChangedAt: true, becameOwnerAt: true },
  });
  return { ...tenant, owner };
}

/** What deactivation ends now and what the purge forfeits later, in numbers (D§3, D§5). Balances are in paise. */
async function impactOf(deps: Deps, tenantId: string, now: Date) {
  const { db } = deps;
  const [activeKeys, revokedKeys, activeBots, members, openSessions, webhooks, refundable, balances] = await Promise.all([
    db.apiKey.count({ where: { tenantId, revokedAt: null } }),
    db.apiKey.count({ where: { tenantId, revokedAt: { not: null } } }),
    db.bot.count({ where: { tenantId, isActive: true } }),
    db.teamMember.count({ where: { tenantId } }),
    db.memberSession.count({ where: { tenantId, endedAt: null, expiresAt: { gt: now } } }),
    db.webhookEndpoint.count({ where: { tenantId, isActive: true } }),
    db.purchase.aggregate({
      where: { tenantId, purchasedAt: { gt: later(now, -REFUND_WINDOW_HOURS * 3_600_000) } },
      _count: true,
      _sum: { amountPaise: true },
    }),
    db.creditEntry.groupBy({ by: ["source"], where: { tenantId }, _sum: { amountPaise: true } }),
  ]);
  const balance = (source: "purchased" | "granted") => balances.find((row) => row.source === source)?._sum.amountPaise ?? 0n;
  return {
    activeKeys,
    revokedKeys,
    activeBots,
    members,
    openSessions,
    webhooks,
    refundablePurchases: refundable._count,
    refundablePaise: refundable._sum.amountPaise ?? 0n,
    purchasedCreditsPaise: balance("purchased"),
    grantedCreditsPaise: balance("granted"),
  };
}

async function lettersOf(db: Tx, requestId: string, seesLetters: boolean) {
  const rows = await db.inboundMail.findMany({
    where: { requestId },
    orderBy: { receivedAt: "asc" },
    take: 50,
    omit: { raw: true },
    include: { verifications: true },
  });
  return rows.map((row) => ({
    id: row.id,
    receivedAt: row.receivedAt,
    from: row.fromAddress === null ? null : seesLetters ? row.fromAddress : maskEmail(row.fromAddress),
    subject: seesLetters ? row.subject : null,
    text: seesLetters ? row.text : null,
    withheld: !seesLetters,
    bytes: row.bytes,
    intent: row.intent,
    sender: row.sender,
    reasons: (row.reasons ?? []) as { code: string; sentence: string }[],
    facts: seesLetters ? row.facts : null,
    peer: seesLetters ? { ip: row.peerIp, helo: row.helo, mailFrom: row.mailFrom } : null,
    checks: row.verifications.map((check) => ({
      check: check.check,
      verdict: check.verdict,
      code: check.code as FindingCode,
      sentence: sentenceOf(check.code as FindingCode, check.facts as Record<string, string>),
      facts: seesLetters ? (check.facts as Record<string, string>) : {},
    })),
  }));
}
