import { HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";
import { APPROVAL_HOURS } from "@/server/policy/retention";
import { factsSha256 } from "./facts-sha256";

type Kind = "verify_request" | "verify_return" | "place_hold" | "release_hold" | "grant_refund";
type Who = { kind: string; id?: string };

/** Asks for a second person's agreement to exactly these facts; it lapses after 48 hours (A3). */
export async function askSecondPerson(tx: Tx, kind: Kind, subjectId: string, makerId: string, now: Date, facts: object): Promise<void> {
  await tx.approval.create({
    data: { kind, subjectId, makerId, factsSha256: factsSha256(facts), createdAt: now, expiresAt: later(now, APPROVAL_HOURS * HOUR_MS) },
    select: { id: true },
  });
}

/**
 * Records the second person's agreement and ends the approval. True when there was one. Throws `approval_stale` when it has
 * lapsed or the facts are no longer those the maker saw, `maker_is_checker` when it is the maker (the database says so too).
 */
export async function closeApproval(tx: Tx, kind: Kind, subjectId: string, checker: Who, now: Date, facts: object): Promise<boolean> {
  const approval = await tx.approval.findFirst({ where: { kind, subjectId, endedAt: null } });
  if (!approval) return false;
  if (approval.expiresAt <= now || approval.factsSha256 !== factsSha256(facts)) throw new Refusal("approval_stale");
  if (checker.kind !== "operator" || !checker.id || checker.id === approval.makerId) throw new Refusal("maker_is_checker");
  await tx.approval.update({
    where: { id: approval.id },
    data: { checkerId: checker.id, agreedAt: now, endedAt: now, endedBecause: "agreed" },
    select: { id: true },
  });
  return true;
}

/** The second person says no: the approval ends without an agreement. Throws `approval_stale` without one that waits, `maker_is_checker`. */
export async function declineApproval(tx: Tx, kind: Kind, subjectId: string, checker: { id: string }, now: Date): Promise<void> {
  const approval = await tx.approval.findFirst({ where: { kind, subjectId, endedAt: null, expiresAt: { gt: now } } });
  if (!approval) throw new Refusal("approval_stale");
  if (checker.id === approval.makerId) throw new Refusal("maker_is_checker");
  await tx.approval.update({ where: { id: approval.id }, data: { endedAt: now, endedBecause: "declined" }, select: { id: true } });
}

/** Ends proposals that lapsed or whose facts changed, so that a new one can be made. Returns how many. */
export async function endStaleApprovals(tx: Tx, kind: Kind, subjectId: string, now: Date, facts: object): Promise<number> {
  const { count } = await tx.approval.updateMany({
    where: { kind, subjectId, endedAt: null, OR: [{ expiresAt: { lte: now } }, { factsSha256: { not: factsSha256(facts) } }] },
    data: { endedAt: now, endedBecause: "stale" },
  });
  return count;
}
