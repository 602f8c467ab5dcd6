import type { Oddity } from "./header-section";
import type { Mailbox, Reason, SenderFacts, SenderVerdict, SignatureFacts } from "./letter";
import { isFresh } from "./letter-date";
import type { MailboxProblem } from "./mailbox";
import { isReasonCode, type ReasonCode, reason } from "./reasons";

/**
 *   From gate ──problem──▶ failed                      one mailbox, written so that nobody can read it differently
 *       │
 *   proof: a counting DKIM signature of the From domain, or SPF of it (and the DMARC rules are known)
 *       ├─ yes ─ plain letter, fresh, addressed to us? ─ yes ─▶ passed
 *       │                                              └─ no ──▶ inconclusive
 *       └─ no ── DNS silent, or proof that only a house rule set aside? ─▶ inconclusive
 *                └─ DMARC says quarantine or reject ─▶ failed, else ─▶ inconclusive
 */
export interface SenderEvidence {
  from: Mailbox | null;
  fromProblem: FromProblem | null;
  oddities: Oddity[];
  /** Milliseconds of the Date field; null when it cannot be read, undefined when there is none. */
  sentAtMs: number | null | undefined;
  receivedAtMs: number;
  /** Header fields that name one of our support addresses. */
  supportNamedIn: string[];
  facts: SenderFacts;
}

export type FromProblem = MailboxProblem | "missing" | "repeated" | "too_long";

/** Draws the verdict on the sender from the evidence (V2, V4, V5). Pure: the same evidence always gives the same answer. */
export function judgeSender(evidence: SenderEvidence): { sender: SenderVerdict; reasons: Reason[] } {
  const { from, facts } = evidence;
  if (evidence.fromProblem || !from)
    return { sender: "failed", reasons: [reason(`from_${evidence.fromProblem ?? "missing"}`), ...odditiesAsReasons(evidence)] };

  const proofs = facts.signatures.filter((signature) => signature.counts && signature.aligned);
  const hasSpfProof = facts.spf.result === "pass" && facts.spf.aligned && !facts.spf.openToAll;
  const isRuleKnown = facts.dmarc.result !== "temperror" && facts.dmarc.result !== "not_evaluated";
  const isProven = isRuleKnown && (proofs.length > 0 || hasSpfProof);
  const evidenceReasons = explainEvidence(from, facts);

  if (isProven) {
    const doubts = [...odditiesAsReasons(evidence), ...explainFreshness(evidence), ...explainRecipient(evidence, proofs, hasSpfProof)];
    if (doubts.length > 0) return { sender: "inconclusive", reasons: doubts };
    const positive = [
      ...proofs.slice(0, 1).map((signature) => reason("dkim_passed", { domain: signature.domain })),
      ...(hasSpfProof ? [reason("spf_passed", { domain: facts.spf.domain ?? from.domain })] : []),
      // A signature that broke on the last stretch does not undo the proof, but the agent should know.
      ...(proofs.length === 0 ? facts.signatures.filter((signature) => signature.aligned).flatMap(explainSignature) : []),
      ...(proofs.length > 0 && proofs.every((signature) => signature.weak) ? [reason("weak_key_noted")] : []),
    ];
    return { sender: "passed", reasons: positive };
  }

  const others = [...evidenceReasons, ...odditiesAsReasons(evidence), ...explainFreshness(evidence)];
  if (!isRuleKnown) return { sender: "inconclusive", reasons: [reason("dmarc_unknown", { domain: from.domain }), ...others] };
  if (mightHaveProven(facts)) return { sender: "inconclusive", reasons: [...others, reason("unproven", { domain: from.domain })] };
  if (facts.dmarc.policy === "reject" || facts.dmarc.policy === "quarantine") {
    const policy = facts.dmarc.policy === "reject" ? "refuse" : "distrust";
    return { sender: "failed", reasons: [reason("dmarc_refused", { domain: from.domain, policy }), ...others] };
  }
  return { sender: "inconclusive", reasons: [reason("unproven", { domain: from.domain }), ...others] };
}

