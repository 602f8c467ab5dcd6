import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { maskEmail } from "@/server/lib/mask";
import { writeNotice } from "@/server/notice/write-notice";
import { endConfirmations } from "@/server/owner/end-confirmations";
import { actOnRequest } from "./act-on-request";
import type { Actor } from "./lifecycle";
import { endAlert } from "./raise-alert";
import type { Rejection } from "./rejection";
import { requesterAddress } from "./requester-address";

/** An agent turns the request down with a reason. The requester is told, unless nothing proves that the address is theirs (V6: no mail to a forger's victim). */
export async function rejectRequest(
  deps: Deps,
  actor: Actor,
  requestId: string,
  version: number,
  because: Rejection,
): Promise<{ mailTo: string | null }> {
  return actOnRequest(deps, actor, requestId, version, "reject", async ({ tx, now, request, move }) => {
    await move({ rejectedBecause: because });
    await endConfirmations(tx, requestId, now);
    await endAlert(tx, "owner_wrote_again", { requestId }, now);
    const answerTo = await requesterAddress(tx, requestId);
    if (answerTo) {
      await writeNotice(tx, {
        kind: "request_rejected",
        subjectId: requestId,
        tenantId: request.tenantId,
        requestId,
        toAddress: answerTo.address,
        language: answerTo.language,
        params: { because },
        at: now,
      });
    }
    await recordAuditEvent(tx, "request.rejected", actor, { tenantId: request.tenantId, requestId }, { because });
    return { mailTo: answerTo ? maskEmail(answerTo.address) : null };
  });
}
