import type { Readable } from "node:stream";
import type { ListObjectsV2CommandOutput, S3Client } from "@aws-sdk/client-s3";
import { type Draft, inBatches, type ObjectStore, type PutCondition, prefixAmong, StoreConflict, writableKey } from "./object-store";
import { piecesOf } from "./stream-pieces";

export type S3Place = { bucket: string; prefix: string; endpoint: string | undefined; region: string; pageSize?: number };

const BATCH = 1_000; // the service's own limit
const PART_BYTES = 8 * 1024 * 1024;

/** A bucket of Amazon S3, or of a store that speaks like it, as an object store. Its library tries three times, 30 s at most each. */
export function openS3Store({ bucket, prefix, endpoint, region, pageSize = 1_000 }: S3Place): ObjectStore {
  const name = `s3://${bucket}`;
  const Bucket = bucket;
  let opened: Promise<{ s3: S3Client; sdk: typeof import("@aws-sdk/client-s3") }> | undefined;
  const client = () => {
    opened ??= connect(endpoint, region);
    return opened;
  };
  const asking = <Result>(work: () => Promise<Result>) => work().catch((error) => Promise.reject(asSentence(name, error)));
  const download = async (key: string) => {
    const { s3, sdk } = await client();
    try {
      return await s3.send(new sdk.GetObjectCommand({ Bucket, Key: `${prefix}${key}` }));
    } catch (error) {
      if (nameOf(error) === "NoSuchKey") return null;
      throw error;
    }
  };
  const abort = async (Key: string, UploadId: string, abortSignal?: AbortSignal) => {
    const { s3, sdk } = await client();
    await s3.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId }), { abortSignal }).catch((error) => {
      if (nameOf(error) !== "NoSuchUpload") throw error;
    });
  };
  /** One request while it fits in one; in parts from then on, of which nothing is seen before the last one has arrived. */
  const upload = async (Key: string, data: Uint8Array | Readable, conditions: ReturnType<typeof conditionsOf>) => {
    const { s3, sdk } = await client();
    const pieces = piecesOf(data, PART_BYTES);
    const first = (await pieces.next()).value ?? Buffer.alloc(0);
    const second = await pieces.next();
    if (second.done) return void (await s3.send(new sdk.PutObjectCommand({ Bucket, Key, Body: first, ...conditions })));
    const { UploadId = "" } = await s3.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key }));
    try {
      const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
      const send = async (Body: Buffer) => {
        const PartNumber = Parts.length + 1;
        const { ETag } = await s3.send(new sdk.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
        Parts.push({ PartNumber, ETag });
      };
      await send(first);
      await send(second.value);
      for await (const piece of pieces) await send(piece);
      await s3.send(new sdk.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...conditions }));
    } catch (error) {
      await abort(Key, UploadId).catch(() => {}); // the first failure is the one to tell; what stays is found as a draft
      throw error;
    }
  };
  return {
    check: () =>
      asking(async () => {
        const { s3, sdk } = await client();
        await s3.send(new sdk.HeadBucketCommand({ Bucket }));
      }),
    put: (key, data, condition) =>
      asking(async () => {
        await upload(`${prefix}${writableKey(key)}`, data, conditionsOf(condition)).catch((error) => {
          throw condition && isConflict(error) ? new StoreConflict(key) : error;
        });
      }),
    get: (key) =>
      asking(async () => {
        const answer = await download(key);
        if (!answer) return null;
        return { data: Buffer.from((await answer.Body?.transformToByteArray()) ?? []), version: answer.ETag ?? "" };
      }),
    read: (key) => asking(async () => ((await download(key))?.Body as Readable | undefined) ?? null),
    async *list(under, without = []) {
      const { s3, sdk } = await client();
      const passed = new Set<string>();
      let from: { ContinuationToken?: string; StartAfter?: string } | null = {};
      while (from) {
        const input = { Bucket, Prefix: `${prefix}${under}`, MaxKeys: pageSize, ...from };
        const page: ListObjectsV2CommandOutput = await asking(() => s3.send(new sdk.ListObjectsV2Command(input)));
        from = page.IsTruncated ? { ContinuationToken: page.NextContinuationToken } : null;
        for (const { Key = "", Size = 0 } of page.Contents ?? []) {
          const key = Key.slice(prefix.length);
          const left = prefixAmong(without, key);
          if (!left) yield { key, bytes: Size };
          else if (from && page.Contents?.at(-1)?.Key?.startsWith(`${prefix}${left}`) && !passed.has(left)) {
            // Once for each, so that a store that does not know StartAfter is read to its end all the same.
            passed.add(left);
            from = { StartAfter: `${prefix}${left}\u{10ffff}` };
            break;
          }
        }
      }
    },
    remove: (keys, abortSignal) =>
      asking(async () => {
        const { s3, sdk } = await client();
        for await (const batch of inBatches(keys, BATCH)) {
          abortSignal?.throwIfAborted();
          const Delete = { Objects: batch.map((key) => ({ Key: `${prefix}${key}` })), Quiet: true };
          const { Errors = [] } = await s3.send(new sdk.DeleteObjectsCommand({ Bucket, Delete }), { abortSignal });
          const refused = Errors.find(({ Code }) => Code !== "NoSuchKey");
          if (refused) throw new Error(`${name} did not remove an object: ${refused.Code ?? ""}`);
        }
      }),
    async *listDrafts(under): AsyncGenerator<Draft> {
      const { s3, sdk } = await client();
      for (let marker: { KeyMarker?: string; UploadIdMarker?: string } | null = {}; marker; ) {
        const input = { Bucket, Prefix: `${prefix}${under}`, MaxUploads: pageSize, ...marker };
        const page: import("@aws-sdk/client-s3").ListMultipartUploadsCommandOutput = await asking(() =>
          s3.send(new sdk.ListMultipartUploadsCommand(input)),
        );
        for (const { Key = "", UploadId = "" } of page.Uploads ?? []) yield { key: Key.slice(prefix.length), id: UploadId };
        marker = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : null;
      }
    },
    removeDrafts: (drafts, abortSignal) =>
      asking(async () => {
        for (const { key, id } of drafts) {
          abortSignal?.throwIfAborted();
          await abort(`${prefix}${key}`, id, abortSignal);
        }
      }),
  };
}

