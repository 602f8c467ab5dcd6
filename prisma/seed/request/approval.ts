import { factsSha256, paramsText } from "@/server/approval/facts-sha256";
import type { Facts } from "@/server/deletion/lifecycle";
import { NOTHING_HELD } from "@/server/legal-hold/hold";
import { HOUR_MS } from "@/server/lib/clock";
import { OPERATORS } from "@/server/testing/cast";
import { type Instant, iso } from "../instants";
import type { Fate } from "./fates";
import type { Case } from "./request";

const INCONCLUSIVE = {
  near_miss: "organisation",
  organisation_not_given: "organisation",
  email_not_given: "account_email",
  not_authenticated: "domain",
  dns_no_answer: "domain",
  weak_or_partial: "domain",
} as const;

const inconclusiveCheck = ({ evidence }: Fate) => (evidence in INCONCLUSIVE ? INCONCLUSIVE[evidence as keyof typeof INCONCLUSIVE] : null);

/**
 * A second person's agreement where the rules ask for one (V7): given at `agreedAt`, or still open when null. Returns
 * whether there was one.
 */
export function addApproval(that: Case, receivedAt: Instant, agreedAt: Instant | null): boolean {
  const { book, random, fate, requestId, tenant, trail, decider } = that;
  if (inconclusiveCheck(fate) === null && fate.ownerChange === undefined) return false;
  const maker = decider.id === OPERATORS.dev.id ? OPERATORS.meera.id : OPERATORS.dev.id;
  const createdAt = agreedAt === null ? that.now - 2 * HOUR_MS : Math.max(receivedAt + 20 * 60_000, agreedAt - 2 * HOUR_MS);
  const id = random.uuid();
  const facts = factsSeen(fate, tenant.id, that.now);
  if (agreedAt !== null) book.add("console.approval_agreement", { approval_id: id, checker_id: decider.id, agreed_at: iso(agreedAt) });
  book.add("console.approval", {
    id,
    kind: "verify_request",
    subject_id: requestId,
    facts_sha256: factsSha256(facts),
    params: paramsText(facts),
    maker_id: maker,
    needed: 1,
    created_at: iso(createdAt),
    expires_at: iso(createdAt + 48 * HOUR_MS),
    checker_id: agreedAt === null ? null : decider.id,
    agreed_at: agreedAt === null ? null : iso(agreedAt),
    ended_at: agreedAt === null ? null : iso(agreedAt),
    ended_because: agreedAt === null ? null : "agreed",
  });
  trail.event("request.second_person_asked", createdAt, { kind: "operator", id: maker }, { act: "propose_verification" });
  return true;
}

/** When an owner or the owner's address changed, for those requests that are about it. */
export const ownerChangedAt = (fate: Fate, now: Instant): Instant | undefined =>
  fate.ownerChange === undefined ? undefined : now - (fate.ownerChange === "email" ? 72 : 50) * HOUR_MS;

/** The facts of a received letter as the maker saw them; in the order of `gatherFacts`, because the approval binds to their text. */
function factsSeen(fate: Fate, tenantId: string, now: Instant): Facts {
  const unsure = inconclusiveCheck(fate);
  const changedAt = ownerChangedAt(fate, now);
  const verdict = (check: string) => (check === unsure ? ("inconclusive" as const) : ("passed" as const));
  return {
    state: "received",
    tenantId,
    channel: fate.channel,
    lodgedBy: null,
    evidence: {
      domain: verdict("domain"),
      owner: verdict("owner"),
      account_email: verdict("account_email"),
      organisation: verdict("organisation"),
    },
    codeConfirmed: fate.code === "confirmed",
    inPerson: false,
    verifiedAt: null,
    ownerChangedAt: changedAt === undefined ? null : new Date(changedAt),
    verificationProposedBy: null,
    purgeDueAt: null,
    held: NOTHING_HELD,
    payingOut: null,
    paused: null,
    returnOrder: null,
    comingBack: null,
    digestTaken: false,
    survivors: null,
    comparison: "missing",
    differsIn: null,
  };
}
