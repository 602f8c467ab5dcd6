import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, openDb } from "@/server/lib/db";
import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { hasObjectsOf } from "@/server/platform/objects.adapter";
import { beginPurge } from "@/server/retention/begin-purge";
import { purgeTenant } from "@/server/retention/purge-tenant";
import type { GivenTenant } from "@/server/testing/given";
import { writeObjects } from "@/server/testing/given/content";
import { heldStore, moment } from "@/server/testing/held-store";
import { testWorld, type World } from "@/server/testing/world";
import { buildExport, type ExportDeps } from "./build-export";
import { exportsPrefix, MOST_ATTEMPTS } from "./export";
import { openExportDeps } from "./open-export-deps";
import { requestExport } from "./request-export";

let world: World;
let reader: Db;
let deps: ExportDeps;
let store: ObjectStore;
beforeAll(async () => {
  world = await testWorld();
  reader = openDb("callmissed_export", world.database.url, 4);
  deps = openExportDeps(world.console, reader);
  store = openStore(world.filesDir);
});
afterAll(async () => {
  await reader.$disconnect();
  await world.end();
});

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const rowOf = async (id: string) => (await sql("SELECT state, ended_because, attempts FROM console.data_export WHERE id = $1", [id]))[0];
const audited = async (tenantId: string) =>
  (await sql("SELECT type FROM console.audit_event WHERE tenant_id = $1 AND type LIKE 'export.%' ORDER BY id", [tenantId])).map(
    ({ type }) => type,
  );

async function asked() {
  const tenant = await world.given.tenant();
  await world.given.oneRowInEveryTable(tenant);
  await sql("DELETE FROM console.data_export WHERE tenant_id = $1", [tenant.id]);
  // Large enough that its first pieces are in the store long before its end.
  const [file] = await sql("SELECT object_key FROM platform.knowledge_file WHERE tenant_id = $1", [tenant.id]);
  await writeObjects({ pool: world.database.ownerPool, filesDir: world.filesDir }, tenant.id, {
    [file.object_key]: randomBytes(600_000).toString("base64"),
  });
  const id = await requestExport(world.console, { id: tenant.owner.id, tenantId: tenant.id, language: "en" });
  return { tenant, id };
}
/** Objects and drafts of the tenant's exports. */
async function left(tenantId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of store.list(exportsPrefix(tenantId))) found.push(key);
  for await (const { key } of store.listDrafts(exportsPrefix(tenantId))) found.push(key);
  return found;
}
const seal = (tenant: GivenTenant, dueInMs?: number) =>
  world.given.tenantInRetention({ tenant, ...(dueInMs !== undefined && { dueInMs }) });

describe("a worker that is killed in the middle", () => {
  test("leaves a draft that nobody can take for an archive; the next try removes it and builds anew", async () => {
    const { tenant, id } = await asked();
    const child = fork(path.resolve("server/testing/build-and-stall.cli.ts"), [id], {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, DATABASE_URL: world.database.url },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    await once(child, "message");
    expect((await left(tenant.id)).length).toBeGreaterThan(0);
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    expect(await rowOf(id)).toEqual({ state: "building", ended_because: null, attempts: 1 });
    expect(await left(tenant.id)).toEqual([expect.stringMatching(/\.draft-/)]);
    expect(await buildExport(deps, id)).toBe("ready");
    expect(await left(tenant.id)).toEqual([`${tenant.id}/exports/${id}.zip`]);
    expect(await rowOf(id)).toEqual({ state: "ready", ended_because: null, attempts: 2 });
    expect(await buildExport(deps, id), "a second job for it").toBe("nothing_to_do");
  });

  test("is given up after five tries: nothing is left, the book and the owner are told", async () => {
    const { tenant, id } = await asked();
    await sql("UPDATE console.data_export SET state = 'building', attempts = $2 WHERE id = $1", [id, MOST_ATTEMPTS]);
    expect(await buildExport(deps, id)).toBe("failed");
    expect(await rowOf(id)).toMatchObject({ state: "failed", ended_because: "could_not_be_built" });
    expect(await audited(tenant.id)).toEqual(["export.requested", "export.failed"]);
    expect(await sql("SELECT kind FROM console.notice WHERE subject_id = $1", [id])).toEqual([{ kind: "export_failed" }]);
  });

  test("a store that breaks off is tried again, and only the fifth time is an end", async () => {
    const { tenant, id } = await asked();
    const broken = { ...deps, store: heldStore(store, { atFirst: () => Promise.reject(new Error("the store is away")) }) };
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      await expect(buildExport(broken, id)).rejects.toThrow("the store is away");
      expect((await rowOf(id)).state).toBe("building");
    }
    expect(await buildExport(broken, id)).toBe("failed");
    expect(await left(tenant.id)).toEqual([]);
  });

  test("of two tries at once the later one stands, and the earlier one writes nothing", async () => {
    const { tenant, id } = await asked();
    const held = moment();
    const first = buildExport({ ...deps, store: heldStore(store, { atFirst: held.wait }) }, id);
    await held.reached;
    expect(await buildExport(deps, id)).toBe("ready");
    const [{ sha256 }] = await sql("SELECT sha256 FROM console.data_export WHERE id = $1", [id]);
    held.letGo();
    expect(await first.catch(() => "broke off")).not.toBe("ready");
    expect(await left(tenant.id)).toEqual([`${tenant.id}/exports/${id}.zip`]);
    expect((await sql("SELECT sha256 FROM console.data_export WHERE id = $1", [id]))[0].sha256).toBe(sha256);
  });
});

