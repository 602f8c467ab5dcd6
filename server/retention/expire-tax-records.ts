import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";

const AT_ONCE = 5_000;

/**
 * Removes tax records once their 7 years are over (D§4, P7), batch by batch, until none is due; returns how many went. The
 * database decides which are due, by the calendar of India. `deps.db` works as the purge role.
 * @keeps D4.2
 */
export async function expireTaxRecords(deps: Deps): Promise<number> {
  let expired = 0;
  for (let last = AT_ONCE; last === AT_ONCE; expired += last) last = await expireSome(deps);
  return expired;
}

async function expireSome(deps: Deps): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ expired: number }[]>`SELECT console.expire_tax_records(${AT_ONCE}::int) AS expired`;
    const records = rows[0]?.expired ?? 0;
    if (records > 0) await recordAuditEvent(tx, "tax_records.expired", { kind: "system" }, {}, { records });
    return records;
  });
}
