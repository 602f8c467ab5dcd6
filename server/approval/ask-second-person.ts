import type { ApprovalKind as Kind } from "@/prisma/generated/enums";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";
import { APPROVAL_HOURS } from "@/server/policy/retention";
import { factsSha256, paramsText } from "./facts-sha256";

type Who = { kind: string; id?: string };
type Needed = 1 | 2;

/** Asks for the agreement of one other person, or of two, to exactly these facts; it lapses after 48 hours (A3). */
export async function askSecondPerson(
  tx: Tx,
  kind: Kind,
  subjectId: string,
  makerId: string,
  now: Date,
  facts: object,
  needed: Needed = 1,
): Promise<void> {
  const expiresAt = later(now, APPROVAL_HOURS * HOUR_MS);
  await tx.approval.create({
    data: { kind, subjectId, makerId, needed, factsSha256: factsSha256(facts), params: paramsText(facts), createdAt: now, expiresAt },
    select: { id: true },
  });
}

/**
 * Records one person's agreement, and ends the approval with the last one that it needs: then `agreed` equals `needed`. Null
 * when nobody was asked. `seen` is the hash that was on this person's screen, null where it showed none; only who is no screen
 * leaves it out. Throws `approval_stale` when it has lapsed or the facts are no longer those that the maker, or the screen, saw,
 * `maker_left` or `checker_left` when whoever asked, or agreed before, works here no longer or may no longer, `maker_is_checker` when it is the maker, `already_agreed` when it is somebody for the second time; the database says so too.
 */
export async function agreeTo(
  tx: Tx,
  kind: Kind,
  subjectId: string,
  checker: Who,
  now: Date,
  facts: object,
  seen?: string | null,
): Promise<{ agreed: number; needed: number; makerId: string } | null> {
  // Whoever agrees at the same instant waits here, so that both are counted.
  await tx.$queryRaw`SELECT 1 FROM console.approval WHERE kind = ${kind}::console."ApprovalKind" AND subject_id = ${subjectId}::uuid AND ended_at IS NULL FOR UPDATE`;
  const approval = await tx.approval.findFirst({ where: { kind, subjectId, endedAt: null }, include: { agreements: true } });
  if (!approval) return null;
  const { needed, makerId } = approval;
  if (approval.expiresAt <= now || approval.factsSha256 !== factsSha256(facts)) throw new Refusal("approval_stale");
  if (seen !== undefined && seen !== approval.factsSha256) throw new Refusal("approval_stale");
  const left = await whoLeft(tx, approval.id);
  if (left) throw new Refusal(left);
  if (checker.kind !== "operator" || !checker.id || checker.id === makerId) throw new Refusal("maker_is_checker");
  if (approval.agreements.some((one) => one.checkerId === checker.id)) throw new Refusal("already_agreed");
  // The database writes down its own instant, also where `now` is somebody else's.
  const { agreedAt } = await tx.approvalAgreement.create({
    data: { approvalId: approval.id, checkerId: checker.id, agreedAt: now },
    select: { agreedAt: true },
  });
  const agreed = approval.agreements.length + 1;
  if (agreed >= needed)
    await tx.approval.update({
      where: { id: approval.id },
      data: { checkerId: checker.id, agreedAt, endedAt: now, endedBecause: "agreed" },
      select: { id: true },
    });
  return { agreed, needed, makerId };
}

/** Whose word counts no longer, because they left or have another role; the database ends such a question as they leave, except at the same instant. */
async function whoLeft(tx: Tx, approvalId: string): Promise<"maker_left" | "checker_left" | null> {
  const [row] = await tx.$queryRaw<{ left: "maker_left" | "checker_left" | null }[]>`
    SELECT CASE WHEN NOT console.may_ask(a.maker_id, a.kind) THEN 'maker_left'
      WHEN EXISTS (SELECT 1 FROM console.approval_agreement g WHERE g.approval_id = a.id AND NOT console.may_agree(g.checker_id, a.kind))
      THEN 'checker_left' END AS left FROM console.approval a WHERE a.id = ${approvalId}::uuid`;
  return row?.left ?? null;
}

/** For what one other person's word is enough: records it and ends the approval. True when there was one. Throws as `agreeTo` does. */
export async function closeApproval(
  tx: Tx,
  kind: Kind,
  subjectId: string,
  checker: Who,
  now: Date,
  facts: object,
  seen?: string | null,
): Promise<boolean> {
  const met = await agreeTo(tx, kind, subjectId, checker, now, facts, seen);
  if (met && met.agreed < met.needed) throw new Error(`${kind} needs more than one other person`);
  return met !== null;
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

/** What was asked for and still waits for people; null when nothing does. A lapsed one waits for nobody. */
export async function findApproval(tx: Tx, kind: Kind, subjectId: string, now: Date) {
  return tx.approval.findFirst({
    where: { kind, subjectId, endedAt: null, expiresAt: { gt: now } },
    select: {
      id: true,
      makerId: true,
      needed: true,
      factsSha256: true,
      params: true,
      expiresAt: true,
      agreements: { select: { checkerId: true } },
    },
  });
}

/** Ends whatever is asked about a subject, because what was asked about has changed or is over. True when somebody still waited. */
export async function voidApproval(
  tx: Tx,
  kind: Kind,
  subjectId: string,
  now: Date,
  because: "edited" | "outgrown" | "over",
): Promise<boolean> {
  const waiting = await findApproval(tx, kind, subjectId, now);
  await tx.approval.updateMany({
    where: { kind, subjectId, endedAt: null },
    data: { endedAt: now, endedBecause: because },
  });
  return waiting !== null;
}
