import { findApproval } from "@/server/approval/ask-second-person";
import { factsSha256 } from "@/server/approval/facts-sha256";
import type { Tx } from "@/server/lib/db";
import { deadUpToOf, replayFacts } from "./replay-facts";

/** What somebody asks to be sent again at an endpoint, counted afresh; null when nobody asks, or it is not what they saw any more. */
export async function gatherReplay(tx: Tx, endpointId: string, now: Date) {
  const asked = await findApproval(tx, "replay_signals", endpointId, now);
  const deadUpTo = asked && deadUpToOf(asked.params);
  if (!asked || !deadUpTo) return null;
  const facts = replayFacts(endpointId, deadUpTo, await countDead(tx, endpointId, deadUpTo));
  return { ...asked, facts, deadUpTo, isStale: factsSha256(facts) !== asked.factsSha256 };
}

export const countDead = (tx: Tx, endpointId: string, upTo: Date): Promise<number> =>
  tx.signalDelivery.count({ where: { endpointId, deadAt: { lte: upTo } } });