/** The library takes a while to load, and most installations never need it. Credentials come from where it looks by itself. */
async function connect(endpoint: string | undefined, region: string) {
  const sdk = await import("@aws-sdk/client-s3");
  const s3 = new sdk.S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
    // Stores that only speak like S3 know no other checksums than they must.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return { s3, sdk };
}

function conditionsOf(condition: PutCondition | undefined) {
  if (!condition) return {};
  return "ifAbsent" in condition ? { IfNoneMatch: "*" } : { IfMatch: condition.ifVersion };
}

type Answer = { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
const nameOf = (error: unknown): string => (error as Answer).name ?? "";
const statusOf = (error: unknown): number | undefined => (error as Answer).$metadata?.httpStatusCode;
const isConflict = (error: unknown): boolean => [409, 412].includes(statusOf(error) ?? 0) || nameOf(error) === "NoSuchKey";

const IN_TRANSIT = new Set(["TimeoutError", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH"]);

function asSentence(name: string, error: unknown): unknown {
  if (error instanceof StoreConflict) return error;
  const { code = "" } = error as Answer;
  if (nameOf(error) === "NoSuchBucket" || nameOf(error) === "NotFound")
    return new Error(`The object store ${name} has no such bucket.`, { cause: error });
  if (statusOf(error) === 401 || statusOf(error) === 403 || nameOf(error) === "CredentialsProviderError")
    return new Error(`The object store ${name} does not let us in: check the credentials of AWS in the environment.`, { cause: error });
  if (IN_TRANSIT.has(code) || IN_TRANSIT.has(nameOf(error)))
    return new Error(`The object store ${name} cannot be reached.`, { cause: error });
  return error;
}
