import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { OwnProduct, ownDatabase } from "../fixtures/own-product";

test.describe("a master key that is missing or wrong", () => {
  let own: OwnProduct;
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let folder: string;

  test.beforeAll(async () => {
    database = await ownDatabase();
    own = await OwnProduct.on(database.url);
    folder = await mkdtemp(path.join(tmpdir(), "callmissed-wrong-"));
  });
  test.afterAll(async () => {
    await own?.end();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const part of ["web", "worker", "listener"] as const) {
    test(`keeps the ${part} from starting, with one sentence that says why`, async () => {
      const missing = await own.lastWords(part, { MASTER_KEY_FILE: path.join(folder, "none.json") });
      expect(missing.status).toBe(1);
      expect(missing.words).toContain("This process does not start. MASTER_KEY_FILE cannot be read");

      // The name of the right key, and other bytes.
      const wrong = path.join(folder, "wrong.json");
      await writeFile(wrong, JSON.stringify({ current: "local-1", keys: { "local-1": randomBytes(32).toString("base64") } }));
      const other = await own.lastWords(part, { MASTER_KEY_FILE: wrong });
      expect(other.status).toBe(1);
      expect(other.words).toContain('The master key "local-1" in MASTER_KEY_FILE is not the one that data keys were wrapped with.');
      expect(other.words).not.toMatch(/\n\s+at /);

      const away = await own.lastWords(part, { KEYS_STORE: path.join(folder, "nowhere") });
      expect(away.status).toBe(1);
      expect(away.words).toContain("KEYS_STORE cannot be used");
    });
  }

  test("does not stand in the way of the right one", async () => {
    expect((await fetch(`${await own.startWeb()}/api/health`)).status).toBe(200);
  });
});
