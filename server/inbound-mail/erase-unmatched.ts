import { DAY_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { eraseLettersById } from "./erase-letters";

const AT_ONCE = 500;

/**
 * Erases mail that led to no tenant once its days are over (product §11, default 30): letters nobody is bound to, those of
 * requests that were turned down without a tenant, and the answers to their senders. Goes on, batch by batch, until none is
 * left; returns how many letters went. `deps.db` works as the purge role.
 */
export async function eraseUnmatched(deps: Deps): Promise<number> {
  const before = later(await deps.clock.now(deps.db), -env().UNMATCHED_MAIL_DAYS * DAY_MS);
  await deps.db.notice.deleteMany({ where: { tenantId: null, createdAt: { lt: before } } });
  let erased = 0;
  for (let last = AT_ONCE; last === AT_ONCE; erased += last) last = await eraseSome(deps, before);
  return erased;
}

async function eraseSome(deps: Deps, before: Date): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const letters = await tx.inboundMail.findMany({
      where: {
        tenantId: null,
        receivedAt: { lt: before },
        OR: [{ requestId: null }, { request: { tenantId: null, state: { not: "received" } } }],
      },
      orderBy: { receivedAt: "asc" },
      take: AT_ONCE,
      select: { id: true },
    });
    return eraseLettersById(
      tx,
      letters.map((letter) => letter.id),
    );
  });
}
