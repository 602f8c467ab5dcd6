import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { all, keepsTheContract } from "@/server/testing/object-stores/contract";
import { openFolderStore } from "./folder-store.adapter";
import type { ObjectStore } from "./object-store";

let folder: string;
let store: ObjectStore;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "callmissed-store-"));
  store = openFolderStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function leaveDraft(key: string): Promise<void> {
  const place = path.join(folder, path.dirname(key));
  await mkdir(place, { recursive: true });
  await writeFile(path.join(place, ".draft-of-a-killed-writer"), "half");
}

describe("a folder as an object store", () => {
  keepsTheContract(() => ({ store, pageSize: 20, absent: openFolderStore(path.join(folder, "not-there")), leaveDraft }));

  test("lists and removes what somebody put there by hand, whatever it is called", async () => {
    await mkdir(path.join(folder, "odd/sub folder"), { recursive: true });
    for (const name of ["odd/.hidden", "odd/sub folder/größe.ogg", "odd/-x"]) await writeFile(path.join(folder, name), "x");
    await symlink("/nowhere/at/all", path.join(folder, "odd/dangling"));
    const keys = (await all(store.list("odd/"))).map(({ key }) => key);
    expect(keys).toHaveLength(4);
    await store.remove(keys);
    expect(await readdir(folder)).not.toContain("odd");
  });

  test.each(["../outside", "a/../../outside", "/etc/passwd", "a/./b"])("never leaves its folder: %s", async (key) => {
    await expect(store.remove([key])).rejects.toThrow("not an object's key");
    await expect(store.get(key)).rejects.toThrow("not an object's key");
  });

  test("takes the lock of a writer that was killed, so that the object can be written again", async () => {
    await store.put("locked/a", Buffer.from("one"));
    const holder = `
      import { underLock } from "./server/lib/folder-lock.adapter.ts";
      import { sha256Hex } from "./server/lib/crypto.ts";
      await underLock(process.argv[1] + "/.draft-lock-" + sha256Hex("a").slice(0, 32), () => { console.log("held"); return new Promise(() => setInterval(() => {}, 1000)); });`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module-typescript", "-e", holder, path.join(folder, "locked")]);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect((await readdir(path.join(folder, "locked"))).filter((name) => name.startsWith(".draft-lock"))).toHaveLength(1);
    await store.put("locked/a", Buffer.from("two"));
    expect((await store.get("locked/a"))?.data.toString()).toBe("two");
    expect(await all(store.listDrafts("locked/"))).toEqual([]);
  });
});