/**
 * "Do not know" is never "no": an unanswered question, a valid proof that only our own stricter rules set aside, or a delivery that
 * nobody saw (a signature of the domain that does not fit is evidence even then).
 */
function mightHaveProven(facts: SenderFacts): boolean {
  const isDeliveryUnknown = facts.spf.result === "not_evaluated";
  if (isDeliveryUnknown && !facts.signatures.some((signature) => signature.aligned && signature.result === "fail")) return true;
  const bySignature = facts.signatures.some((signature) => signature.aligned && (isOpen(signature) || signature.result === "pass"));
  const bySpf = facts.spf.aligned && (facts.spf.result === "temperror" || facts.spf.result === "pass");
  return bySignature || bySpf;
}

/** Not answered by DNS, or set aside unread because of our own limits. */
function isOpen({ result, objections }: SignatureFacts): boolean {
  return result === "unknown" || objections.includes("too_many_signatures") || objections.includes("signature_too_long");
}

function odditiesAsReasons(evidence: SenderEvidence): Reason[] {
  return evidence.oddities.map((oddity) => reason(oddity));
}

function explainFreshness({ sentAtMs, receivedAtMs }: SenderEvidence): Reason[] {
  if (sentAtMs === undefined) return [reason("date_missing")];
  if (sentAtMs === null) return [reason("date_unreadable")];
  if (isFresh(sentAtMs, receivedAtMs)) return [];
  return [reason(sentAtMs < receivedAtMs ? "date_stale" : "date_ahead")];
}

function explainRecipient({ supportNamedIn }: SenderEvidence, proofs: SignatureFacts[], hasSpfProof: boolean): Reason[] {
  if (supportNamedIn.length === 0) return [reason("not_addressed_to_us")];
  // Exchange signs without To. Straight from the sender's server that is fine; passed on, it could have been written to anybody.
  const isRecipientSigned = proofs.some((signature) => supportNamedIn.some((field) => signature.signedFields.includes(field)));
  return isRecipientSigned || hasSpfProof ? [] : [reason("recipient_unsigned")];
}

function explainEvidence(from: Mailbox, facts: SenderFacts): Reason[] {
  const reasons = facts.signatures.slice(0, 4).flatMap((signature) => explainSignature(signature));
  if (facts.signatures.length === 0) reasons.push(reason("not_signed"));
  reasons.push(...explainSpf(from, facts));
  if (facts.hasArcHeaders) reasons.push(reason("arc_ignored"));
  return unique(reasons);
}

function explainSignature(signature: SignatureFacts): Reason[] {
  const domain = signature.domain || "an unnamed domain";
  const objections = signature.objections.filter(isReasonCode).map((code) => reason(code, { domain }));
  if (!signature.aligned && signature.result === "pass") return [reason("signature_foreign", { domain })];
  if (signature.result === "unknown") return [reason("signature_unknown", { domain }), ...objections];
  if (signature.result === "fail" && objections.length === 0) return [reason(brokenCode(signature), { domain })];
  return objections;
}

function brokenCode(signature: SignatureFacts): ReasonCode {
  return signature.comment === "bad signature" || signature.comment === "body hash did not verify"
    ? "signature_broken"
    : "signature_key_missing";
}

function explainSpf(from: Mailbox, { spf }: SenderFacts): Reason[] {
  const domain = spf.domain ?? from.domain;
  switch (spf.result) {
    case "not_evaluated":
      return [reason("smtp_facts_missing")];
    case "pass":
      if (!spf.aligned) return [reason("spf_not_aligned", { domain })];
      return spf.openToAll ? [reason("spf_open_to_all", { domain })] : [];
    case "fail":
    case "softfail":
      return [reason("spf_not_allowed", { domain })];
    case "temperror":
      return [reason("spf_no_answer", { domain })];
    case "permerror":
      return [reason("spf_broken", { domain })];
    default:
      return [reason("spf_says_nothing", { domain })];
  }
}

function unique(reasons: Reason[]): Reason[] {
  return [...new Map(reasons.map((entry) => [entry.sentence, entry])).values()];
}
