import { closeApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { gatherReplay } from "./gather-replay";
import { lockEndpoint } from "./lock-endpoint";
import { replayDead } from "./replay-dead";

/**
 * A second person agrees to what their screen showed (`seen`), and everything that was dead when it was asked for is sent again.
 * Were the process to end in between, what is left stays dead and can be asked for again. Throws `endpoint_disabled`,
 * `replay_not_asked`, `maker_is_checker`, and `approval_stale` when one of them was sent again singly since.
 */
export async function agreeToReplay(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  endpointId: string,
  seen: string,
): Promise<{ count: number }> {
  const agree = () =>
    deps.db.$transaction(async (tx) => {
      const { disabledAt } = await lockEndpoint(tx, endpointId);
      if (disabledAt) throw new Refusal("endpoint_disabled");
      const now = await deps.clock.now(tx);
      const asked = await gatherReplay(tx, endpointId, now);
      if (!asked) throw new Refusal("replay_not_asked");
      await closeApproval(tx, "replay_signals", endpointId, actor, now, asked.facts, seen);
      return asked.deadUpTo;
    });
  const deadUpTo = await orRefusalRecorded(deps, actor, { kind: "replay_signals", subjectId: endpointId }, agree);
  return { count: await replayDead(deps, actor, endpointId, deadUpTo) };
}
