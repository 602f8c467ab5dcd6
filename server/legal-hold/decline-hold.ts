import { declineApproval } from "@/server/approval/ask-second-person";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnHold } from "./act-on-hold";
import { endHold } from "./end-hold";

/** A second person says that this order should not hold; it ends at once. Throws as `agreeToHold` does. */
export async function declineHold(deps: Deps, actor: { kind: "operator"; id: string }, holdId: string): Promise<void> {
  await actOnHold(deps, holdId, async (acting) => {
    if (acting.hold.agreedAt) throw new Refusal("hold_agreed");
    if (acting.hold.lapsesAt <= acting.now) throw new Refusal("hold_lapsed");
    await declineApproval(acting.tx, "place_hold", holdId, actor, acting.now);
    await endHold(acting, "declined", actor);
  });
}
