import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { beginOwnerSession } from "./begin-owner-session";
import { countAsking } from "./count-asking";
import { countOwnerTry } from "./count-owner-try";
import { triesPerNetwork } from "./limits";
import { type CodeHolder, lockCodeHolder } from "./lock-code-holder";
import { memberActor } from "./member-actor";
import { useOwnerCode } from "./use-owner-code";

type SigningIn = { codeId: string; code: string; language: string; network: string };

/**
 * Signs a person of a tenant in to the owner's pages with the code from their mail (S1), once. Wrong, expired, used, unknown and somebody
 * who is gone meanwhile are refused alike (`code_not_accepted`); the fifth wrong try pauses the address for whoever asked from that
 * network, for 15 minutes (V3). Throws `network_used_up` and `address_used_up` after too many tries within the hour.
 */
export async function signInWithCode(
  deps: Deps,
  { codeId, code: typed, language, network }: SigningIn,
): Promise<{ ownerSessionId: string }> {
  if (!(await countAsking(deps.db, triesPerNetwork(network), network, await deps.clock.now(deps.db)))) throw new Refusal("network_used_up");
  await countOwnerTry(deps, { codeId, purpose: "sign_in", sessionId: null, typed });
  return deps.db.$transaction(async (tx) => {
    const member = await holderOf(tx, codeId);
    const now = await deps.clock.now(tx);
    await useOwnerCode(tx, codeId, now);
    const ownerSessionId = await beginOwnerSession(tx, { tenantId: member.tenantId, id: member.id, language }, now);
    await recordAuditEvent(tx, "owner.signed_in", memberActor(member), { tenantId: member.tenantId }, {});
    return { ownerSessionId };
  });
}

/** Who the code was sent to, if it is theirs still; under the tenant's lock, so that no session is written behind a purge. */
async function holderOf(tx: Tx, codeId: string): Promise<CodeHolder> {
  const code = await tx.ownerCode.findUnique({ where: { id: codeId } });
  const member = code && (await lockCodeHolder(tx, code));
  if (!member) throw new Refusal("code_not_accepted");
  return member;
}
