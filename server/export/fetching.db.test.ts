import { randomUUID } from "node:crypto";
import { readdir, readlink } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock } from "@/server/lib/clock";
import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import type { Context } from "@/server/trpc/context";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { expireExports } from "./expire-exports";
import { handleExportDownload } from "./handle-export-download";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
type Role = "owner" | "admin" | "agent";
function as(tenant: GivenTenant | null, role: Role = "owner"): Context {
  const member = tenant && {
    sessionId: randomUUID(),
    id: tenant.owner.id,
    tenantId: tenant.id,
    email: tenant.owner.email,
    name: "Asha",
    role,
    language: "en",
  };
  return { deps: world.console, operator: null, member, callId: "call" };
}
const fetchIt = (context: Context, id: string) =>
  handleExportDownload(new Request("http://localhost/"), { params: Promise.resolve({ id }) }, async () => context);
const status = async (context: Context, id: string) => (await fetchIt(context, id)).status;

describe("fetching an archive", () => {
  test("gives its owner the file as it was built, named, unkept by anybody on the way, and signs the book", async () => {
    const tenant = await world.given.tenant();
    const { id, content } = await world.given.archive({ tenant, content: "PK".repeat(200_000) });
    const response = await fetchIt(as(tenant), id);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/zip",
      "content-length": String(content.length),
      "content-disposition": expect.stringMatching(/^attachment; filename="callmissed-archive-\d{4}-\d\d-\d\d\.zip"$/),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe(content);
    expect(await sql("SELECT type, actor_kind, actor_id FROM console.audit_event WHERE payload ->> 'exportId' = $1", [id])).toEqual([
      { type: "export.downloaded", actor_kind: "owner", actor_id: tenant.owner.id },
    ]);
  });

  test("is refused to everybody else, whatever id they send", async () => {
    const [tenant, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    const { id } = await world.given.archive({ tenant });
    expect(await status(as(null), id)).toBe(401);
    for (const role of ["admin", "agent"] as const) expect(await status(as(tenant, role), id), role).toBe(403);
    expect(await status(as(neighbour), id)).toBe(404);
    for (const wrong of [randomUUID(), "../../etc/passwd", "", `${id}'`]) expect(await status(as(tenant), wrong), wrong).toBe(404);
    expect(await sql("SELECT 1 FROM console.audit_event WHERE payload ->> 'exportId' = $1", [id])).toEqual([]);
  });

  test("that is not to be had leads whoever came by a link to a page, and tells everything else the plain status", async () => {
    const tenant = await world.given.tenant();
    const { id } = await world.given.archive({ tenant });
    const led = async (context: Context, wanted: string, headers: Record<string, string>) => {
      const request = new Request("http://localhost/api/account/exports/x?lang=hi", { headers });
      const response = await handleExportDownload(request, { params: Promise.resolve({ id: wanted }) }, async () => context);
      return [response.status, response.headers.get("location")];
    };
    for (const headers of [{ "sec-fetch-mode": "navigate" }, { accept: "text/html,*/*;q=0.8" }] as Record<string, string>[]) {
      expect(await led(as(null), id, headers)).toEqual([303, "/account/sign-in?returnTo=%2Faccount%2Fexport&lang=hi"]);
      expect(await led(as(tenant, "agent"), id, headers)).toEqual([303, "/account"]);
      expect(await led(as(tenant), randomUUID(), headers)).toEqual([303, "/account/export"]);
      expect((await led(as(tenant), id, headers))[0]).toBe(200);
    }
    expect(await led(as(null), id, { accept: "application/json", "sec-fetch-mode": "cors" })).toEqual([401, null]);
  });

  test("ends on the millisecond, whether or not the object is there still", async () => {
    const tenant = await world.given.tenant();
    const { id } = await world.given.archive({ tenant });
    const [{ expires_at: end }] = await sql("SELECT expires_at FROM console.data_export WHERE id = $1", [id]);
    const at = (ms: number): Context => {
      const context = as(tenant);
      return { ...context, deps: { ...context.deps, clock: fixedClock(new Date(end.getTime() + ms)) } };
    };
    expect(await status(at(-1), id)).toBe(200);
    expect(await status(at(0), id)).toBe(404);
  });

  test("lets go of the store's file when the book cannot be signed, and hands nothing out", async () => {
    const tenant = await world.given.tenant();
    const { id, objectKey } = await world.given.archive({ tenant, content: "PK".repeat(200_000) });
    const opened = async () => {
      const links = await Promise.all((await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
      return links.filter((link) => link.endsWith(objectKey)).length;
    };
    const context = as(tenant);
    let during = 0;
    const db = new Proxy(context.deps.db, {
      get: (target, name) =>
        name === "$transaction"
          ? async () => {
              await expect.poll(opened).toBe(1);
              during = await opened();
              throw new Error("the database is away");
            }
          : Reflect.get(target, name, target),
    });
    await expect(fetchIt({ ...context, deps: { ...context.deps, db } }, id)).rejects.toThrow("the database is away");
    expect(during).toBe(1);
    await expect.poll(opened).toBe(0);
  });

  test("goes on while the tenant is sealed, for one built before", async () => {
    const { tenant } = await world.given.tenantInRetention();
    const { id, content } = await world.given.archive({ tenant });
    expect(await (await fetchIt(as(tenant), id)).text()).toBe(content);
    const shown = await callerFactory(appRouter)(as(tenant)).account.export.status();
    expect([shown.sealed, shown.fetchable?.id]).toEqual([true, id]);
  });

  test("breaks off what turns out not to be genuine, and never ends it as if it were whole", async () => {
    const tenant = await world.given.tenant();
    const { id, objectKey } = await world.given.archive({ tenant, content: "PK".repeat(200_000) });
    const store = openStore(world.filesDir);
    const sealed = (await store.get(objectKey))?.data ?? Buffer.alloc(0);
    sealed.writeUInt8(sealed.readUInt8(sealed.length - 9) ^ 1, sealed.length - 9);
    await store.put(objectKey, sealed);
    await expect((await fetchIt(as(tenant), id)).text()).rejects.toThrow();
    await store.put(objectKey, sealed.subarray(0, 33 + 65_552));
    await expect((await fetchIt(as(tenant), id)).text(), "cut off after a whole piece").rejects.toThrow();
  });
});

test("seven days on the object is removed, its row says so, and no other archive is touched", async () => {
  const tenant = await world.given.tenant();
  const old = await world.given.archive({ tenant, readyHoursAgo: 168 });
  const fresh = await world.given.archive({ tenant, readyHoursAgo: 167 });
  const store = openStore(world.filesDir);
  expect(await expireExports(world.console, store)).toBe(1);
  expect(await expireExports(world.console, store), "a second time there is nothing to do").toBe(0);
  expect([await store.get(old.objectKey), await store.get(fresh.objectKey)].map(Boolean)).toEqual([false, true]);
  expect(await sql("SELECT state, ended_because FROM console.data_export WHERE id = $1", [old.id])).toEqual([
    { state: "expired", ended_because: "expired" },
  ]);
});

test("one that cannot be removed does not keep the others, is said at the end, and goes with a later run", async () => {
  const tenant = await world.given.tenant();
  const store = openStore(world.filesDir);
  const archives = [];
  for (const hours of [200, 190, 180, 170]) archives.push(await world.given.archive({ tenant, readyHoursAgo: hours }));
  const [stuck, ...others] = archives;
  const failing: ObjectStore = {
    ...store,
    remove: async (keys, signal) => {
      if (keys.includes(stuck?.objectKey ?? "")) throw new Error("the store says no");
      await store.remove(keys, signal);
    },
  };
  const stateOf = async (id?: string) => (await sql("SELECT state FROM console.data_export WHERE id = $1", [id]))[0]?.state;
  await expect(expireExports(world.console, failing)).rejects.toThrow("1 archives could not be removed");
  expect(await Promise.all(others.map(({ id }) => stateOf(id)))).toEqual(["expired", "expired", "expired"]);
  expect(await stateOf(stuck?.id)).toBe("ready");
  expect(await expireExports(world.console, store)).toBe(1);
  expect(await stateOf(stuck?.id)).toBe("expired");
});

test("a store that is away is not asked again and again in one run", async () => {
  const tenant = await world.given.tenant();
  const store = openStore(world.filesDir);
  for (let count = 0; count < 15; count += 1) await world.given.archive({ tenant, readyHoursAgo: 170 });
  let asked = 0;
  const remove: ObjectStore["remove"] = async () => {
    asked += 1;
    throw new Error("nobody answers");
  };
  await expect(expireExports(world.console, { ...store, remove })).rejects.toThrow("10 archives could not be removed");
  expect(asked).toBe(10);
});
