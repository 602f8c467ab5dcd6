import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { maskEmail } from "@/server/lib/mask";
import { writeNotice } from "@/server/notice/write-notice";
import { endConfirmations } from "@/server/owner/end-confirmations";
import { actOnRequest } from "./act-on-request";
import type { Actor } from "./lifecycle";
import { endAlert } from "./raise-alert";
import { languageOf } from "./tenant-language";

/** The owner took the request back before anything was deactivated; an agent records it, and the owner is told at the address on file. */
export async function withdrawRequest(deps: Deps, actor: Actor, requestId: string, version: number): Promise<{ mailTo: string | null }> {
  return actOnRequest(deps, actor, requestId, version, "withdraw", async ({ tx, now, request, owner, move }) => {
    await move();
    await endConfirmations(tx, requestId, now);
    await endAlert(tx, "owner_wrote_again", { requestId }, now);
    if (owner) {
      await writeNotice(tx, {
        kind: "request_withdrawn",
        subjectId: requestId,
        tenantId: request.tenantId,
        requestId,
        toAddress: owner.email,
        language: await languageOf(tx, owner.tenantId),
        params: {},
        at: now,
      });
    }
    await recordAuditEvent(tx, "request.withdrawn", actor, { tenantId: request.tenantId, requestId }, {});
    return { mailTo: owner ? maskEmail(owner.email) : null };
  });
}
