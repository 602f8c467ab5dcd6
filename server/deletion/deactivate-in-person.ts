import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { confirmInPerson } from "@/server/owner/confirm-in-person";
import type { SignedInMember } from "@/server/owner/read-owner";
import { useOwnerCode } from "@/server/owner/use-owner-code";
import { isSameName } from "@/server/platform/organisation-name";
import { actInside, lockRequest } from "./act-on-request";
import { deactivated } from "./deactivate-tenant";
import { gatherFacts } from "./gather-facts";
import { type Actor, decide, waitsForColleagues } from "./lifecycle";
import { lockOwn } from "./lock-own";
import { openRequest } from "./open-request";
import { tryOwnCode } from "./try-own-code";
import { verified } from "./verify-request";

type Leaving = { code: string; organisation: string };

/**
 * The owner deletes the account on the own page (D§2 "Self-Service", S3): a fresh code and the organisation's name typed. Opening
 * the request, or taking the one that lives already (L6), confirming, verifying and deactivating are one transaction; what breaks in
 * it leaves everything as it was, the code included. `waits`: the owner or the address changed less than 7 days ago, so
 * the request is confirmed and people of ours look first (V7). Throws `organisation_not_typed`, `code_not_accepted`, and what `decide` names.
 * @keeps D2.1 D2.2
 */
export async function deactivateInPerson(
  deps: Deps,
  member: SignedInMember,
  { code, organisation }: Leaving,
): Promise<{ outcome: "deactivated" | "waits" }> {
  // Before a try is counted: a slip in the name shall not cost one of five.
  await checkName(deps.db, member.tenantId, organisation);
  const { codeId } = await tryOwnCode(deps, member, "leave", code);
  return deps.db.$transaction(async (tx) => {
    await lockOwn(tx, member);
    const now = await deps.clock.now(tx);
    const actor = { kind: "owner", id: member.id } as const;
    const { tenantId } = member;
    await useOwnerCode(tx, codeId, now);
    const { id } = await openRequest(tx, { channel: "dashboard", tenantId, claimedTenantId: null, lodgedBy: null, actor, now });
    await lockRequest(tx, id);
    await confirmInPerson(tx, { purpose: "deletion", requestId: id, member, codeId, now });
    if (await mustWait(tx, id, actor, now)) return { outcome: "waits" };
    const { facts } = await gatherFacts(tx, id, now);
    if (facts.state === "received") await actInside(tx, now, actor, id, null, "verify", verified(actor));
    await actInside(tx, now, actor, id, null, "deactivate", deactivated(actor, organisation));
    return { outcome: "deactivated" };
  });
}

async function checkName(db: Tx, tenantId: string, typed: string): Promise<void> {
  const tenant = await db.tenant.findUnique({ where: { id: tenantId }, select: { name: true } });
  if (!tenant) throw new NotFound("tenant");
  if (!isSameName(typed, tenant.name)) throw new Refusal("organisation_not_typed");
}

async function mustWait(tx: Tx, requestId: string, actor: Actor, now: Date): Promise<boolean> {
  const { facts } = await gatherFacts(tx, requestId, now);
  if (facts.state !== "received") return false;
  const decision = decide(facts, "verify", actor, now);
  return !decision.allowed && waitsForColleagues(decision.because);
}
