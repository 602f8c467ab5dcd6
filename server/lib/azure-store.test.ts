import { BlobServiceClient } from "@azure/storage-blob";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { all, keepsTheContract } from "@/server/testing/object-stores/contract";
import { startStandIn } from "@/server/testing/object-stores/stand-ins.mjs";
import { openAzureStore } from "./azure-store.adapter";
import { openStore } from "./open-store";

// The emulator's account and key are published by its vendor, the same for everybody.
const KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const connectionTo = (port: number, key = KEY) =>
  `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};BlobEndpoint=http://127.0.0.1:${port}/devstoreaccount1;`;

let standIn: Awaited<ReturnType<typeof startStandIn>>;
let connectionString: string;
beforeAll(async () => {
  standIn = await startStandIn("azure");
  connectionString = connectionTo(standIn.port);
  await BlobServiceClient.fromConnectionString(connectionString).createContainer("callmissed");
}, 300_000);
afterAll(() => standIn?.end());

const open = (prefix: string, container = "callmissed") => openAzureStore({ container, prefix, connectionString, pageSize: 20 });

async function leaveDraft(key: string): Promise<void> {
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient("callmissed");
  await container.getBlockBlobClient(`console/${key}`).stageBlock(Buffer.from("block-1").toString("base64"), Buffer.from("half"), 4);
}

describe("Azure Blob Storage as an object store, against the vendor's emulator", () => {
  keepsTheContract(() => ({ store: open("console/"), pageSize: 20, absent: open("", "not-there"), leaveDraft }));

  test("keeps to its own prefix", async () => {
    await open("one/").put("a", Buffer.from("1"));
    await open("two/").put("a", Buffer.from("2"));
    expect(await all(open("one/").list(""))).toEqual([{ key: "a", bytes: 1 }]);
    await openStore("azure://callmissed/one", { AZURE_STORAGE_CONNECTION_STRING: connectionString, S3_REGION: "x" }).remove(["a"]);
    expect(await all(open("one/").list(""))).toEqual([]);
    expect((await open("two/").get("a"))?.data.toString()).toBe("2");
  });

  test.each([
    ["a wrong key", () => connectionTo(standIn.port, Buffer.from("wrong").toString("base64")), "does not let us in"],
    ["nobody at that address", () => connectionTo(9), "cannot be reached"],
    ["a text that is none", () => "AccountKey=secret", "is not a connection string"],
    ["none at all", () => undefined, "needs AZURE_STORAGE_CONNECTION_STRING"],
  ])("says so in a sentence without the key: %s", async (_what, connection, sentence) => {
    const store = openAzureStore({ container: "callmissed", prefix: "", connectionString: connection() });
    const error = await store.check().then(
      () => null,
      (thrown: Error) => thrown,
    );
    expect(error?.message).toContain(sentence);
    expect(error?.message).not.toContain("secret");
  });
});
