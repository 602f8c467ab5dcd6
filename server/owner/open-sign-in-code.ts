import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { enqueueJob } from "@/server/lib/queue";
import { Refusal } from "@/server/lib/refusal";
import { countAsking } from "./count-asking";
import { CODES_PER_ADDRESS, CODES_PER_ADDRESS_AND_NETWORK } from "./limits";
import { hashOfCode, oneTimeCode } from "./one-time-code";
import { openOwnerCode } from "./open-owner-code";
import { hashOfNetwork } from "./owner-address";

type Asked = { addressHash: string; member: { id: string; tenantId: string } | null; language: string; network: string };

/**
 * Writes down a code to sign in, and the job that mails it if there is anybody to mail it to: the same statements for a known address and
 * an unknown one (V3). Throws what `openOwnerCode` throws, `codes_used_up` after 5 codes an hour to one address for one network, and
 * `address_used_up` after 30 for all.
 */
export async function openSignInCode(tx: Tx, { addressHash, member, language, network }: Asked, now: Date): Promise<{ codeId: string }> {
  const codeId = newId();
  const networkHash = hashOfNetwork(network);
  await openOwnerCode(tx, {
    id: codeId,
    purpose: "sign_in",
    addressHash,
    networkHash,
    // Nobody's code is no six digits: it can be tried, and never be right.
    codeSha256: hashOfCode(codeId, member ? oneTimeCode(codeId) : newId()),
    tenantId: member?.tenantId ?? null,
    memberId: member?.id ?? null,
    sessionId: null,
    language,
    now,
  });
  if (!(await countAsking(tx, CODES_PER_ADDRESS_AND_NETWORK, `${addressHash}:${networkHash}`, now))) throw new Refusal("codes_used_up");
  if (!(await countAsking(tx, CODES_PER_ADDRESS, addressHash, now))) throw new Refusal("address_used_up");
  await enqueueJob(tx, "write-sign-in-code", { codeId });
  return { codeId };
}
