import { access, opendir, rm, unlink } from "node:fs/promises";
import path from "node:path";
import { env } from "@/server/lib/env";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The folder of one tenant's objects. Anything that is not a tenant id is refused: a wrong prefix would reach somebody else's files. */
function folderOf(tenantId: string): string {
  if (!UUID.test(tenantId)) throw new Error("not a tenant id");
  return path.join(path.resolve(env().FILES_STORE), tenantId);
}

async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (!entries) return;
  for await (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(place);
    else yield place;
  }
}

/** A store that is not there is not an empty store: with a wrong FILES_STORE every purge would look complete. */
async function checkStore(): Promise<void> {
  await access(path.resolve(env().FILES_STORE)).catch((cause) => {
    throw new Error("the object store of FILES_STORE is not there", { cause });
  });
}

/** How many objects lie under a tenant's prefix, whether or not a row points to them. */
export async function countObjects(tenantId: string): Promise<number> {
  await checkStore();
  let count = 0;
  for await (const _object of walk(folderOf(tenantId))) count += 1;
  return count;
}

/** Removes up to `limit` objects under a tenant's prefix, orphans included, and returns how many; the empty folder goes last. */
export async function deleteObjects(tenantId: string, limit: number): Promise<number> {
  await checkStore();
  let done = 0;
  for await (const object of walk(folderOf(tenantId))) {
    await unlink(object);
    done += 1;
    if (done === limit) return done;
  }
  await rm(folderOf(tenantId), { recursive: true, force: true });
  return done;
}