describe("a deactivation in the middle", () => {
  test.each(["before it began", "while it is written", "when only the end is missing"] as const)(
    "%s ends the export as failed, and no part of it stays",
    async (when) => {
      const { tenant, id } = await asked();
      const held = moment();
      if (when === "before it began") await seal(tenant);
      const slow = heldStore(store, { atFirst: held.wait });
      // The end is asked for at the instant at which the tenant was sealed: the clock of the last transaction is the witness.
      const building = buildExport(
        {
          ...deps,
          store: when === "while it is written" ? slow : store,
          ...(when === "when only the end is missing" && sealedAtTheEnd(tenant)),
        },
        id,
      );
      if (when === "while it is written") {
        await held.reached;
        await seal(tenant);
        held.letGo();
      }
      expect(await building).toBe("failed");
      expect(await rowOf(id)).toMatchObject({ state: "failed", ended_because: "tenant_sealed" });
      expect(await left(tenant.id)).toEqual([]);
      expect(await audited(tenant.id)).toEqual(["export.requested", "export.failed"]);
      expect(await sql("SELECT kind FROM console.notice WHERE subject_id = $1", [id])).toEqual([]);
    },
  );

  /** A reader behind whose back the tenant is sealed once the last thing was read. */
  function sealedAtTheEnd(tenant: GivenTenant): Partial<ExportDeps> {
    const read = async function* (key: string) {
      const stream = await store.read(key);
      if (stream) yield* stream;
    };
    let files = 0;
    return {
      store: {
        ...store,
        async read(key) {
          files += 1;
          if (files === 2) await seal(tenant);
          return Readable.from(read(key));
        },
      },
    };
  }
});

describe("a purge", () => {
  test("that comes while an archive is written finds nothing and is followed by nothing", async () => {
    const { tenant, id } = await asked();
    const held = moment();
    const building = buildExport({ ...deps, store: heldStore(store, { atFirst: held.wait }) }, id);
    await held.reached;
    const { request } = await seal(tenant, -1_000);
    await beginPurge(world.purge, request.id);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    held.letGo();
    expect(await building.catch(() => "broke off")).not.toBe("ready");
    expect(await hasObjectsOf(tenant.id)).toBe(false);
    expect(await left(tenant.id)).toEqual([]);
    expect(await buildExport(deps, id)).toBe("nothing_to_do");
  });

  test("waits for the end of a put that has begun, and takes what it wrote", async () => {
    const { tenant, id } = await asked();
    const held = moment();
    const building = buildExport({ ...deps, store: heldStore(store, { atLast: held.wait }) }, id);
    await held.reached;
    const waits = await world.database.ownerPool.connect();
    try {
      await waits.query("SET lock_timeout = '100ms'");
      await expect(waits.query("SELECT platform.lock_tenant($1)", [tenant.id]), "the tenant's lock is taken").rejects.toThrow(
        /lock timeout/,
      );
    } finally {
      waits.release(true);
    }
    held.letGo();
    expect(await building).toBe("ready");
    expect(await left(tenant.id)).toHaveLength(1);
    const { request } = await seal(tenant, -1_000);
    await beginPurge(world.purge, request.id);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect(await hasObjectsOf(tenant.id)).toBe(false);
  });
});
