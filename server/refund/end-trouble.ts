import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnRefund } from "./act-on-refund";
import { refuseEnd, type TroubleEnd } from "./following-up";
import { clearTrouble } from "./note-trouble";

/**
 * A person has done what a refund's trouble asked of them, and closes it with a reason. Throws `no_trouble`, and `still_open`
 * while the money may be on its way: such a trouble ends when the gateway answers, not because somebody has seen it.
 */
export async function endTrouble(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  refundId: string,
  version: number,
  because: TroubleEnd,
): Promise<void> {
  await actOnRefund(deps, refundId, version, async ({ tx, now, refund }) => {
    const code = refuseEnd(refund);
    if (code) throw new Refusal(code);
    await clearTrouble(tx, refund, actor, because, now);
  });
}
