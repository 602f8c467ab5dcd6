import type { Tx } from "@/server/lib/db";
import { hasAnyObject, hasObjectsOf } from "@/server/platform/objects.adapter";
import { StoreEmpty } from "./step-failure";

const NEIGHBOURS = 20;

/**
 * Asked when rows of a tenant point to objects and the store has none of them: are they lost, or is this the wrong store?
 * That is judged by the store, not by the tenant, which could never be purged otherwise: it is the right one when it holds
 * objects of another tenant that has rows pointing to some. Throws StoreEmpty when it holds none of any of them, and, where
 * no other tenant has such rows, when it holds nothing at all.
 */
export async function checkStore(db: Tx, tenantId: string): Promise<void> {
  const neighbours = await db.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM platform.tenant t WHERE t.id <> ${tenantId}::uuid
      AND (EXISTS (SELECT 1 FROM platform.recording r WHERE r.tenant_id = t.id)
        OR EXISTS (SELECT 1 FROM platform.knowledge_file k WHERE k.tenant_id = t.id)) LIMIT ${NEIGHBOURS}`;
  for (const { id } of neighbours) if (await hasObjectsOf(id)) return;
  if (neighbours.length > 0 || !(await hasAnyObject())) throw new StoreEmpty();
}
