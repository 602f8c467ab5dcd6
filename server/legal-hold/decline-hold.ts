import { declineApproval } from "@/server/approval/ask-second-person";
import type { Deps } from "@/server/lib/deps";
import { actOnHold } from "./act-on-hold";
import { endHold } from "./end-hold";

/** A second person says that this order should not hold; it ends at once. Throws as `agreeToHold` does. */
export async function declineHold(deps: Deps, actor: { kind: "operator"; id: string }, holdId: string): Promise<void> {
  await actOnHold(deps, actor, holdId, "decline", async (acting) => {
    await declineApproval(acting.tx, "place_hold", holdId, actor, acting.now);
    await endHold(acting, "declined", actor);
  });
}
