import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import type { Actor } from "./act-on-operator";
import { askChange } from "./ask-change";
import { lockOperators } from "./lock-operators";
import type { Role } from "./permissions";

type Invitation = { email: string; name: string; role: Role };

/**
 * An admin asks that somebody may sign in whom the identity provider knows by this address (A2); a second person has 48 hours to
 * agree. Throws `address_taken`, or `change_waits` while such an invitation waits.
 */
export async function inviteOperator(deps: Deps, actor: Actor, { email: asTyped, name, role }: Invitation) {
  const email = asTyped.toLowerCase();
  return deps.db.$transaction(async (tx) => {
    await lockOperators(tx);
    const now = await deps.clock.now(tx);
    if (await tx.operator.findUnique({ where: { email }, select: { id: true } })) throw new Refusal("address_taken");
    const operatorId = newId();
    const { changeId } = await askChange(tx, actor, now, { operatorId, isInvitation: true, email, name, fromRole: null, toRole: role });
    return { changeId, operatorId };
  });
}
