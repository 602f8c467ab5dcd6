import { DAY_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";

const AT_ONCE = 500;

/**
 * Erases mail that led to no tenant once its days are over (product §11, default 30): letters nobody is bound to, those of
 * requests that were turned down without a tenant, and the answers to their senders. Returns how many letters went.
 * `deps.db` works as the purge role.
 */
export async function eraseUnmatched(deps: Deps): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const before = later(await deps.clock.now(tx), -env().UNMATCHED_MAIL_DAYS * DAY_MS);
    const letters = await tx.inboundMail.findMany({
      where: {
        tenantId: null,
        receivedAt: { lt: before },
        OR: [{ examinedAt: { not: null } }, { asideReason: { not: null } }],
        AND: [{ OR: [{ requestId: null }, { request: { tenantId: null, state: { not: "received" } } }] }],
      },
      orderBy: { receivedAt: "asc" },
      take: AT_ONCE,
      select: { id: true },
    });
    const ids = letters.map((letter) => letter.id);
    await tx.notice.deleteMany({ where: { tenantId: null, createdAt: { lt: before } } });
    if (ids.length === 0) return 0;
    await tx.verification.deleteMany({ where: { letterId: { in: ids } } });
    await tx.seenMark.deleteMany({ where: { letterId: { in: ids } } });
    return (await tx.inboundMail.deleteMany({ where: { id: { in: ids } } })).count;
  });
}
