import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { issueConfirmation } from "@/server/owner/issue-confirmation";
import { lockRequest } from "./act-on-request";
import { gatherFacts } from "./gather-facts";
import { type Actor, codeWaitedFor } from "./lifecycle";

/**
 * Sends the owner a (new) one-time code, for leaving or for coming back, whichever the request is waiting for. Refused:
 * `code_still_open` while the last one lives, `code_paused` for 15 minutes after five wrong tries (V3), `no_tenant`.
 */
export async function resendCode(deps: Deps, actor: Actor, requestId: string, version: number): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await lockRequest(tx, requestId);
    const now = await deps.clock.now(tx);
    const { request, facts } = await gatherFacts(tx, requestId, now);
    if (request.version !== version) throw new Refusal("stale_screen", { state: request.state });
    const waits = codeWaitedFor(facts);
    if ("because" in waits) throw new Refusal(waits.because);
    await issueConfirmation(tx, { purpose: waits.purpose, requestId, tenantId: waits.tenantId, now, actor });
  });
}
