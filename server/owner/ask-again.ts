import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { countAsking } from "./count-asking";
import { codesPerNetwork } from "./limits";
import { lockCodeHolder } from "./lock-code-holder";
import { openSignInCode } from "./open-sign-in-code";

type Again = { codeId: string; language: string; network: string };

/** How long a code's id may be used to ask for another: much shorter than nobody's codes are kept, so that none tells by being gone (V3). */
const AGAIN_MS = HOUR_MS;

/**
 * Sends another code to whoever the last one was for: the page knows the last code's id and no address. Who is gone meanwhile, or whose
 * data is being erased, is nobody from then on. Throws what `askSignInCode` throws, and `code_not_accepted` for an id that was never
 * given out, is older than an hour, or has let somebody in already.
 */
export async function askAgain(deps: Deps, { codeId, language, network }: Again): Promise<{ codeId: string }> {
  if (!(await countAsking(deps.db, codesPerNetwork(network), network, await deps.clock.now(deps.db)))) throw new Refusal("network_used_up");
  return deps.db.$transaction(async (tx) => {
    const last = await tx.ownerCode.findUnique({ where: { id: codeId } });
    const now = await deps.clock.now(tx);
    if (last?.purpose !== "sign_in" || last.usedAt || later(last.createdAt, AGAIN_MS) <= now) throw new Refusal("code_not_accepted");
    const member = await lockCodeHolder(tx, last);
    return openSignInCode(tx, { addressHash: last.addressHash, member, language, network }, await deps.clock.now(tx));
  });
}
