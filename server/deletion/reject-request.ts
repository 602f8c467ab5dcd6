import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import type { Tx } from "@/server/lib/db";
import { writeNotice } from "@/server/notice/write-notice";
import { actOnRequest } from "./act-on-request";
import type { Actor } from "./lifecycle";

/** Why a request can be rejected; each is a sentence that the requester gets. */
export const REJECTIONS = ["sender_not_proven", "not_the_owner", "account_unclear", "not_a_deletion", "owner_changed_mind"] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** An agent turns the request down with a reason. The requester is told, unless nothing proves that the address is theirs (V6: no mail to a forger's victim). */
export async function rejectRequest(deps: Deps, actor: Actor, requestId: string, version: number, because: Rejection): Promise<void> {
  await actOnRequest(deps, actor, requestId, version, "reject", async ({ tx, now, request, move }) => {
    await move({ rejectedBecause: because });
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
  });
}

/** The address of a letter whose domain check passed; null when no letter's sender is proven. */
async function requesterAddress(tx: Tx, requestId: string): Promise<{ address: string; language: string } | null> {
  const letter = await tx.inboundMail.findFirst({
    where: { requestId, fromAddress: { not: null }, verifications: { some: { check: "domain", verdict: "passed" } } },
    orderBy: { receivedAt: "asc" },
    select: { fromAddress: true, text: true },
  });
  if (!letter?.fromAddress) return null;
  return { address: letter.fromAddress, language: /[\u0900-\u097f]/.test(letter.text ?? "") ? "hi" : "en" };
}
