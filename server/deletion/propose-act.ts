import { askSecondPerson, endStaleApprovals } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { actOnRequest, lockRequest } from "./act-on-request";
import { gatherFacts } from "./gather-facts";
import type { Actor } from "./lifecycle";

const KINDS = { propose_verification: "verify_request", propose_return: "verify_return" } as const;

/** An agent asks a colleague to agree, where one person may not decide alone (V7, §11). A lapsed proposal makes room for a new one. */
export async function proposeAct(
  deps: Deps,
  actor: Actor & { kind: "operator" },
  requestId: string,
  version: number,
  act: keyof typeof KINDS,
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await lockRequest(tx, requestId);
    const now = await deps.clock.now(tx);
    const { facts } = await gatherFacts(tx, requestId, now);
    await endStaleApprovals(tx, KINDS[act], requestId, now, facts);
  });
  await actOnRequest(deps, actor, requestId, version, act, async ({ tx, now, facts, request }) => {
    await askSecondPerson(tx, KINDS[act], requestId, actor.id, now, facts);
    await recordAuditEvent(tx, "request.second_person_asked", actor, { tenantId: request.tenantId, requestId }, { act });
  });
}
