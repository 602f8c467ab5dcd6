import type { Tx } from "@/server/lib/db";
import { NotFound } from "@/server/lib/refusal";
import type { Facts } from "./lifecycle";
import { bestLetter, CHECKS, type Evidence } from "./verification";

/** A request's facts for `decide`, with the row they came from. Called under the tenant's lock by verbs, without it by screens. */
export async function gatherFacts(tx: Tx, requestId: string) {
  const request = await tx.deletionRequest.findUnique({
    where: { id: requestId },
    include: {
      deactivation: true,
      purgeRun: { include: { steps: { select: { survivors: true } } } },
      returnRequests: { where: { endedAt: null } },
      confirmations: { where: { confirmedAt: { not: null } }, select: { purpose: true, confirmedAt: true } },
      verifications: { include: { letter: { select: { id: true, receivedAt: true, intent: true } } } },
    },
  });
  if (!request) throw new NotFound("request");
  const { tenantId } = request;
  // One after the other: a transaction is one connection, and a connection answers one question at a time.
  const owner = tenantId ? await tx.teamMember.findFirst({ where: { tenantId, role: "owner" } }) : null;
  const openHolds = tenantId ? await tx.legalHold.count({ where: { tenantId, releasedAt: null } }) : 0;
  const approvals = await tx.approval.findMany({ where: { subjectId: requestId, endedAt: null } });
  const letters = lettersWithEvidence(request.verifications);
  const leaving = bestLetter(letters.filter((letter) => letter.intent !== "reactivation"));
  const returnRequest = request.returnRequests[0];
  const comingBackLetter = bestLetter(letters.filter((letter) => letter.intent === "reactivation"));
  const confirmed = (purpose: "deletion" | "return", since?: Date) =>
    request.confirmations.some((code) => code.purpose === purpose && (!since || (code.confirmedAt ?? since) >= since));
  const proposedBy = (kind: "verify_request" | "verify_return") =>
    approvals.find((row) => row.kind === kind && !row.agreedAt)?.makerId ?? null;
  const survivors = request.purgeRun?.verifiedAt
    ? request.purgeRun.steps.reduce((sum, step) => sum + Number(step.survivors ?? 1n), 0)
    : null;
  const facts: Facts = {
    state: request.state,
    tenantId,
    channel: request.channel,
    lodgedBy: request.lodgedByOperatorId,
    evidence: leaving?.evidence ?? null,
    codeConfirmed: confirmed("deletion"),
    ownerChangedAt: latest(owner?.emailChangedAt ?? null, owner?.becameOwnerAt ?? null),
    verificationProposedBy: proposedBy("verify_request"),
    purgeDueAt: request.deactivation?.purgeDueAt ?? null,
    openHolds,
    comingBack: returnRequest
      ? {
          evidence: comingBackLetter?.evidence ?? null,
          codeConfirmed: confirmed("return", returnRequest.receivedAt),
          proposedBy: proposedBy("verify_return"),
        }
      : null,
    digestTaken: request.deactivation?.digestTakenAt != null,
    survivors,
  };
  return { request, facts, owner, letterId: leaving?.id ?? null, returnLetterId: comingBackLetter?.id ?? null };
}

type VerificationRow = {
  check: keyof Evidence;
  verdict: Evidence["domain"];
  letter: { id: string; receivedAt: Date; intent: string | null };
};

/** Groups verification rows by letter; a letter with a missing check counts as failed in it, never as passed. */
function lettersWithEvidence(rows: VerificationRow[]) {
  const letters = new Map<string, { id: string; receivedAt: Date; intent: string | null; evidence: Evidence }>();
  for (const row of rows) {
    const letter = letters.get(row.letter.id) ?? {
      ...row.letter,
      evidence: Object.fromEntries(CHECKS.map((check) => [check, "failed"])) as Evidence,
    };
    letter.evidence[row.check] = row.verdict;
    letters.set(letter.id, letter);
  }
  return [...letters.values()];
}

const latest = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b));
