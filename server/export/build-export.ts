import { pipeline } from "node:stream/promises";
import { type Db, lockTenant, type Tx } from "@/server/lib/db";
import { deadlineIn } from "@/server/lib/deadline";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import type { ObjectStore } from "@/server/lib/object-store";
import { sealingStream } from "@/server/platform/file-cipher";
import { type KeyRing, openTenantKey } from "@/server/platform/tenant-keys";
import { type Begun, beginExport } from "./begin-export";
import { failExport, finishExport } from "./end-export";
import { archiveKey, MOST_ATTEMPTS, Overtaken, TenantSealed } from "./export";
import { type Measure, measuring } from "./measure";
import { removeUnfinished, removeUnlessReady } from "./remove-unfinished";
import { countItems, writeArchive } from "./write-archive";
import { Zip } from "./zip";

/** `reader` works as the role that sees one tenant and nothing sealed. */
export type ExportDeps = Deps & { reader: Db; store: ObjectStore; ring: KeyRing };
export type BuildEnd = "ready" | "failed" | "nothing_to_do";

/** How often progress is written down, and whether the tenant is still open is asked. */
const EVERY_MS = 1_000;
/** The end of the put happens under the tenant's lock: less than the minute after which the database ends an idle transaction. */
const PUT_LIMIT_MS = 45_000;

/**
 * Builds the archive that was asked for (D§5) as one stream: rows → ZIP → the tenant's encryption → the store; memory stays at a few
 * pages, whatever the tenant's size. Twice is the same as once: a try that was killed is built anew. It ends as `failed` when the
 * tenant is sealed meanwhile, or after too many tries; anything else that breaks is thrown, and tried again by the queue.
 * @keeps D5.2
 */
export async function buildExport(deps: ExportDeps, exportId: string): Promise<BuildEnd> {
  const begun = await beginExport(deps, exportId);
  if (begun === "over") return "nothing_to_do";
  if (begun.end) return fail(deps, begun, begun.end);
  try {
    await removeUnfinished(deps.store, begun);
    await build(deps, begun);
    return "ready";
  } catch (error) {
    if (error instanceof Overtaken) return "nothing_to_do";
    if (error instanceof TenantSealed) return fail(deps, begun, "tenant_sealed");
    if (begun.attempt < MOST_ATTEMPTS) throw error;
    logger.error({ err: error, exportId }, "an archive could not be built");
    return fail(deps, begun, "could_not_be_built");
  }
}

async function fail(deps: ExportDeps, begun: Begun, because: "tenant_sealed" | "could_not_be_built"): Promise<BuildEnd> {
  await removeUnfinished(deps.store, begun);
  await failExport(deps, begun, because);
  return "failed";
}

async function build(deps: ExportDeps, begun: Begun): Promise<void> {
  const { db, store } = deps;
  const { id: exportId, tenantId, language, startedAt: until } = begun;
  const source = { reader: deps.reader, tenantId, until };
  const dataKey = await openTenantKey(deps.ring, tenantId);
  const itemsTotal = await countItems(source);
  const progress = { step: "organisation", itemsDone: 0 };
  const write = () => writeProgress(db, begun, { ...progress, itemsTotal });
  await write();

  let last = performance.now();
  const measure = measuring(async () => {
    if (performance.now() - last < EVERY_MS) return;
    await write();
    last = performance.now();
  });
  const zip = new Zip(until);
  const objectKey = archiveKey(begun);
  const sealed = sealingStream(dataKey, { tenantId, objectKey });
  const onStep = (step: string, itemsDone: number) => void Object.assign(progress, { step, itemsDone });
  const written = writeArchive(zip, { exportId, language, source, store, dataKey, onStep });
  // What breaks anywhere breaks the whole stream, so that nobody waits for the other half and the store makes no object of it.
  written.catch((error: Error) => zip.stream.destroy(error));
  const stored = store.put(objectKey, sealed);
  stored.catch((error: Error) => zip.stream.destroy(error));
  const put = Promise.all([pipeline(zip.stream, measure.stream, sealed), stored]);
  put.catch(() => {}); // looked at below
  try {
    await Promise.race([measure.atEnd, put]);
    const { rows, files } = await written;
    await finish(deps, begun, { measure, put, rows, files, itemsTotal });
  } catch (error) {
    zip.stream.destroy(error as Error);
    sealed.destroy(error as Error);
    // Nothing of this try is under way when it has ended; and what landed although the end was late is no archive.
    const [, landed] = await Promise.allSettled([written, stored, put]);
    if (landed.status === "fulfilled") await removeUnlessReady(deps, begun);
    throw await written.then(
      () => error,
      (first: unknown) => first,
    );
  }
}

type Finish = { measure: Measure; put: Promise<unknown>; rows: number; files: number; itemsTotal: number };

/**
 * The end of the put, under the tenant's lock: a purge, and the deactivation a month before it, takes the same one. Either the object
 * is there and known before them, or the end is never let go and there is none. Not in the deadline: the put is broken off.
 */
async function finish(deps: ExportDeps, begun: Begun, { measure, put, rows, files, itemsTotal }: Finish): Promise<void> {
  await deps.db.$transaction(
    async (tx) => {
      const deadline = deadlineIn(PUT_LIMIT_MS);
      if (!(await lockTenant(tx, begun.tenantId))) throw new Overtaken();
      await checkWanted(tx, begun);
      measure.letGo();
      await deadline.wait(put);
      const now = await deps.clock.now(tx);
      await finishExport(tx, begun, { ...measure.result(), rows, files, itemsTotal }, now);
    },
    { timeout: PUT_LIMIT_MS + 10_000 },
  );
}

/** In a statement of its own, so that whoever watches sees it at once. Throws `Overtaken` and `TenantSealed`. */
async function writeProgress(db: Db, begun: Begun, data: { step: string; itemsDone: number; itemsTotal: number }): Promise<void> {
  const { count } = await db.dataExport.updateMany({ where: { id: begun.id, state: "building", attempts: begun.attempt }, data });
  if (count === 0) throw new Overtaken();
  await checkWanted(db, begun);
}

/** Also a deactivation that has ended again counts: between two pages rows may have been hidden by it. */
async function checkWanted(tx: Tx, { id, tenantId, attempt, startedAt }: Begun): Promise<void> {
  const row = await tx.dataExport.findFirst({ where: { id, state: "building", attempts: attempt }, select: { id: true } });
  if (!row) throw new Overtaken();
  const sealed = await tx.deactivation.findFirst({
    where: { tenantId, OR: [{ endedAt: null }, { deactivatedAt: { gte: startedAt } }] },
    select: { id: true },
  });
  if (sealed) throw new TenantSealed();
}
