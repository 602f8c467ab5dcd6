import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { lockRequest } from "./act-on-request";
import { askToReturn } from "./ask-to-return";
import { gatherFacts } from "./gather-facts";
import { type Actor, refuseReturn } from "./lifecycle";
import { endAlert } from "./raise-alert";

/**
 * An agent writes down that the owner wants to come back, by telephone or in a letter that could not be understood (D§6
 * "contact support to reactivate"). The code still goes to the address on file, and the same verification follows.
 */
export async function lodgeReturn(deps: Deps, actor: Actor, requestId: string, version: number): Promise<{ codeSent: boolean }> {
  return deps.db.$transaction(async (tx) => {
    await lockRequest(tx, requestId);
    const now = await deps.clock.now(tx);
    const { request, facts } = await gatherFacts(tx, requestId, now);
    if (request.version !== version) throw new Refusal("stale_screen", { state: request.state });
    const refused = refuseReturn(facts, now);
    if (refused) throw new Refusal(refused);
    const asked = request.tenantId ? await askToReturn(tx, request.tenantId, actor, now, true) : null;
    await endAlert(tx, "owner_wrote_again", { requestId }, now);
    return { codeSent: asked !== null };
  });
}
