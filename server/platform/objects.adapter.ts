import type { Deadline } from "@/server/lib/deadline";
import { env } from "@/server/lib/env";
import { type Draft, inBatches, type ObjectStore, prefixAmong } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BATCH = 500;

/** Parts of a tenant's objects that an order can hold by itself; the rest is exports and whatever else lies there. */
export type ObjectPart = "recordings" | "knowledge" | "rest";

let opened: ObjectStore | undefined;
const files = (): ObjectStore => {
  opened ??= openStore(env().FILES_STORE);
  return opened;
};

/** The prefix of one tenant's objects. Anything that is not a tenant id is refused: a wrong prefix would reach somebody else's files. */
function prefixOf(tenantId: string): string {
  if (!UUID.test(tenantId)) throw new Error("not a tenant id");
  return `${tenantId}/`;
}

/** Whether the store holds anything of a tenant, seen from its first object. */
export const hasObjectsOf = (tenantId: string): Promise<boolean> => hasUnder(prefixOf(tenantId));
/** Whether the store holds anything at all. */
export const hasAnyObject = (): Promise<boolean> => hasUnder("");

async function hasUnder(prefix: string): Promise<boolean> {
  for await (const _ of files().list(prefix)) return true;
  return false;
}

/** How many objects lie under a part of a tenant's prefix, whether or not a row points to them, half-written ones included. */
export async function countObjectsOf(tenantId: string, part: ObjectPart): Promise<number> {
  return count(prefixOf(tenantId), part);
}

/**
 * Removes up to `limit` objects of that part, orphans and half-written ones included, and returns how many. Zero means that
 * nothing is left. Throws, and removes nothing, once the deadline is over: a slow store may answer when the lock is gone.
 */
export async function deleteObjectsOf(
  tenantId: string,
  part: ObjectPart,
  limit: number,
  deadline: Deadline,
  store: ObjectStore = files(),
): Promise<number> {
  const { where, without, belongs } = select(prefixOf(tenantId), part);
  const keys: string[] = [];
  for await (const { key } of store.list(where, without)) {
    if (belongs(key)) keys.push(key);
    if (keys.length === limit) break;
  }
  for await (const batch of inBatches(keys, BATCH)) await store.remove(batch, deadline.beginStep());
  if (keys.length === limit) return limit;
  const drafts: Draft[] = [];
  for await (const draft of store.listDrafts(where)) {
    if (belongs(draft.key)) drafts.push(draft);
    if (keys.length + drafts.length === limit) break;
  }
  if (drafts.length > 0) await store.removeDrafts(drafts, deadline.beginStep());
  return keys.length + drafts.length;
}

async function count(prefix: string, part: ObjectPart): Promise<number> {
  const { where, without, belongs } = select(prefix, part);
  let total = 0;
  for await (const { key } of files().list(where, without)) if (belongs(key)) total += 1;
  for await (const { key } of files().listDrafts(where)) if (belongs(key)) total += 1;
  return total;
}

/** What is left of a tenant's objects is all but the parts that an order can hold by themselves; of drafts there are few. */
function select(prefix: string, part: ObjectPart): { where: string; without: string[]; belongs: (key: string) => boolean } {
  const ofTheirOwn = [`${prefix}recordings/`, `${prefix}knowledge/`];
  if (part === "rest") return { where: prefix, without: ofTheirOwn, belongs: (key) => !prefixAmong(ofTheirOwn, key) };
  return { where: `${prefix}${part}/`, without: [], belongs: () => true };
}
