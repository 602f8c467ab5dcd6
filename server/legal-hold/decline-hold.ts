import { declineApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import type { Deps } from "@/server/lib/deps";
import { type ActingOnHold, actOnHold } from "./act-on-hold";
import { endHold } from "./end-hold";

/** A second person says that this order should not hold; it ends at once. Throws as `agreeToHold` does. */
export async function declineHold(deps: Deps, actor: { kind: "operator"; id: string }, holdId: string): Promise<void> {
  const decline = async (acting: ActingOnHold) => {
    await declineApproval(acting.tx, "place_hold", holdId, actor, acting.now);
    await endHold(acting, "declined", actor);
  };
  await orRefusalRecorded(deps, actor, { kind: "place_hold", subjectId: holdId }, () => actOnHold(deps, actor, holdId, "decline", decline));
}
