import { HOUR_MS } from "@/server/lib/clock";
import { OPERATORS } from "@/server/testing/cast";
import type { Book } from "../book";
import { type Instant, iso } from "../instants";
import { type Random, randomFor } from "../random";
import type { Tenant } from "../tenant/tenant";
import { addApproval } from "./approval";
import { deactivatedAt, type Fate, isUnbelieved, returnedAt, someSeconds } from "./fates";
import { addLetter } from "./letter";
import { addLockOut, addReturn } from "./lock-out";
import { addPurge, type Remains } from "./purged";
import { type Actor, SYSTEM, Trail } from "./trail";

const VERSION: Record<Fate["state"], number> = {
  received: 1,
  verified: 2,
  rejected: 2,
  withdrawn: 2,
  retained: 3,
  reactivated: 4,
  purged: 5,
};
const operator = (name: "meera" | "dev"): Actor & { kind: "operator"; id: string } => ({ kind: "operator", id: OPERATORS[name].id });

/** What the acts on one request share. */
export interface Case {
  book: Book;
  random: Random;
  fate: Fate;
  tenant: Tenant;
  requestId: string;
  trail: Trail;
  now: Instant;
  /** Who decides; never the one who lodged it. */
  decider: Actor & { kind: "operator"; id: string };
}

/** Writes one request with its letters, codes, acts and receipts. `remains` is what a purge counted. */
export function addRequest(book: Book, fate: Fate, tenant: Tenant, now: Instant, remains: Remains | null): void {
  const random = randomFor(`request ${tenant.organisation.slug} ${fate.state} ${fate.evidence}`);
  const requestId = random.uuid();
  const isPurged = fate.state === "purged";
  const trail = new Trail(book, random, tenant, requestId, !isUnbelieved(fate), !isPurged);
  const decider = operator(
    fate.lodgedBy === "dev" || fate.proposedBy === "dev"
      ? "meera"
      : fate.lodgedBy || fate.proposedBy
        ? "dev"
        : random.pick(["meera", "dev"] as const),
  );
  const that: Case = { book, random, fate, tenant, requestId, trail, now, decider };

  const lockedOutAt = deactivatedAt(fate, now);
  const verifiedAt = lockedOutAt === undefined ? undefined : lockedOutAt - random.int(4 * 60, 90 * 60) * 1_000;
  const receivedAt =
    verifiedAt === undefined
      ? now - Math.round((fate.ageHours ?? 1) * HOUR_MS) - someSeconds(fate)
      : verifiedAt - random.int(60 * 60, 20 * 60 * 60) * 1_000;
  const arrivedBy: Actor = fate.lodgedBy
    ? operator(fate.lodgedBy)
    : fate.channel === "dashboard"
      ? { kind: "owner", id: tenant.owner.id }
      : SYSTEM;
  const confirmedAt = arrive(that, receivedAt, arrivedBy);

  let changedAt = receivedAt;
  let dueAt = receivedAt;
  if (fate.state === "rejected" || fate.state === "withdrawn")
    dueAt = changedAt = turnDown(that, receivedAt + random.int(3 * 3_600, 40 * 3_600) * 1_000);
  if (fate.state === "verified" || lockedOutAt !== undefined) {
    dueAt = changedAt = verifiedAt ?? Math.max(confirmedAt, receivedAt + random.int(3_600, 11 * 3_600) * 1_000);
    trail.event("request.verified", changedAt, decider, { agreedBySecondPerson: addApproval(that, receivedAt, changedAt) });
  }
  if (lockedOutAt !== undefined) {
    const { deactivationId, purgeDueAt } = addLockOut(that, lockedOutAt);
    changedAt = lockedOutAt;
    dueAt = purgeDueAt;
    const cameBackAt = returnedAt(fate, now);
    if (cameBackAt !== undefined) dueAt = changedAt = addReturn(that, deactivationId, cameBackAt);
    if (remains) changedAt = addPurge(that, deactivationId, purgeDueAt, remains);
  }
  if (fate.proposedBy) addApproval(that, receivedAt, null);

  book.add("console.deletion_request", {
    id: requestId,
    channel: fate.channel,
    state: fate.state,
    version: VERSION[fate.state],
    tenant_id: isUnbelieved(fate) ? null : tenant.id,
    claimed_tenant_id: isUnbelieved(fate) ? tenant.id : null,
    lodged_by_operator_id: fate.lodgedBy ? OPERATORS[fate.lodgedBy].id : null,
    assignee_id: random.chance(0.3) ? decider.id : null,
    received_at: iso(receivedAt),
    state_changed_at: iso(changedAt),
    due_at: iso(dueAt),
    rejected_because: fate.because ?? null,
  });
}

/** Arrival: the letters, the audit's first line and the code; returns when the owner confirmed, or when the code was sent. */
function arrive({ book, random, fate, tenant, requestId, trail, decider }: Case, receivedAt: Instant, arrivedBy: Actor): Instant {
  trail.event("request.received", receivedAt, arrivedBy, { channel: fate.channel, claimed: isUnbelieved(fate) });
  if (fate.channel === "mail" && fate.state !== "purged") {
    addLetter(book, { tenant, requestId, evidence: fate.evidence, at: receivedAt - 9_000, kind: "goodbye" }, random);
    if (fate.wroteTwice) {
      const again = addLetter(book, { tenant, requestId, evidence: "all_passed", at: receivedAt + 5 * HOUR_MS, kind: "again" }, random);
      trail.event("request.letter_attached", receivedAt + 5 * HOUR_MS + 9_000, SYSTEM, { letterId: again });
    }
  }
  // No automatic reply to a sender nobody has proven (V6): an agent sends that code.
  const isUnproven = ["not_authenticated", "dns_no_answer", "weak_or_partial"].includes(fate.evidence);
  return isUnproven
    ? trail.code("deletion", fate.code, receivedAt + 40 * 60_000, decider)
    : trail.code("deletion", fate.code, receivedAt + 2_000, arrivedBy);
}

function turnDown({ fate, requestId, trail, decider }: Case, at: Instant): Instant {
  if (fate.because) {
    trail.event("request.rejected", at, decider, { because: fate.because });
    // No mail to the victim of a forger, nor to anybody whose address is not proven.
    if (fate.channel === "mail" && !isUnbelieved(fate) && fate.evidence !== "not_authenticated")
      trail.notice("request_rejected", requestId, at, { because: fate.because });
    return at;
  }
  trail.event("request.withdrawn", at, decider, {});
  trail.notice("request_withdrawn", requestId, at, {});
  return at;
}
