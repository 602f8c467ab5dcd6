import type { Deps } from "@/server/lib/deps";
import { writeNotice } from "@/server/notice/write-notice";
import { lockCodeHolder } from "./lock-code-holder";

/**
 * Writes the mail with the code to sign in, if the address that asked is somebody's; else nothing happens, and nobody hears of it (V3).
 * The address is the one on file now: if it has changed since, the code goes to nobody. Nor does it
 * once erasing has begun: no notice is written behind it (P5).
 */
export async function writeSignInCode(deps: Deps, codeId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const code = await tx.ownerCode.findUnique({ where: { id: codeId } });
    if (!code?.tenantId || !code.memberId || code.endedAt) return;
    const member = await lockCodeHolder(tx, code);
    if (!member) return;
    const { tenantId } = member;
    const { language } = code;
    const at = await deps.clock.now(tx);
    const about = { subjectId: codeId, tenantId, requestId: null, toAddress: member.email, language, params: { codeId }, at };
    await writeNotice(tx, { kind: "sign_in_code", ...about });
  });
}
