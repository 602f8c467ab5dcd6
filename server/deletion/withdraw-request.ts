import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { maskEmail } from "@/server/lib/mask";
import { writeNotice } from "@/server/notice/write-notice";
import { endConfirmations } from "@/server/owner/end-confirmations";
import { type Acting, actOnRequest } from "./act-on-request";
import type { Actor } from "./lifecycle";
import { endAlert } from "./raise-alert";
import { languageOf } from "./tenant-language";

/** The owner took the request back before anything was deactivated: on the own page, or an agent records it; in either case the owner is told at the address on file. */
export async function withdrawRequest(
  deps: Deps,
  actor: Actor,
  requestId: string,
  version: number | null,
): Promise<{ mailTo: string | null }> {
  return actOnRequest(deps, actor, requestId, version, "withdraw", withdrawn(actor));
}

/** Everything that follows when a request is taken back, whoever does it. */
export const withdrawn =
  (actor: Actor) =>
  async ({ tx, now, request, owner, move }: Acting): Promise<{ mailTo: string | null }> => {
    const { id: requestId, tenantId } = request;
    await move();
    await endConfirmations(tx, requestId, now);
    await endAlert(tx, "owner_wrote_again", { requestId }, now);
    if (owner) {
      await writeNotice(tx, {
        kind: "request_withdrawn",
        subjectId: requestId,
        tenantId,
        requestId,
        toAddress: owner.email,
        language: await languageOf(tx, owner.tenantId),
        params: {},
        at: now,
      });
    }
    await recordAuditEvent(tx, "request.withdrawn", actor, { tenantId, requestId }, {});
    return { mailTo: owner ? maskEmail(owner.email) : null };
  };
