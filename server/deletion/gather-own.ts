import type { Tx } from "@/server/lib/db";
import { NotFound } from "@/server/lib/refusal";
import { lockRequest } from "./act-on-request";
import { gatherFacts } from "./gather-facts";
import { LIVE_STATES } from "./lifecycle";

/** The tenant's one live request (L6), locked, with its facts. Called under the tenant's lock. Throws NotFound without one. */
export async function gatherOwn(tx: Tx, tenantId: string, now: Date) {
  const live = await tx.deletionRequest.findFirst({ where: { tenantId, state: { in: [...LIVE_STATES] } }, select: { id: true } });
  if (!live) throw new NotFound("request");
  await lockRequest(tx, live.id);
  return { requestId: live.id, facts: (await gatherFacts(tx, live.id, now)).facts };
}
