import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockTenant } from "@/server/lib/db";
import { deadlineIn } from "@/server/lib/deadline";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import type { ObjectStore } from "@/server/lib/object-store";
import { archiveKey, HELD_AS } from "./export";

const AT_ONCE = 100;
/** So many failures one after the other are no longer about single archives; the next run tries again. */
const STORE_IS_AWAY = 10;
/** Less than the minute after which the database ends a transaction that stands idle. */
const REMOVAL_LIMIT_MS = 45_000;

type Due = { id: string; tenantId: string };

/**
 * Removes archives whose 7 days are over, and says so in their rows. One that a legal hold covers stays where it is until the hold
 * has ended (H2), though nobody can fetch it any more; that its removal was refused is recorded once. One that cannot be removed does
 * not keep the others. Answers with how many went; throws at the end when some did not.
 */
export async function expireExports(deps: Deps, store: ObjectStore): Promise<number> {
  for (const due of await findHeld(deps)) await recordHeld(deps, due);
  let expired = 0;
  const broken: unknown[] = [];
  let inARow = 0;
  for (const due of await findExpired(deps)) {
    try {
      if (await expireOne(deps, store, due)) expired += 1;
      inARow = 0;
    } catch (err) {
      logger.warn({ err, exportId: due.id }, "an archive whose time is over could not be removed");
      broken.push(err);
      inARow += 1;
      if (inARow === STORE_IS_AWAY) break;
    }
  }
  if (broken.length > 0) throw new Error(`${broken.length} archives could not be removed`, { cause: broken[0] });
  return expired;
}

/** In any order: those that cannot be removed are not always the first. */
const findExpired = ({ db }: Deps): Promise<Due[]> => db.$queryRaw<Due[]>`
  SELECT id, tenant_id AS "tenantId" FROM console.data_export WHERE state = 'ready' AND expires_at <= clock_timestamp()
    AND NOT console.is_held(tenant_id, ${HELD_AS}, clock_timestamp()) ORDER BY random() LIMIT ${AT_ONCE}`;

const findHeld = ({ db }: Deps): Promise<Due[]> => db.$queryRaw<Due[]>`
  SELECT e.id, e.tenant_id AS "tenantId" FROM console.data_export e WHERE e.state = 'ready' AND e.expires_at <= clock_timestamp()
    AND console.is_held(e.tenant_id, ${HELD_AS}, clock_timestamp())
    AND NOT EXISTS (SELECT 1 FROM console.audit_event a WHERE a.tenant_id = e.tenant_id AND a.type = 'export.expiry_refused_by_hold'
      AND a.payload ->> 'exportId' = e.id::text) ORDER BY e.expires_at LIMIT ${AT_ONCE}`;

/**
 * The removal cannot be rolled back, so the transaction around it writes nothing and only keeps the tenant's lock: a hold is placed
 * before it or after it. Killed between the two, the next run finds the row again and nothing to remove.
 */
async function expireOne(deps: Deps, store: ObjectStore, { id, tenantId }: Due): Promise<boolean> {
  const removed = await deps.db.$transaction(
    async (tx) => {
      const deadline = deadlineIn(REMOVAL_LIMIT_MS);
      if (!(await lockTenant(tx, tenantId))) return false;
      const [facts] = await tx.$queryRaw<{ held: boolean }[]>`
        SELECT console.is_held(${tenantId}::uuid, ${HELD_AS}, ${await deps.clock.now(tx)}) AS held`;
      if (facts?.held !== false) return false;
      await deadline.wait(store.remove([archiveKey({ id, tenantId })], deadline.beginStep()));
      return true;
    },
    { timeout: REMOVAL_LIMIT_MS + 10_000 },
  );
  if (!removed) return false;
  return deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, tenantId))) return false;
    const { count } = await tx.dataExport.updateMany({
      where: { id, state: "ready" },
      data: { state: "expired", endedAt: await deps.clock.now(tx), endedBecause: "expired" },
    });
    if (count === 1) await recordAuditEvent(tx, "export.expired", { kind: "system" }, { tenantId }, { exportId: id });
    return count === 1;
  });
}

async function recordHeld({ db }: Deps, { id, tenantId }: Due): Promise<void> {
  await db.$transaction((tx) => recordAuditEvent(tx, "export.expiry_refused_by_hold", { kind: "system" }, { tenantId }, { exportId: id }));
}
