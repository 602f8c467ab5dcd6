import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { storageEnv } from "@/server/lib/env";
import { startStandIn } from "@/server/testing/object-stores/stand-ins.mjs";
import { localStores } from "@/server/testing/outside.mjs";
import { checkKeys } from "./check-keys";
import { openKeyRing } from "./open-key-ring";
import { ensureTenantKey } from "./tenant-keys";

let folder: string;
let settings: ReturnType<typeof storageEnv>;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "callmissed-keys-"));
  settings = { ...storageEnv(), ...localStores(folder) };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const newKey = () => randomBytes(32).toString("base64");
const writeKeyFile = (content: unknown) =>
  writeFile(settings.MASTER_KEY_FILE, typeof content === "string" ? content : JSON.stringify(content));
const proof = () => path.join(settings.KEYS_STORE, "check.json");

const WRONG: [what: string, breaks: () => Promise<unknown>, sentence: RegExp][] = [
  ["is missing", () => rm(settings.MASTER_KEY_FILE), /MASTER_KEY_FILE cannot be read/],
  ["is no JSON", () => writeKeyFile("a secret of mine"), /MASTER_KEY_FILE must be/],
  ["is too short", () => writeKeyFile({ current: "local-1", keys: { "local-1": "c2hvcnQ=" } }), /MASTER_KEY_FILE must be/],
  ["has no current one", () => writeKeyFile({ current: "local-2", keys: { "local-1": newKey() } }), /MASTER_KEY_FILE must be/],
  [
    "is another one of the same name",
    () => writeKeyFile({ current: "local-1", keys: { "local-1": newKey() } }),
    /is not the one that data keys/,
  ],
  [
    "is another one of another name",
    () => writeKeyFile({ current: "new", keys: { new: newKey() } }),
    /"local-1" is not in MASTER_KEY_FILE/,
  ],
  ["has lost its proof", () => rm(proof()), /no check\.json/],
  ["has a proof that was damaged", () => writeFile(proof(), "{"), /no wrapped key/],
  ["has no key store", () => rm(settings.KEYS_STORE, { recursive: true }), /KEYS_STORE cannot be used: The folder/],
  ["has no file store", () => rm(settings.FILES_STORE, { recursive: true }), /FILES_STORE cannot be used: The folder/],
  ["has no ledger", () => rm(settings.LEDGER_STORE, { recursive: true }), /LEDGER_STORE cannot be used: The folder/],
];

describe("the check of the keys", () => {
  it("passes on a new store, and passes again", async () => {
    await checkKeys(settings);
    await ensureTenantKey(openKeyRing(settings), randomUUID());
    await checkKeys(settings);
  });

  it("passes for eight processes that find a new store at once, and leaves one proof", async () => {
    await Promise.all(Array.from({ length: 8 }, () => checkKeys(settings)));
    await checkKeys(settings);
  });

  it.each(WRONG)("refuses when the master key %s, in one sentence without any of it", async (_what, breaks, sentence) => {
    await ensureTenantKey(openKeyRing(settings), randomUUID());
    const secret = JSON.parse(await readFile(settings.MASTER_KEY_FILE, "utf8")).keys["local-1"];
    await breaks();
    const refused = await checkKeys(settings).then(
      () => null,
      (error: Error) => error.message,
    );
    expect(refused).toMatch(sentence);
    expect(refused).not.toContain(secret);
    expect(refused).not.toContain("a secret of mine");
  });

  it("lets nobody write a key with a master key that is not the store's", async () => {
    await ensureTenantKey(openKeyRing(settings), randomUUID());
    await writeKeyFile({ current: "local-1", keys: { "local-1": newKey() } });
    await expect(ensureTenantKey(openKeyRing(settings), randomUUID())).rejects.toThrow("is not the one");
  });
});

describe("keys in an S3-compatible store", () => {
  const use = async (kind: "s3" | "s3-old") => {
    const standIn = await startStandIn(kind);
    const access = { S3_ENDPOINT: `http://127.0.0.1:${standIn.port}`, AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" };
    Object.assign(process.env, access);
    settings.KEYS_STORE = "s3://callmissed/keys";
    return async () => {
      for (const name of Object.keys(access)) delete process.env[name];
      await standIn.end();
    };
  };

  it("are made, proven and opened again", async () => {
    const end = await use("s3");
    try {
      await checkKeys(settings);
      const id = randomUUID();
      const key = await ensureTenantKey(openKeyRing(settings), id);
      await checkKeys(settings);
      expect((await ensureTenantKey(openKeyRing(settings), id)).equals(key)).toBe(true);
    } finally {
      await end();
    }
  }, 300_000);

  it("are refused where conditions are ignored: there a second maker would write over a tenant's key", async () => {
    const end = await use("s3-old");
    try {
      await expect(checkKeys(settings)).rejects.toThrow("does not honour conditional writes");
    } finally {
      await end();
    }
  }, 300_000);
});

describe.each([
  ["worker", "server/worker/main.ts"],
  ["mail listener", "server/inbound-mail/main.ts"],
])("the %s", (_name, main) => {
  test.each(WRONG.filter(([what]) => ["is missing", "is no JSON", "is another one of the same name", "has no key store"].includes(what)))(
    "does not start when the master key %s, and says so in one line",
    async (_what, breaks, sentence) => {
      await ensureTenantKey(openKeyRing(settings), randomUUID());
      await breaks();
      const { status, words } = await run(main);
      expect(status).toBe(1);
      expect(words).toMatch(sentence);
      expect(words.trim().split("\n")).toHaveLength(1);
    },
  );
});

async function run(main: string): Promise<{ status: number | null; words: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { ...process.env, ...settings } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, words };
}
