import { closeApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { type Acting, actOnRequest } from "./act-on-request";
import type { Actor } from "./lifecycle";
import { endAlert } from "./raise-alert";

/**
 * An agent believes the request, with the evidence on one screen (V7). Where two people are needed, this is the second one's act,
 * to what their screen showed (`seen`; null where it showed no question); throws `approval_stale` when that is not what was asked.
 */
export async function verifyRequest(
  deps: Deps,
  actor: Actor,
  requestId: string,
  version: number,
  seen?: string | null,
): Promise<{ agreedBySecondPerson: boolean }> {
  const asked = { kind: "verify_request", subjectId: requestId } as const;
  return orRefusalRecorded(deps, actor, asked, () => actOnRequest(deps, actor, requestId, version, "verify", verified(actor, seen)));
}

/** What follows once a request is believed, whoever believed it: an agent, or its owner's own presence (S3). */
export const verified =
  (actor: Actor, seen?: string | null) =>
  async ({ tx, now, facts, request, move }: Acting) => {
    const requestId = request.id;
    const isSecondPerson = facts.verificationProposedBy !== null && actor.kind === "operator" && actor.id !== facts.verificationProposedBy;
    const agreedBySecondPerson = isSecondPerson && (await closeApproval(tx, "verify_request", requestId, actor, now, facts, seen));
    await endAlert(tx, "owner_wrote_again", { requestId }, now);
    await move();
    await recordAuditEvent(tx, "request.verified", actor, { tenantId: request.tenantId, requestId }, { agreedBySecondPerson });
    return { agreedBySecondPerson };
  };
