import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { countOwnerTry } from "@/server/owner/count-owner-try";
import type { SignedInMember } from "@/server/owner/read-owner";

/**
 * Tries what was typed against the newest open code of this very session, and answers with which one it was; the caller uses it up in
 * its own transaction. No id comes from outside, so there is none of another session or tenant to be tried (S4).
 */
export async function tryOwnCode(
  deps: Deps,
  member: SignedInMember,
  purpose: "leave" | "come_back",
  typed: string,
): Promise<{ codeId: string }> {
  const { tenantId, id: memberId, sessionId } = member;
  const code = await deps.db.ownerCode.findFirst({
    where: { tenantId, memberId, sessionId, purpose, endedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  const digits = sixDigits(typed);
  // What can be no code costs no try.
  if (!code || !digits) throw new Refusal("code_not_accepted");
  return countOwnerTry(deps, { codeId: code.id, purpose, sessionId, typed: digits });
}

/** The six digits that were meant: spaces left out, and Devanagari digits read like ours. Null: these are not six digits. */
function sixDigits(typed: string): string | null {
  const digits = typed.replace(/\s/g, "").replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
  return /^\d{6}$/.test(digits) ? digits : null;
}
