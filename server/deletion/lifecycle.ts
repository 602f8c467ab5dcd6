/*
 *  received ──verify──▶ verified ──deactivate──▶ retained ──begin_purge──▶ purging ──finish_purge──▶ purged
 *     │                    │                        │
 *     ├──reject──▶ rejected└──withdraw──▶ withdrawn └──reactivate──▶ reactivated
 *     └──withdraw──▶ withdrawn
 *
 *  What we wait for (a code, a second person, a hold, a digest) is a fact beside the state, never a state.
 *  One `decide` feeds the verb (which throws), the screen (which explains) and the sweep (which skips).
 */
import { anythingHeld, type Held, nothingMayGo } from "@/server/legal-hold/hold";
import { OWNER_CHANGE_CAUTION_HOURS } from "@/server/policy/retention";
import type { Comparison } from "./comparison";
import type { RefusalCode } from "./refusals";
import { asksForSecondPerson, type Evidence, evidenceFails } from "./verification";

export const STATES = ["received", "verified", "retained", "purging", "purged", "rejected", "withdrawn", "reactivated"] as const;
export type State = (typeof STATES)[number];

/** States in which a request occupies its tenant's one live place (L6). */
export const LIVE_STATES = ["received", "verified", "retained", "purging"] as const satisfies readonly State[];

/** The table of moves. The database holds the same one in console.request_moves(); a test compares them. */
export const MOVES = {
  verify: { from: ["received"], to: "verified" },
  reject: { from: ["received"], to: "rejected" },
  withdraw: { from: ["received", "verified"], to: "withdrawn" },
  deactivate: { from: ["verified"], to: "retained" },
  reactivate: { from: ["retained"], to: "reactivated" },
  begin_purge: { from: ["retained"], to: "purging" },
  finish_purge: { from: ["purging"], to: "purged" },
} as const satisfies Record<string, { from: readonly State[]; to: State }>;
export type Move = keyof typeof MOVES;

/** Acts that change no state: asking a colleague to agree. */
export type Act = Move | "propose_verification" | "propose_return";

/** Everything a decision looks at, read under the tenant's lock. */
export type Facts = {
  state: State;
  tenantId: string | null;
  channel: "mail" | "dashboard" | "operator";
  lodgedBy: string | null;
  /** The best letter's four checks; null when the request did not come by mail. */
  evidence: Evidence | null;
  /** V3: the owner proved the mailbox on file. */
  codeConfirmed: boolean;
  /** S3: the owner did so signed in on the owner's pages; that stands above whatever a letter proved or did not. */
  inPerson: boolean;
  /** When somebody believed the request; null while nobody has, and once it has gone further. */
  verifiedAt: Date | null;
  /** When the owner or the owner's address last changed. */
  ownerChangedAt: Date | null;
  /** Who asked for a second person's agreement to exactly these facts. */
  verificationProposedBy: string | null;
  purgeDueAt: Date | null;
  /** H2: what of the tenant's data may not be deleted now, and until when. */
  held: Held;
  /** Refunds that a gateway is paying out now: a purge does not begin meanwhile. Null when there are none. */
  payingOut: PayingOut | null;
  /** The owner's wish to come back, when there is one. */
  comingBack: { evidence: Evidence | null; codeConfirmed: boolean; inPerson: boolean; proposedBy: string | null } | null;
  /** G4: the officer's pause, while it is in force. It keeps back what our people do, not what the owner does, and not the clock. */
  paused: { orderId: string } | null;
  /** G4: the officer's open order to let the tenant back in; it stands for the owner's proof, for anybody but who gave it. */
  returnOrder: { orderId: string; orderedBy: string } | null;
  /** L5: whether the hash per table of the sealed tenant is stored. */
  digestTaken: boolean;
  /** L5: where the comparison with the seal stands, while the owner waits to come back; and the first table that differs. */
  comparison: Comparison;
  differsIn: string | null;
  /** P4: the purge's independent recount; null until it ran. */
  survivors: number | null;
};

/** Money on its way back: how many refunds, their sum, and since when the first of them has been under way. */
export type PayingOut = { refunds: number; amountPaise: bigint; since: Date };

export type Actor = { kind: "operator"; id: string } | { kind: "owner"; id: string } | { kind: "system" };
export type Decision = { allowed: true; to: State | null } | { allowed: false; because: RefusalCode };

