import type { Deps } from "@/server/lib/deps";
import type { SignedInMember } from "@/server/owner/read-owner";
import { actInside } from "./act-on-request";
import { gatherOwn } from "./gather-own";
import { lockOwn } from "./lock-own";
import { withdrawn } from "./withdraw-request";

/** The owner takes back, on the own page, a request that nobody has carried out yet. Throws `not_from_…` when that is too late. */
export async function withdrawInPerson(deps: Deps, member: SignedInMember): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await lockOwn(tx, member);
    const now = await deps.clock.now(tx);
    const { requestId } = await gatherOwn(tx, member.tenantId, now);
    const actor = { kind: "owner", id: member.id } as const;
    await actInside(tx, now, actor, requestId, null, "withdraw", withdrawn(actor));
  });
}
