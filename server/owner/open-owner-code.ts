import { later, MINUTE_MS } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";
import { CODE_MINUTES, CODE_PAUSE_MINUTES } from "@/server/policy/retention";
import { refuseNextCode } from "./owner-code";

type Person = { tenantId: string; memberId: string };
type Asker =
  // Each network's codes to an address count apart: what a stranger asks for and tries ends and pauses nothing of the owner's.
  | { purpose: "sign_in"; networkHash: string; sessionId: null; tenantId: string | null; memberId: string | null }
  // Each person's codes for an act count together, in whichever session they ask.
  | ({ purpose: "leave" | "come_back"; networkHash: null; sessionId: string } & Person);
type NewCode = Asker & { id: string; addressHash: string; codeSha256: string; language: string; now: Date };

/**
 * Writes down a new code, the only one of its asker and purpose that counts from now on. Two at once wait for each other. Throws
 * `code_just_sent` within a minute of the last and `code_paused` for 15 minutes after five wrong tries (V3).
 */
export async function openOwnerCode(tx: Tx, { now, ...code }: NewCode): Promise<void> {
  const { purpose, addressHash, networkHash, tenantId, memberId } = code;
  const whose = purpose === "sign_in" ? { purpose, addressHash, networkHash } : { purpose, tenantId, memberId };
  const lock = `owner-code:${Object.values(whose).join(":")}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}::text, 0))`;
  const since = later(now, -(CODE_MINUTES + CODE_PAUSE_MINUTES) * MINUTE_MS);
  const recent = await tx.ownerCode.findMany({ where: { ...whose, createdAt: { gt: since } }, orderBy: { createdAt: "desc" } });
  const refused = refuseNextCode(recent, now);
  if (refused) throw new Refusal(refused);
  await tx.ownerCode.updateMany({ where: { ...whose, endedAt: null }, data: { endedAt: now, endedBecause: "replaced" } });
  const expiresAt = later(now, CODE_MINUTES * MINUTE_MS);
  await tx.ownerCode.create({ data: { ...code, createdAt: now, expiresAt }, select: { id: true } });
}
