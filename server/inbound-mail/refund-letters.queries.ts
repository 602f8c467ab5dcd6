import { DAY_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";

/** So long a letter that nobody used goes on waiting; later ones have been answered in some other way. */
const LOOKED_BACK_DAYS = 30;

/** The letters by which an owner asks for a refund and which nobody has written down yet, the oldest first. At most 100, of the last 30 days. */
export async function waitingRefundLetters({ db, clock }: Deps): Promise<string[]> {
  const since = later(await clock.now(db), -LOOKED_BACK_DAYS * DAY_MS);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM console.inbound_mail m
    WHERE m.received_at >= ${since} AND m.intent = 'refund' AND m.outcome = 'queued' AND m.tenant_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM console.refund r WHERE r.tenant_id = m.tenant_id AND r.letter_id = m.id)
    ORDER BY m.received_at, m.id LIMIT 100`;
  return rows.map(({ id }) => id);
}
