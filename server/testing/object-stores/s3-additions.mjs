// What Amazon S3 can do and s3rver, which is older, cannot: conditional writes (2024), listing in the order of keys, and
// listing and giving up unfinished uploads. Written from Amazon's documentation; so the S3 adapter is held against the real protocol and signatures, but
// in these points against our reading of it.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

/** Puts the additions before everything that s3rver does itself. */
export function withWhatIsNewer(server, folder) {
  const uploads = (bucket) => path.join(folder, bucket, "._S3rver_uploads");
  inOrderOfKeys(server.store);
  let turn = Promise.resolve();
  server.middleware.unshift(async (ctx, next) => {
    const [bucket, ...rest] = ctx.path.split("/").filter(Boolean).map(decodeURIComponent);
    const key = rest.join("/");
    if (ctx.method === "GET" && !key && "uploads" in ctx.query)
      return (await server.store.getBucket(bucket))
        ? listUploads(ctx, bucket, uploads(bucket))
        : refuse(ctx, 404, "NoSuchBucket", "There is none.");
    if (ctx.method === "DELETE" && ctx.query.uploadId) return giveUp(ctx, path.join(uploads(bucket), path.basename(ctx.query.uploadId)));
    const { "if-none-match": absent, "if-match": version } = ctx.headers;
    const ends = ctx.method === "PUT" ? !ctx.query.uploadId : ctx.method === "POST" && ctx.query.uploadId;
    if (!ends || (absent === undefined && version === undefined)) return next();
    // One after the other: between the look and the write nobody else may write.
    const mine = turn.then(() => conditionally(ctx, next, server.store, { bucket, key, absent, version }));
    turn = mine.catch(() => {});
    return mine;
  });
  return server;
}

async function conditionally(ctx, next, store, { bucket, key, absent, version }) {
  const known = (await store.getBucket(bucket)) && (await store.existsObject(bucket, key)) ? await store.getObject(bucket, key) : null;
  known?.content?.destroy();
  if (version !== undefined && !known) return refuse(ctx, 404, "NoSuchKey", "The specified key does not exist.");
  const holds = absent !== undefined ? !known : known.metadata.etag === version;
  if (!holds) return refuse(ctx, 412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  return next();
}

/** s3rver lists folder by folder, S3 by the bytes of the keys. */
function inOrderOfKeys(store) {
  const list = store.listObjects.bind(store);
  store.listObjects = async (bucket, { startAfter = "", maxKeys = 1_000, ...options }) => {
    const { objects, ...rest } = await list(bucket, options);
    const left = objects.filter(({ key }) => key > startAfter).sort((a, b) => (a.key < b.key ? -1 : 1));
    return { ...rest, objects: left.slice(0, maxKeys), isTruncated: left.length > maxKeys };
  };
}

function listUploads(ctx, bucket, folder) {
  const { prefix = "", "key-marker": after = "", "upload-id-marker": afterId = "", "max-uploads": most = "1000" } = ctx.query;
  const all = namesIn(folder)
    .map((id) => ({ id, key: keyOf(path.join(folder, id)) }))
    .filter(({ id, key }) => key.startsWith(prefix) && (key > after || (key === after && id > afterId)))
    .sort((a, b) => (a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1));
  const page = all.slice(0, Number(most));
  const last = page.at(-1);
  const more = page.length < all.length && last;
  const rows = page.map(({ id, key }) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`).join("");
  const marks = more ? `<NextKeyMarker>${last.key}</NextKeyMarker><NextUploadIdMarker>${last.id}</NextUploadIdMarker>` : "";
  ctx.type = "application/xml";
  ctx.body = `<ListMultipartUploadsResult><Bucket>${bucket}</Bucket>${marks}<IsTruncated>${Boolean(more)}</IsTruncated>${rows}</ListMultipartUploadsResult>`;
}

function giveUp(ctx, folder) {
  rmSync(folder, { recursive: true, force: true });
  ctx.status = 204;
}

const namesIn = (folder) => {
  try {
    return readdirSync(folder);
  } catch {
    return []; // no upload was ever begun
  }
};
const keyOf = (folder) => readFileSync(path.join(folder, "key"), "utf8");

function refuse(ctx, status, code, message) {
  ctx.status = status;
  ctx.type = "application/xml";
  ctx.body = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}
