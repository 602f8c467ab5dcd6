import { deleteObjectsOf } from "@/server/platform/objects.adapter";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { destroyTenantKey, hasTenantKey } from "@/server/platform/tenant-keys";
import type { EraseClass } from "./inventory";
import { BATCH_OBJECTS } from "./purge-pace";

/** Removes up to one batch of what lies outside the database: objects, or the tenant's key (P5). Returns how much went; 0 when nothing is left. */
export async function removeOutside(entry: EraseClass, tenantId: string): Promise<number> {
  if (entry.how === "objects") return deleteObjectsOf(tenantId, entry.part ?? "rest", BATCH_OBJECTS);
  if (entry.how !== "key") throw new Error(`${entry.name} lies in the database`);
  const ring = openKeyRing();
  if (!(await hasTenantKey(ring, tenantId))) return 0;
  await destroyTenantKey(ring, tenantId);
  return 1;
}
