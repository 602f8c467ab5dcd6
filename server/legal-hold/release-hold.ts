import { closeApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { type ActingOnHold, actOnHold } from "./act-on-hold";
import { endHold } from "./end-hold";
import { orderOf } from "./order";

/**
 * A second person gives the release that somebody else asked for (H1). `typedReference` is the order's reference as typed, `seen` the
 * hash that their screen showed.
 * If the data was due already, the owner is told afresh and it stays for 48 more hours (H3). Throws `release_not_asked`,
 * `reference_not_typed`, `own_release` for who asked, or `approval_stale`.
 */
export async function releaseHold(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  holdId: string,
  typedReference: string,
  seen?: string,
): Promise<{ erasedFrom: Date | null }> {
  const release = async (acting: ActingOnHold) => {
    const { tx, now, hold } = acting;
    if (typedReference.trim() !== hold.reference.trim()) throw new Refusal("reference_not_typed");
    if (!(await closeApproval(tx, "release_hold", holdId, actor, now, orderOf(hold), seen))) throw new Refusal("release_not_asked");
    return endHold(acting, "released", actor);
  };
  const asked = { kind: "release_hold", subjectId: holdId } as const;
  return orRefusalRecorded(deps, actor, asked, () => actOnHold(deps, actor, holdId, "release", release));
}
