import { type Deadline, deadlineIn } from "@/server/lib/deadline";
import { deleteObjectsOf } from "@/server/platform/objects.adapter";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { destroyTenantKey, hasTenantKey, type KeyRing } from "@/server/platform/tenant-keys";
import type { EraseClass } from "./inventory";
import { BATCH_OBJECTS } from "./purge-pace";

/** Less than the minute after which the database ends a transaction that stands idle. */
const OUTSIDE_LIMIT_MS = 45_000;
/** For the transaction that keeps the tenant's lock around `removeOutside`: it outlives the deadline of its first line. */
export const OUTSIDE_TRANSACTION = { timeout: OUTSIDE_LIMIT_MS + 10_000 };
/** To be taken first thing in that transaction, so that waiting for the lock counts as well. */
export const outsideDeadline = (): Deadline => deadlineIn(OUTSIDE_LIMIT_MS);

/**
 * Removes up to one batch of what lies outside the database: objects, or the tenant's key (P5). Returns how much went; 0 when
 * nothing is left. What it removes does not roll back, so nothing is removed after the deadline: the lock is gone then, and a
 * hold may have been placed.
 */
export async function removeOutside(
  entry: EraseClass,
  tenantId: string,
  deadline: Deadline,
  ring: () => Pick<KeyRing, "store"> = openKeyRing,
): Promise<number> {
  return deadline.wait(removeNow(entry, tenantId, deadline, ring));
}

async function removeNow(entry: EraseClass, tenantId: string, deadline: Deadline, ring: () => Pick<KeyRing, "store">): Promise<number> {
  if (entry.how === "objects") return deleteObjectsOf(tenantId, entry.part ?? "rest", BATCH_OBJECTS, deadline);
  if (entry.how !== "key") throw new Error(`${entry.name} lies in the database`);
  const opened = ring();
  if (!(await hasTenantKey(opened, tenantId))) return 0;
  await destroyTenantKey(opened, tenantId, deadline.beginStep());
  return 1;
}
