import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { type Actor, actOnOperator } from "./act-on-operator";
import { askChange } from "./ask-change";
import { roleNow } from "./operator";
import type { Role } from "./permissions";

/**
 * An admin asks that somebody gets another role, or access again after it was ended; a second person has 48 hours to agree (A2, A3).
 * Throws `same_role`, `change_waits`, `last_admin`.
 */
export async function askRole(deps: Deps, actor: Actor, operatorId: string, toRole: Role): Promise<{ changeId: string }> {
  return actOnOperator(deps, actor, operatorId, "ask_role", async ({ tx, now, operator }) => {
    const fromRole = roleNow(operator);
    if (fromRole === toRole) throw new Refusal("same_role");
    return askChange(tx, actor, now, { operatorId, isInvitation: false, email: null, name: null, fromRole, toRole });
  });
}
