import { Readable } from "node:stream";
import type { ContainerClient, RestError } from "@azure/storage-blob";
import { type Draft, inBatches, type ObjectStore, type PutCondition, prefixAmong, StoreConflict, writableKey } from "./object-store";

export type AzurePlace = { container: string; prefix: string; connectionString: string | undefined; pageSize?: number };

const BATCH = 256; // the service's own limit
const BLOCK_BYTES = 4 * 1024 * 1024;
const PATIENCE_MS = 60_000;

/** A container of Azure Blob Storage as an object store. Its library retries what failed in transit three times, a try taking 30 s at most. */
export function openAzureStore({ container, prefix, connectionString, pageSize = 1_000 }: AzurePlace): ObjectStore {
  const name = `azure://${container}`;
  let opened: Promise<ContainerClient> | undefined;
  const client = () => {
    opened ??= connect(name, container, connectionString);
    return opened;
  };
  const blob = async (key: string) => (await client()).getBlockBlobClient(`${prefix}${key}`);
  const asking = <Result>(work: () => Promise<Result>) => work().catch((error) => Promise.reject(asSentence(name, error)));
  const download = async (key: string) => {
    try {
      return await (await blob(key)).download(0, undefined, { maxRetryRequests: 3 });
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  };
  return {
    check: () => asking(async () => void (await (await client()).getProperties({ abortSignal: patience() }))),
    put: (key, data, condition) =>
      asking(async () => {
        const target = await blob(writableKey(key));
        const conditions = conditionsOf(condition);
        try {
          if (data instanceof Readable) await target.uploadStream(data, BLOCK_BYTES, 2, { conditions });
          else await target.upload(data, data.byteLength, { conditions, abortSignal: patience() });
        } catch (error) {
          throw condition && isConflict(error) ? new StoreConflict(key) : error;
        }
      }),
    get: (key) =>
      asking(async () => {
        const answer = await download(key);
        if (!answer) return null;
        const parts: Buffer[] = [];
        for await (const part of answer.readableStreamBody ?? []) parts.push(Buffer.from(part));
        return { data: Buffer.concat(parts), version: answer.etag ?? "" };
      }),
    read: (key) => asking(async () => ((await download(key))?.readableStreamBody as Readable | undefined) ?? null),
    async *list(under, without = []) {
      try {
        const pages = (await client()).listBlobsFlat({ prefix: `${prefix}${under}` }).byPage({ maxPageSize: pageSize });
        for await (const { segment } of pages)
          for (const item of segment.blobItems) {
            const key = item.name.slice(prefix.length);
            if (!prefixAmong(without, key)) yield { key, bytes: item.properties.contentLength ?? 0 };
          }
      } catch (error) {
        throw asSentence(name, error);
      }
    },
    remove: (keys, signal) =>
      asking(async () => {
        const from = await client();
        for await (const batch of inBatches(keys, BATCH)) {
          signal?.throwIfAborted();
          const blobs = batch.map((key) => from.getBlobClient(`${prefix}${key}`));
          const { subResponses } = await from
            .getBlobBatchClient()
            .deleteBlobs(blobs, { deleteSnapshots: "include", abortSignal: patience(signal) });
          const refused = subResponses.find(({ status, errorCode }) => status >= 300 && errorCode !== "BlobNotFound");
          if (refused)
            throw Object.assign(new Error("the service did not remove an object"), { statusCode: refused.status, code: refused.errorCode });
        }
      }),
    /** A killed writer leaves blocks that were never made into a blob; the service itself drops them after a week. */
    async *listDrafts(under): AsyncGenerator<Draft> {
      try {
        const from = await client();
        const pages = from.listBlobsFlat({ prefix: `${prefix}${under}`, includeUncommitedBlobs: true });
        for await (const { segment } of pages.byPage({ maxPageSize: pageSize }))
          for (const { name: whole, properties } of segment.blobItems)
            if (!properties.contentLength && !(await from.getBlobClient(whole).exists()))
              yield { key: whole.slice(prefix.length), id: whole };
      } catch (error) {
        throw asSentence(name, error);
      }
    },
    /** Blocks go when a blob is written over them; only then is there something that can be removed. */
    removeDrafts: (drafts, signal) =>
      asking(async () => {
        for (const { id } of drafts) {
          signal?.throwIfAborted();
          const target = (await client()).getBlockBlobClient(id);
          if (await target.exists({ abortSignal: patience(signal) })) continue; // its writer was alive after all: it is an object now, for `remove`
          await target.upload(Buffer.alloc(0), 0, { abortSignal: patience(signal) });
          await target.deleteIfExists({ abortSignal: patience(signal) });
        }
      }),
  };
}

/** The library takes a while to load, and most installations never need it. */
async function connect(name: string, container: string, connectionString: string | undefined): Promise<ContainerClient> {
  if (!connectionString) throw new Error(`The object store ${name} needs AZURE_STORAGE_CONNECTION_STRING.`);
  const { BlobServiceClient } = await import("@azure/storage-blob");
  const retryOptions = { maxTries: 3, tryTimeoutInMs: 30_000, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 };
  try {
    return BlobServiceClient.fromConnectionString(connectionString, { retryOptions }).getContainerClient(container);
  } catch {
    throw new Error("AZURE_STORAGE_CONNECTION_STRING is not a connection string of Azure Storage."); // its cause would quote the key
  }
}

const patience = (signal?: AbortSignal): AbortSignal =>
  signal ? AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), signal]) : AbortSignal.timeout(PATIENCE_MS);

function conditionsOf(condition: PutCondition | undefined) {
  if (!condition) return undefined;
  return "ifAbsent" in condition ? { ifNoneMatch: "*" } : { ifMatch: condition.ifVersion };
}

type Answer = Partial<RestError> & { details?: { errorCode?: string } };
const codeOf = (error: unknown): string => (error as Answer).code ?? (error as Answer).details?.errorCode ?? "";
const isAbsent = (error: unknown): boolean => (error as Answer).statusCode === 404 && codeOf(error) === "BlobNotFound";
const isConflict = (error: unknown): boolean =>
  (error as Answer).statusCode === 412 || ["BlobAlreadyExists", "BlobNotFound", "ConditionNotMet"].includes(codeOf(error));

function asSentence(name: string, error: unknown): unknown {
  const { statusCode, name: kind } = error as Answer;
  if (codeOf(error) === "ContainerNotFound") return new Error(`The object store ${name} has no such container.`, { cause: error });
  if (statusCode === 401 || statusCode === 403)
    return new Error(`The object store ${name} does not let us in: check AZURE_STORAGE_CONNECTION_STRING.`, { cause: error });
  if (statusCode === undefined && (kind === "RestError" || kind === "AbortError"))
    return new Error(`The object store ${name} cannot be reached.`, { cause: error });
  return error;
}
