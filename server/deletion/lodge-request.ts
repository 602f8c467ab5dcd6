import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { issueConfirmation } from "@/server/owner/issue-confirmation";
import type { Actor } from "./lifecycle";
import { openRequest } from "./open-request";

/** An agent writes down a request that came by telephone or on paper. The owner must still confirm by code, and a colleague verify (V7). */
export async function lodgeRequest(deps: Deps, actor: Actor & { kind: "operator" }, tenantId: string) {
  return deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, tenantId))) throw new NotFound("tenant");
    const now = await deps.clock.now(tx);
    const opened = await openRequest(tx, { channel: "operator", tenantId, claimedTenantId: null, lodgedBy: actor.id, actor, now });
    if (!opened.isNew) throw new Refusal("already_live");
    await issueConfirmation(tx, { purpose: "deletion", requestId: opened.id, tenantId, now, actor });
    return { id: opened.id, number: opened.number };
  });
}
