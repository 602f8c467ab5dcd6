import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { issueOwnerCode } from "@/server/owner/issue-owner-code";
import type { SignedInMember } from "@/server/owner/read-owner";
import { gatherOwn } from "./gather-own";
import { refuseReturnInPerson } from "./lifecycle";
import { lockOwn } from "./lock-own";

/**
 * Sends the owner a fresh code to leave or to come back (S3), when that can be done at all. Throws `code_just_sent`, `code_paused`,
 * and the reason why there is nothing to confirm: `not_from_…`, `window_closed`, `return_already_asked`.
 */
export async function sendOwnCode(deps: Deps, member: SignedInMember, purpose: "leave" | "come_back"): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await lockOwn(tx, member);
    const now = await deps.clock.now(tx);
    if (purpose === "leave") {
      const gone = await tx.deactivation.findFirst({ where: { tenantId: member.tenantId, endedAt: null }, select: { id: true } });
      if (gone) throw new Refusal("not_from_retained");
    } else {
      const { facts } = await gatherOwn(tx, member.tenantId, now);
      const refused = refuseReturnInPerson(facts, now);
      if (refused) throw new Refusal(refused);
    }
    await issueOwnerCode(tx, { purpose, member, now });
  });
}
