import type { ApprovalKind } from "@/prisma/generated/enums";
import { factsSha256 } from "@/server/approval/facts-sha256";
import { findRequestOrders } from "@/server/grievance/find-order";
import { gatherHeld } from "@/server/legal-hold/gather-held";
import { NOTHING_HELD } from "@/server/legal-hold/hold";
import type { Tx } from "@/server/lib/db";
import { NotFound } from "@/server/lib/refusal";
import { PAYING_OUT } from "@/server/refund/refund";
import { judgeComparison } from "./comparison";
import type { Facts, PayingOut } from "./lifecycle";
import { bestLetter, CHECKS, type Evidence } from "./verification";

/** A request's facts for `decide`, with the row they came from. Called under the tenant's lock by verbs, without it by screens. */
export async function gatherFacts(tx: Tx, requestId: string, now: Date) {
  const request = await tx.deletionRequest.findUnique({
    where: { id: requestId },
    include: {
      deactivation: { include: { comparison: true } },
      purgeRun: { include: { steps: { select: { survivors: true } } } },
      returnRequests: { where: { endedAt: null } },
      confirmations: {
        where: { confirmedAt: { not: null } },
        select: { purpose: true, confirmedAt: true, memberId: true, isInPerson: true },
      },
      verifications: { include: { letter: { select: { id: true, receivedAt: true, intent: true, fromAddress: true } } } },
    },
  });
  if (!request) throw new NotFound("request");
  const { tenantId } = request;
  // One after the other: a transaction is one connection, and a connection answers one question at a time.
  const owner = tenantId ? await tx.teamMember.findFirst({ where: { tenantId, role: "owner" } }) : null;
  const purgeDueAt = request.deactivation?.purgeDueAt ?? null;
  const held = tenantId ? await gatherHeld(tx, tenantId, request.deactivation?.endedAt ? null : purgeDueAt, now) : NOTHING_HELD;
  const payingOut = tenantId ? await gatherPayingOut(tx, tenantId) : null;
  const approvals = await tx.approval.findMany({ where: { subjectId: requestId, endedAt: null, expiresAt: { gt: now } } });
  const ownerChangedAt = latest(owner?.emailChangedAt ?? null, owner?.becameOwnerAt ?? null);
  const letters = lettersWithEvidence(request.verifications, tenantId ? (owner?.email ?? null) : undefined);
  const leaving = bestLetter(letters.filter((letter) => letter.intent === "deletion"));
  const returnRequest = request.returnRequests[0];
  const comingBackLetter = bestLetter(letters.filter((letter) => letter.intent === "reactivation"));
  // Only who is the owner now can have confirmed, and only since then: a code typed by a former owner proves nothing any more.
  const confirmed = (purpose: "deletion" | "return", since: Date | null) => {
    const codes = request.confirmations.filter(
      (code) =>
        code.purpose === purpose && code.memberId === owner?.id && code.confirmedAt !== null && (!since || code.confirmedAt >= since),
    );
    return { codeConfirmed: codes.length > 0, inPerson: codes.some((code) => code.isInPerson) };
  };
  const survivors = request.purgeRun?.verifiedAt
    ? request.purgeRun.steps.reduce((sum, step) => sum + Number(step.survivors ?? 1n), 0)
    : null;
  const { paused, returnOrder } = await findRequestOrders(tx, requestId, now);
  const stored =
    (returnRequest || returnOrder) && request.deactivation
      ? await tx.sealDigest.findMany({ where: { deactivationId: request.deactivation.id } })
      : [];
  const compared = judgeComparison(
    request.deactivation?.comparison ?? null,
    stored,
    returnRequest?.receivedAt ?? returnOrder?.orderedAt ?? now,
    now,
  );
  const facts: Facts = {
    state: request.state,
    tenantId,
    channel: request.channel,
    lodgedBy: request.lodgedByOperatorId,
    evidence: leaving?.evidence ?? null,
    ...confirmed("deletion", ownerChangedAt),
    verifiedAt: request.state === "verified" ? request.stateChangedAt : null,
    ownerChangedAt,
    verificationProposedBy: null,
    purgeDueAt,
    held,
    payingOut,
    comingBack: returnRequest
      ? {
          evidence: comingBackLetter?.evidence ?? null,
          ...confirmed("return", latest(returnRequest.receivedAt, ownerChangedAt)),
          proposedBy: null,
        }
      : null,
    paused,
    returnOrder,
    comparison: compared.comparison,
    differsIn: compared.differsIn,
    digestTaken: request.deactivation?.digestTakenAt != null,
    survivors,
  };
  // An approval counts only for exactly the facts that its maker saw (A3); another one can be asked for at once.
  const seen = factsSha256(facts);
  const maker = (kind: ApprovalKind) => approvals.find((row) => row.kind === kind && row.factsSha256 === seen)?.makerId ?? null;
  facts.verificationProposedBy = maker("verify_request");
  if (facts.comingBack) facts.comingBack.proposedBy = maker("verify_return");
  return { request, facts, factsSha256: seen, owner, letterId: leaving?.id ?? null, returnLetterId: comingBackLetter?.id ?? null };
}

/** Refunds of a tenant that are submitted or pending. */
async function gatherPayingOut(tx: Tx, tenantId: string): Promise<PayingOut | null> {
  const { _count, _sum, _min } = await tx.refund.aggregate({
    where: { tenantId, state: { in: [...PAYING_OUT] } },
    _count: true,
    _sum: { amountPaise: true },
    _min: { submittedAt: true },
  });
  return _min.submittedAt ? { refunds: _count, amountPaise: _sum.amountPaise ?? 0n, since: _min.submittedAt } : null;
}

type LetterFacts = { id: string; receivedAt: Date; intent: string | null; fromAddress: string | null };
type VerificationRow = { check: keyof Evidence; verdict: Evidence["domain"]; letter: LetterFacts };

/**
 * Groups verification rows by letter; a letter with a missing check counts as failed in it, never as passed. A finding was
 * true when it was made: who was the owner then and is not any more has sent a letter that does not come from the owner.
 */
function lettersWithEvidence(rows: VerificationRow[], ownerEmail: string | null | undefined) {
  const letters = new Map<string, LetterFacts & { evidence: Evidence }>();
  for (const row of rows) {
    const letter = letters.get(row.letter.id) ?? {
      ...row.letter,
      evidence: Object.fromEntries(CHECKS.map((check) => [check, "failed"])) as Evidence,
    };
    const isFormerOwner = row.check === "owner" && ownerEmail !== undefined && row.letter.fromAddress?.toLowerCase() !== ownerEmail;
    letter.evidence[row.check] = isFormerOwner ? "failed" : row.verdict;
    letters.set(letter.id, letter);
  }
  return [...letters.values()];
}

const latest = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b));
