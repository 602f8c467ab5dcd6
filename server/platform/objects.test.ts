import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { deadlineIn } from "@/server/lib/deadline";
import { env } from "@/server/lib/env";
import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { countObjectsOf, deleteObjectsOf, type ObjectPart } from "./objects.adapter";

const PARTS: readonly ObjectPart[] = ["recordings", "knowledge", "rest"];
const inTime = deadlineIn(600_000);
const folder = () => env().FILES_STORE;
const countsOf = (tenantId: string) => Promise.all(PARTS.map((part) => countObjectsOf(tenantId, part)));

async function filledTenant(): Promise<string> {
  const tenantId = randomUUID();
  const store = openStore(folder());
  const names = ["recordings/a.ogg", "recordings/b.ogg", "recordings-old/a.ogg", "knowledge/hours.txt", "exports/all.zip", "orphan"];
  for (const name of names) await store.put(`${tenantId}/${name}`, Buffer.from(name));
  // What was put there by hand, and what a killed writer left.
  await writeFile(path.join(folder(), tenantId, "recordings", "näme with spaces.ogg"), "x");
  await writeFile(path.join(folder(), tenantId, "knowledge", ".draft-half"), "x");
  await mkdir(path.join(folder(), tenantId, "exports", "deep"), { recursive: true });
  await writeFile(path.join(folder(), tenantId, "exports", "deep", ".draft-half"), "x");
  return tenantId;
}

describe("a tenant's objects", () => {
  test("are counted part by part, every one of them in exactly one part, half-written ones included", async () => {
    const tenantId = await filledTenant();
    expect(await countsOf(tenantId)).toEqual([3, 2, 4]);
  });

  test.each(PARTS)("of the part %s go alone, batch by batch, until none is left", async (part) => {
    const [tenantId, neighbour] = [await filledTenant(), await filledTenant()];
    const before = await countsOf(tenantId);
    let gone = 0;
    for (let done = -1; done !== 0; gone += done) {
      done = await deleteObjectsOf(tenantId, part, 2, inTime);
      expect(done).toBeLessThanOrEqual(2);
    }
    expect(gone).toBe(before[PARTS.indexOf(part)]);
    expect(await countsOf(tenantId)).toEqual(before.map((total, at) => (PARTS[at] === part ? 0 : total)));
    expect(await countsOf(neighbour)).toEqual(before);
  });

  test.each(["", ".", "..", "x/y", "%", randomUUID().slice(0, 35)])("are never looked for under %j", async (wrong) => {
    await expect(countObjectsOf(wrong, "rest")).rejects.toThrow("not a tenant id");
    await expect(deleteObjectsOf(wrong, "rest", 1, inTime)).rejects.toThrow("not a tenant id");
  });

  test("are not nothing when the store is away", async () => {
    const tenantId = await filledTenant();
    await rename(folder(), `${folder()}-away`);
    try {
      for (const part of PARTS) {
        await expect(countObjectsOf(tenantId, part)).rejects.toThrow("not there");
        await expect(deleteObjectsOf(tenantId, part, 1, inTime)).rejects.toThrow("not there");
      }
    } finally {
      await rename(`${folder()}-away`, folder());
    }
  });

  test.each(["list", "listDrafts"] as const)("stay when the store hangs in %s past the deadline and answers then", async (hangsIn) => {
    const tenantId = await filledTenant();
    const store = openStore(folder());
    const opening = Promise.withResolvers<void>();
    const hanging: ObjectStore = {
      ...store,
      async *[hangsIn](prefix: string): AsyncGenerator<never> {
        await opening.promise;
        yield* store[hangsIn](prefix) as AsyncIterable<never>;
      },
    };
    const deadline = deadlineIn(hangsIn === "list" ? 100 : 3_000);
    const before = await countsOf(tenantId);
    // In "knowledge" one object lies before the drafts; it goes in time, and what comes after the wait does not.
    const work = deleteObjectsOf(tenantId, "knowledge", 100, deadline, hanging);
    await expect(deadline.wait(work)).rejects.toThrow("no answer within");
    opening.resolve();
    await expect(work).rejects.toThrow("too little time");
    expect(await countsOf(tenantId)).toEqual(hangsIn === "list" ? before : [before[0], 1, before[2]]);
  });
});
