import { sameSecret } from "@/server/lib/crypto";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { CODE_ATTEMPTS } from "@/server/policy/retention";
import { countAsking } from "./count-asking";
import { TRIES_PER_ADDRESS } from "./limits";
import { hashOfCode } from "./one-time-code";

type Try = { codeId: string; purpose: "sign_in" | "leave" | "come_back"; sessionId: string | null; typed: string };

/**
 * Counts a try of a code and says whether it is the right one (V3). Every try is counted by one conditional write, committed before
 * anything is compared: fifty parallel ones are five. Wrong, expired, used up, of another session and unknown are refused alike
 * (`code_not_accepted`). Throws `address_used_up` after 100 tries of all its codes within the hour. The
 * code is not used yet: `useOwnerCode` does that in the transaction of the act.
 */
export async function countOwnerTry(deps: Deps, { codeId, purpose, sessionId, typed }: Try): Promise<{ codeId: string }> {
  const now = await deps.clock.now(deps.db);
  const [counted] = await deps.db.ownerCode.updateManyAndReturn({
    where: { id: codeId, purpose, sessionId, attempts: { lt: CODE_ATTEMPTS }, endedAt: null, expiresAt: { gt: now } },
    data: { attempts: { increment: 1 } },
    select: { memberId: true, codeSha256: true, addressHash: true },
  });
  if (!counted) throw new Refusal("code_not_accepted");
  if (!(await countAsking(deps.db, TRIES_PER_ADDRESS, `${purpose}:${counted.addressHash}`, now))) throw new Refusal("address_used_up");
  if (counted.memberId && sameSecret(counted.codeSha256, hashOfCode(codeId, typed))) return { codeId };
  await endIfUsedUp(deps, codeId);
  throw new Refusal("code_not_accepted");
}

async function endIfUsedUp(deps: Deps, codeId: string): Promise<void> {
  const now = await deps.clock.now(deps.db);
  await deps.db.ownerCode.updateMany({
    where: { id: codeId, attempts: { gte: CODE_ATTEMPTS }, endedAt: null },
    data: { endedAt: now, endedBecause: "too_many_attempts" },
  });
}
