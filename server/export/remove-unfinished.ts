import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import type { Draft, ObjectStore } from "@/server/lib/object-store";
import { archiveKey, exportsPrefix } from "./export";

/**
 * Removes what an earlier try left of an archive that never was one: half-written drafts, and an object whose row does not say that
 * it is ready. One archive of a tenant is built at a time, so every draft there is a dead try's.
 */
export async function removeUnfinished(store: ObjectStore, unfinished: { id: string; tenantId: string }): Promise<void> {
  const drafts: Draft[] = [];
  for await (const draft of store.listDrafts(exportsPrefix(unfinished.tenantId))) drafts.push(draft);
  if (drafts.length > 0) await store.removeDrafts(drafts);
  await store.remove([archiveKey(unfinished)]);
}

/** The same for a try whose end is unknown: the answer to a commit can be lost. Under the tenant's lock, by what its row says. */
export async function removeUnlessReady(
  { db, store }: Deps & { store: ObjectStore },
  { id, tenantId }: { id: string; tenantId: string },
): Promise<void> {
  const isReady = await db.$transaction(async (tx) => {
    await lockTenant(tx, tenantId);
    return (await tx.dataExport.count({ where: { id, state: "ready" } })) > 0;
  });
  if (!isReady) await store.remove([archiveKey({ id, tenantId })]);
}
