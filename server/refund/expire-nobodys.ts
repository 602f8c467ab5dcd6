import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";

const AT_ONCE = 5_000;
type Gone = { events: number; differences: number };

/**
 * Removes what gateways said of refunds that are nobody's here, 90 days after they said it last (NOBODYS_REFUND_DAYS): those of
 * another system on the same account, and late words about a tenant that is erased, which no purge can find any more (P8). The database
 * decides which are due. `deps.db` works as the purge role.
 */
export async function expireNobodys(deps: Deps): Promise<Gone> {
  const total: Gone = { events: 0, differences: 0 };
  for (;;) {
    const { events, differences } = await expireSome(deps);
    total.events += events;
    total.differences += differences;
    if (events < AT_ONCE && differences < AT_ONCE) return total;
  }
}

async function expireSome(deps: Deps): Promise<Gone> {
  return deps.db.$transaction(async (tx) => {
    const [gone = { events: 0, differences: 0 }] = await tx.$queryRaw<Gone[]>`
      SELECT events, differences FROM console.expire_nobodys_refunds(${AT_ONCE}::int)`;
    if (gone.events + gone.differences > 0) await recordAuditEvent(tx, "refund.nobodys_expired", { kind: "system" }, {}, gone);
    return gone;
  });
}
