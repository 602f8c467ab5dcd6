import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/server/lib/db";
import { hasTenantKey } from "@/server/platform/tenant-keys";
import { beginPurge } from "@/server/retention/begin-purge";
import { purgeTenant } from "@/server/retention/purge-tenant";
import { harmlessPdf } from "@/server/testing/crafted-files";
import type { GivenTenant } from "@/server/testing/given";
import { moment } from "@/server/testing/held-store";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { attachFiles } from "./attach-files";
import { type Files, openFiles } from "./attachment-files.adapter";
import { openGrievance } from "./open-grievance";
import { readAttachment } from "./read-attachment";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const asOwner = ({ id: tenantId, owner }: GivenTenant) => ({ id: owner.id, tenantId, email: owner.email, language: "en" });
const filesOf = (tenantId: string) => readdir(path.join(world.filesDir, tenantId, "grievances")).catch(() => []);
const hasKey = (tenantId: string) => hasTenantKey(openFiles().ring, tenantId);
type Case = Awaited<ReturnType<typeof aCase>>;
const send = ({ tenant, id }: Case, { db = world.console.db, files = openFiles() }: { db?: Db; files?: Files } = {}) =>
  attachFiles({ ...world.console, db }, files, asOwner(tenant), {
    ...{ grievanceId: id, text: "", uploads: [{ name: "bill.pdf", data: harmlessPdf() }] },
  });

/** A tenant just before its data is due to go, with a case and one file in it. */
async function aCase() {
  const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 29.9 });
  const { id } = await openGrievance(world.console, asOwner(tenant), { kind: "grievance", topic: "other", text: "See the file." });
  const opened = { tenant, request, id };
  await send(opened);
  return opened;
}
/** Five hours later. */
const becomeDue = ({ tenant }: Case) =>
  sql(
    `SET session_replication_role = replica; UPDATE console.deactivation SET deactivated_at = deactivated_at - interval '5 hours', purge_due_at = purge_due_at - interval '5 hours' WHERE tenant_id = '${tenant.id}'; SET session_replication_role = origin`,
  );
const purge = async ({ request }: Case) => {
  await beginPurge(world.purge, request.id);
  await purgeTenant(world.purge, request.id);
};
const stateOf = async ({ request }: Case) =>
  (await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id]))[0]?.state;

describe("files that are sent while a purge is near", () => {
  test("make no key and store nothing when it was over before they arrived", async () => {
    const opened = await aCase();
    await becomeDue(opened);
    await purge(opened);
    expect([await stateOf(opened), await hasKey(opened.tenant.id)]).toEqual(["purged", false]);
    // Who sends was signed in when the sending began; the body came slowly.
    expect(await outcomeOf(send(opened))).toEqual({ refused: "rights_ended" });
    expect([await hasKey(opened.tenant.id), await filesOf(opened.tenant.id)]).toEqual([false, []]);
  });

  test.each(["begins", "is begun and finished"])("nor when it %s while they are examined", async (how) => {
    const opened = await aCase();
    await becomeDue(opened);
    let transactions = 0;
    const db = new Proxy(world.console.db, {
      get(target, name) {
        if (name !== "$transaction") return Reflect.get(target, name, target);
        return async (...given: Parameters<Db["$transaction"]>) => {
          transactions += 1;
          if (transactions === 2) await (how === "begins" ? beginPurge(world.purge, opened.request.id) : purge(opened));
          return target.$transaction(...given);
        };
      },
    });
    const before = [await hasKey(opened.tenant.id), await filesOf(opened.tenant.id)];
    expect(await outcomeOf(send(opened, { db }))).toEqual({ refused: "rights_ended" });
    expect(transactions).toBe(2);
    expect([await hasKey(opened.tenant.id), await filesOf(opened.tenant.id)]).toEqual(how === "begins" ? before : [false, []]);
  });

  test("are waited for by a purge once their bytes are on their way, and taken by it", async () => {
    const opened = await aCase();
    await becomeDue(opened);
    const landing = moment();
    const { store, ring } = openFiles();
    const put: Files["store"]["put"] = async (...given) => {
      await landing.wait();
      await store.put(...given);
    };
    const sent = outcomeOf(send(opened, { files: { store: { ...store, put }, ring } }));
    await landing.reached;
    let isBegun = false;
    const purged = beginPurge(world.purge, opened.request.id).then(() => {
      isBegun = true;
      return purgeTenant(world.purge, opened.request.id);
    });
    const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await expect.poll(() => sql(waiting), { timeout: 10_000 }).not.toEqual([]);
    expect(isBegun).toBe(false);
    landing.letGo();
    expect(await sent).toHaveProperty("value.messageId");
    await purged;
    expect([await stateOf(opened), await hasKey(opened.tenant.id), await filesOf(opened.tenant.id)]).toEqual(["purged", false, []]);
  });

  test("stay readable under an order over correspondence, whenever it was placed", async () => {
    for (const isOld of [false, true]) {
      const opened = await aCase();
      await becomeDue(opened);
      const hold = await world.given.hold({ tenant: opened.tenant, scope: ["correspondence"] });
      // As one was written down before there were grievances.
      if (isOld)
        await sql(
          `SET session_replication_role = replica; UPDATE console.legal_hold SET held_classes = '{letter,confirmation,notice,seal_digest}' WHERE id = '${hold.id}'; SET session_replication_role = origin`,
        );
      await purge(opened);
      expect(await stateOf(opened)).toBe("purging");
      const [row] = await sql("SELECT id FROM console.grievance_attachment WHERE tenant_id = $1", [opened.tenant.id]);
      const reader = { kind: "operator", id: (await world.given.operator("grievance_officer")).id } as const;
      const read = await readAttachment(world.console, openFiles(), reader, row?.id);
      expect(read).toMatchObject({ data: harmlessPdf() });
    }
  });
});
