import { closeApproval, findApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnCase, type Officer } from "./act-on-case";
import { orTaken } from "./apply-correction";
import { proposeCorrection } from "./propose-correction";
import { wereRevealed } from "./reveal-addresses";
import { settleCorrection } from "./settle-correction";

/**
 * A second person agrees that a profile gets the address that its person asked for, and it does, in the same transaction (A3). Neither who
 * asked them nor who wrote the case or the wish down may be that person. Throws `maker_is_checker`, `desk_address_not_asked`,
 * `approval_stale` when it is not what their screen showed, `desk_address_unread` when they were not shown both addresses, and what `proposeCorrection` and `actOnCase` throw.
 */
export async function agreeToAddress(deps: Deps, actor: Officer, grievanceId: string, seen: string): Promise<void> {
  const agree = () =>
    actOnCase(deps, actor, grievanceId, "correct", async (acting) => {
      const { tx, now, case: found } = acting;
      const proposed = await proposeCorrection(acting);
      if ([found.lodgedBy, proposed.asked.writtenBy].includes(actor.id)) throw new Refusal("maker_is_checker");
      const asked = await findApproval(tx, "correct_address", grievanceId, now);
      const isAgreed = await closeApproval(tx, "correct_address", grievanceId, actor, now, proposed.facts, seen);
      if (!isAgreed || proposed.asked.field !== "person_email") throw new Refusal("desk_address_not_asked");
      if (!asked || !(await wereRevealed(tx, actor, asked.id))) throw new Refusal("desk_address_unread");
      await settleCorrection(acting, actor, proposed);
    });
  await orRefusalRecorded(deps, actor, { kind: "correct_address", subjectId: grievanceId }, () => orTaken(agree));
}