const no = (because: RefusalCode): Decision => ({ allowed: false, because });

/** Says whether `act` may happen to a request with these facts at this instant, and if not, which rule forbids it. @keeps D3.5 D6.6 */
export function decide(facts: Facts, act: Act, actor: Actor, now: Date): Decision {
  const because = GUARDS[act](facts, actor, now);
  if (because) return no(because);
  return { allowed: true, to: act in MOVES ? MOVES[act as Move].to : null };
}

type Guard = (facts: Facts, actor: Actor, now: Date) => RefusalCode | null;

const from =
  (move: Move): Guard =>
  (facts) =>
    (MOVES[move].from as readonly State[]).includes(facts.state) ? null : (`not_from_${facts.state}` as RefusalCode);

const all =
  (...guards: Guard[]): Guard =>
  (facts, actor, now) => {
    for (const guard of guards) {
      const because = guard(facts, actor, now);
      if (because) return because;
    }
    return null;
  };

const notPaused: Guard = (facts, actor) => (facts.paused && actor.kind === "operator" ? "paused_by_order" : null);
const knowsTenant: Guard = (facts) => (facts.tenantId ? null : "no_tenant");
const notOwnRequest: Guard = (facts, actor) => (actor.kind === "operator" && facts.lodgedBy === actor.id ? "own_request" : null);
const evidenceHolds: Guard = (facts) =>
  facts.channel === "mail" && !facts.inPerson && (!facts.evidence || evidenceFails(facts.evidence)) ? "evidence_failed" : null;
const codeIsConfirmed: Guard = (facts) => (facts.codeConfirmed ? null : "code_not_confirmed");
// An owner acts here by a fresh code on the owner's pages; a code from a mail leaves the decision to staff.
const isThereInPerson: Guard = (facts, actor) => (actor.kind !== "owner" || facts.inPerson ? null : "code_not_confirmed");
// What was believed of a former owner is not believed of the next one, whatever that one has confirmed since.
const ownerWasVerified: Guard = (facts) =>
  facts.verifiedAt && facts.ownerChangedAt && facts.ownerChangedAt > facts.verifiedAt ? "evidence_failed" : null;

/** Whether the owner or the owner's address is so new that two people of ours look first (V7). */
export const changedLately = (ownerChangedAt: Date | null, now: Date): boolean =>
  ownerChangedAt !== null && now.getTime() - ownerChangedAt.getTime() < OWNER_CHANGE_CAUTION_HOURS * 3_600_000;

type Proof = { evidence: Evidence | null; inPerson: boolean };

/** V7 and §11: inconclusive evidence, or an owner who changed less than 7 days ago, takes two people; the latter also in person. */
function takesTwo({ ownerChangedAt }: Facts, proof: Proof | null, now: Date): boolean {
  return changedLately(ownerChangedAt, now) || Boolean(proof?.evidence && !proof.inPerson && asksForSecondPerson(proof.evidence));
}

function secondPerson(proposedBy: string | null, needed: boolean, actor: Actor): RefusalCode | null {
  if (!needed) return null;
  if (!proposedBy) return "second_person_needed";
  return actor.kind === "operator" && actor.id !== proposedBy ? null : "maker_is_checker";
}

const verifiable = all(from("verify"), notPaused, knowsTenant, notOwnRequest, evidenceHolds, codeIsConfirmed, isThereInPerson);

const windowOpen: Guard = (facts, _actor, now) => (facts.purgeDueAt && now < facts.purgeDueAt ? null : "window_closed");
const returnAsked: Guard = (facts) => {
  if (!facts.comingBack) return "return_not_asked";
  const { evidence, inPerson } = facts.comingBack;
  if (evidence && !inPerson && evidenceFails(evidence)) return "return_evidence_failed";
  return facts.comingBack.codeConfirmed ? null : "return_code_not_confirmed";
};
const digestStored: Guard = (facts) => (facts.digestTaken ? null : "digest_not_taken");
const isAsSealed: Guard = (facts) =>
  facts.comparison === "equal" ? null : facts.comparison === "differs" ? "return_differs" : "return_not_compared";
