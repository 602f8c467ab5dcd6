import { askSecondPerson, voidApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { countDead, gatherReplay } from "./gather-replay";
import { lockEndpoint } from "./lock-endpoint";
import { replayFacts } from "./replay-facts";

/**
 * Somebody asks a second person to agree that everything is sent again that is dead at an endpoint by now (A3); for 48 hours, or
 * until one of these is sent again singly. Throws `endpoint_disabled`, `nothing_dead` and `replay_asked`.
 */
export async function askReplay(deps: Deps, actor: { kind: "operator"; id: string }, endpointId: string): Promise<{ deliveries: number }> {
  return deps.db.$transaction(async (tx) => {
    const { disabledAt } = await lockEndpoint(tx, endpointId);
    if (disabledAt) throw new Refusal("endpoint_disabled");
    const now = await deps.clock.now(tx);
    const deliveries = await countDead(tx, endpointId, now);
    if (deliveries === 0) throw new Refusal("nothing_dead");
    const waiting = await gatherReplay(tx, endpointId, now);
    if (waiting && !waiting.isStale) throw new Refusal("replay_asked");
    await voidApproval(tx, "replay_signals", endpointId, now, "outgrown");
    await askSecondPerson(tx, "replay_signals", endpointId, actor.id, now, replayFacts(endpointId, now, deliveries));
    await recordAuditEvent(tx, "signal.replay_asked", actor, {}, { endpointId, deliveries });
    return { deliveries };
  });
}
