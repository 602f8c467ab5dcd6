import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { confirmInPerson } from "@/server/owner/confirm-in-person";
import type { SignedInMember } from "@/server/owner/read-owner";
import { useOwnerCode } from "@/server/owner/use-owner-code";
import { askToReturn } from "./ask-to-return";
import { gatherOwn } from "./gather-own";
import { refuseReturnInPerson } from "./lifecycle";
import { lockOwn } from "./lock-own";
import { tryOwnCode } from "./try-own-code";

/**
 * The owner asks on the own page to come back (D§6), with a fresh code: the wish and its proof are one transaction, and support
 * decides as it does about a letter. Throws `code_not_accepted`, `window_closed`, `return_already_asked` or `not_from_…`.
 */
export async function askBackInPerson(deps: Deps, member: SignedInMember, code: string): Promise<void> {
  const { codeId } = await tryOwnCode(deps, member, "come_back", code);
  await deps.db.$transaction(async (tx) => {
    await lockOwn(tx, member);
    const now = await deps.clock.now(tx);
    const { requestId, facts } = await gatherOwn(tx, member.tenantId, now);
    const refused = refuseReturnInPerson(facts, now);
    if (refused) throw new Refusal(refused);
    await useOwnerCode(tx, codeId, now);
    await askToReturn(tx, member.tenantId, { kind: "owner", id: member.id }, now, false);
    await confirmInPerson(tx, { purpose: "return", requestId, member, codeId, now });
  });
}
