import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { countAsking } from "./count-asking";
import { CODES_PER_ACT } from "./limits";
import { hashOfCode, oneTimeCode } from "./one-time-code";
import { openOwnerCode } from "./open-owner-code";
import { hashOfAddress } from "./owner-address";
import type { SignedInMember } from "./read-owner";

type Issue = { purpose: "leave" | "come_back"; member: SignedInMember; now: Date };

/**
 * Sends a fresh code to whoever is signed in, for the one act they are about to do (S3). It counts in their session only, and ends an
 * older one. Throws `code_just_sent` within a minute of the last, `code_paused` for 15 minutes after five wrong tries, and
 * `codes_used_up` after 5 codes an hour to one person for one act (V3).
 */
export async function issueOwnerCode(tx: Tx, { purpose, member, now }: Issue): Promise<{ codeId: string }> {
  const { tenantId, id: memberId, sessionId, language, email } = member;
  const codeId = newId();
  await openOwnerCode(tx, {
    id: codeId,
    purpose,
    addressHash: hashOfAddress(email),
    networkHash: null,
    codeSha256: hashOfCode(codeId, oneTimeCode(codeId)),
    tenantId,
    memberId,
    sessionId,
    language,
    now,
  });
  if (!(await countAsking(tx, CODES_PER_ACT, `${purpose}:${tenantId}:${memberId}`, now))) throw new Refusal("codes_used_up");
  const kind = purpose === "leave" ? "leave_code" : "come_back_code";
  await writeNotice(tx, { kind, subjectId: codeId, tenantId, requestId: null, toAddress: email, language, params: { codeId }, at: now });
  return { codeId };
}
