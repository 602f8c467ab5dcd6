import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { checkLedger } from "@/server/retention/check-ledger";
import { readCertificate } from "@/server/retention/render-certificate";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { seed } from "./seed";

let database: TestDatabase;
let filesDir: string;
beforeAll(async () => {
  database = await testDatabase();
  filesDir = await mkdtemp(path.join(os.tmpdir(), "callmissed-seed-"));
  await seed({ url: database.url, filesDir, keyRing: openKeyRing(), proofs: env() });
}, 120_000);
afterAll(async () => {
  await rm(filesDir, { recursive: true });
  await database.drop();
});

test("every made-up purge has a certificate that holds, and the ledger follows the database", async () => {
  const db = openDb("callmissed_console", database.url, 2);
  try {
    const purged = await db.deletionRequest.count({ where: { state: "purged" } });
    const certificates = await db.deletionCertificate.findMany({ select: { id: true } });
    expect(certificates).toHaveLength(purged);
    expect(purged).toBeGreaterThan(1);
    for (const { id } of certificates) expect((await readCertificate(db, id))?.finding.is).toBe("valid");
    expect(await checkLedger(db, openStore(env().LEDGER_STORE))).toEqual({ is: "fine" });
    expect(await db.ledgerMark.findFirst({ select: { number: true } })).toEqual({ number: purged });
  } finally {
    await db.$disconnect();
  }
});

test("a new database beside the ledger of an old one is not filled, and the sentence says what to do", async () => {
  const second = await testDatabase();
  try {
    await expect(seed({ url: second.url, filesDir, keyRing: openKeyRing(), proofs: env() })).rejects.toThrow(/remove the ledger's folder/);
  } finally {
    await second.drop();
  }
});
