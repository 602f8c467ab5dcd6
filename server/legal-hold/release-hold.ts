import { closeApproval } from "@/server/approval/ask-second-person";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnHold } from "./act-on-hold";
import { endHold } from "./end-hold";
import { orderOf } from "./order";

/**
 * A second person gives the release that somebody else asked for (H1). `typedReference` is the order's reference as typed.
 * If the data was due already, the owner is told afresh and it stays for 48 more hours (H3). Throws `release_not_asked`,
 * `reference_not_typed`, `own_release` for who asked, or `approval_stale`.
 */
export async function releaseHold(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  holdId: string,
  typedReference: string,
): Promise<{ erasedFrom: Date | null }> {
  return actOnHold(deps, actor, holdId, "release", async (acting) => {
    const { tx, now, hold } = acting;
    if (typedReference.trim() !== hold.reference.trim()) throw new Refusal("reference_not_typed");
    if (!(await closeApproval(tx, "release_hold", holdId, actor, now, orderOf(hold)))) throw new Refusal("release_not_asked");
    return endHold(acting, "released", actor);
  });
}
