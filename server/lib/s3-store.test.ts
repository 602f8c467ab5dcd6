import { CreateMultipartUploadCommand, S3Client, UploadPartCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { all, keepsTheContract } from "@/server/testing/object-stores/contract";
import { startStandIn } from "@/server/testing/object-stores/stand-ins.mjs";
import { openStore } from "./open-store";
import { openS3Store } from "./s3-store.adapter";

let standIn: Awaited<ReturnType<typeof startStandIn>>;
let endpoint: string;
beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" });
  standIn = await startStandIn("s3");
  endpoint = `http://127.0.0.1:${standIn.port}`;
}, 300_000);
afterAll(() => standIn?.end());

const open = (prefix: string, bucket = "callmissed", at = endpoint) =>
  openS3Store({ bucket, prefix, endpoint: at, region: "us-east-1", pageSize: 20 });

async function leaveDraft(key: string): Promise<void> {
  const s3 = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true });
  const target = { Bucket: "callmissed", Key: `console/${key}` };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target));
  await s3.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: "half" }));
}

describe("an S3-compatible store as an object store", () => {
  keepsTheContract(() => ({ store: open("console/"), pageSize: 20, absent: open("", "not-there"), leaveDraft }));

  test("keeps to its own prefix", async () => {
    await open("one/").put("a", Buffer.from("1"));
    await open("two/").put("a", Buffer.from("2"));
    await openStore("s3://callmissed/one", { S3_ENDPOINT: endpoint, S3_REGION: "us-east-1" }).remove(["a"]);
    expect(await all(open("one/").list(""))).toEqual([]);
    expect((await open("two/").get("a"))?.data.toString()).toBe("2");
  });

  test("says so in a sentence when nobody answers or the credentials are wrong", async () => {
    await expect(open("", "callmissed", "http://127.0.0.1:9").check()).rejects.toThrow("cannot be reached");
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "wrong" });
    await expect(open("").check()).rejects.toThrow("does not let us in");
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "S3RVER" });
  });
});
