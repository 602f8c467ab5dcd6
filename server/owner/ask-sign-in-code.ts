import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { countAsking } from "./count-asking";
import { findSigningIn } from "./find-signing-in";
import { codesPerNetwork } from "./limits";
import { lockCodeHolder } from "./lock-code-holder";
import { openSignInCode } from "./open-sign-in-code";
import { hashOfAddress, plainAddress } from "./owner-address";

type Asking = { email: string; language: string; network: string };

/**
 * Somebody wants to sign in to the owner's pages (S1). Known and unknown addresses get the same answer for the same work; only the job
 * behind it finds out whether there is anybody to write to (V3). Throws, for both alike, `code_just_sent`, `code_paused`, `codes_used_up`,
 * `address_used_up` and `network_used_up` (record 23 has the numbers).
 */
export async function askSignInCode(deps: Deps, { email, language, network }: Asking): Promise<{ codeId: string }> {
  // Committed by itself: whoever is refused further down has still asked.
  if (!(await countAsking(deps.db, codesPerNetwork(network), network, await deps.clock.now(deps.db)))) throw new Refusal("network_used_up");
  return deps.db.$transaction(async (tx) => {
    const addressHash = hashOfAddress(email);
    const found = await findSigningIn(tx, plainAddress(email));
    const member = await lockCodeHolder(tx, { tenantId: found?.tenantId ?? null, memberId: found?.id ?? null, addressHash });
    return openSignInCode(tx, { addressHash, member, language, network }, await deps.clock.now(tx));
  });
}