const returnable = all(from("reactivate"), windowOpen, returnAsked, digestStored);
// The officer and whoever carries the order out are two people; the window, the digest and the comparison are as for anybody (L1, L5).
const returnableByOrder = all(from("reactivate"), windowOpen, digestStored);

/** Why this person does not let the tenant back in: neither on the owner's proof nor by the officer's order, which is never the officer's own to carry out. */
function proofOfReturn(facts: Facts, actor: Actor, now: Date): RefusalCode | null {
  if (actor.kind === "operator" && facts.returnOrder)
    return returnableByOrder(facts, actor, now) ?? (facts.returnOrder.orderedBy === actor.id ? "own_order" : null);
  const second = secondPerson(facts.comingBack?.proposedBy ?? null, takesTwo(facts, facts.comingBack, now), actor);
  return returnable(facts, actor, now) ?? second;
}

const GUARDS: Record<Act, Guard> = {
  verify: (facts, actor, now) =>
    verifiable(facts, actor, now) ?? secondPerson(facts.verificationProposedBy, takesTwo(facts, facts, now), actor),
  propose_verification: (facts, actor, now) =>
    verifiable(facts, actor, now) ??
    (takesTwo(facts, facts, now) ? null : "second_person_not_needed") ??
    (facts.verificationProposedBy ? "already_proposed" : null),
  reject: all(from("reject"), notPaused),
  withdraw: all(from("withdraw"), notPaused),
  // Believed once is not believed for ever: the owner, the evidence and the code must still hold when the door closes.
  deactivate: all(from("deactivate"), notPaused, knowsTenant, evidenceHolds, codeIsConfirmed, isThereInPerson, ownerWasVerified),
  reactivate: (facts, actor, now) => proofOfReturn(facts, actor, now) ?? isAsSealed(facts, actor, now),
  propose_return: (facts, actor, now) =>
    returnable(facts, actor, now) ??
    (takesTwo(facts, facts.comingBack, now) ? null : "second_person_not_needed") ??
    (facts.comingBack?.proposedBy ? "already_proposed" : null),
  begin_purge: all(
    from("begin_purge"),
    (facts, _actor, now) => (facts.purgeDueAt && now >= facts.purgeDueAt ? null : "window_open"),
    // Holds over some classes let the others go on time; only one over everything keeps the purge from beginning.
    (facts) => (nothingMayGo(facts.held) ? "held" : null),
    (facts) => (facts.payingOut ? "payout_under_way" : null),
  ),
  finish_purge: all(
    from("finish_purge"),
    (facts) => (anythingHeld(facts.held) ? "held" : null),
    (facts) => (facts.survivors === 0 ? null : "survivors"),
  ),
};

/** Which code a request waits for: the one to leave, the one to come back, or none, and then why. */
export function codeWaitedFor(facts: Facts): { purpose: "deletion" | "return"; tenantId: string } | { because: RefusalCode } {
  if (!facts.tenantId) return { because: "no_tenant" };
  if (facts.state === "received")
    return facts.codeConfirmed ? { because: "code_already_confirmed" } : { purpose: "deletion", tenantId: facts.tenantId };
  if (facts.state !== "retained") return { because: `not_from_${facts.state}` as RefusalCode };
  if (!facts.comingBack) return { because: "return_not_asked" };
  return facts.comingBack.codeConfirmed ? { because: "code_already_confirmed" } : { purpose: "return", tenantId: facts.tenantId };
}

/** Of the reasons why a request that its owner confirmed in person goes no further yet: it waits for people of ours (V7). */
export const waitsForColleagues = (because: RefusalCode): boolean => because === "second_person_needed" || because === "maker_is_checker";

/** Why nobody can write down now that the owner wants to come back; null when it can be done. */
export function refuseReturn(facts: Facts, now: Date): RefusalCode | null {
  if (facts.state !== "retained") return `not_from_${facts.state}` as RefusalCode;
  if (!facts.purgeDueAt || now >= facts.purgeDueAt) return "window_closed";
  return facts.comingBack ? "return_already_asked" : null;
}

/** Why the owner cannot ask in person to come back; a wish without its proof is no reason, because this is the proof. */
export function refuseReturnInPerson(facts: Facts, now: Date): RefusalCode | null {
  const because = refuseReturn(facts, now);
  return because === "return_already_asked" && !facts.comingBack?.codeConfirmed ? null : because;
}
