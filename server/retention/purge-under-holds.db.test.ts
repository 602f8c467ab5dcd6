// long: every place at which an order can meet a purge, and what the sweep and the monitor make of it, told with the same few words.
import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askRelease } from "@/server/legal-hold/ask-release";
import { releaseHold } from "@/server/legal-hold/release-hold";
import { env } from "@/server/lib/env";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { hasTenantKey } from "@/server/platform/tenant-keys";
import { countPlatformRows } from "@/server/testing/given/every-table";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";
import { finishPurge } from "./finish-purge";
import { classesHeldBy, DATA_GROUPS } from "./inventory";
import { purgeTenant } from "./purge-tenant";
import { recount } from "./recount-classes";
import { sweepDue } from "./sweep-due";
import { takeMetrics } from "./take-metrics";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const rowsOf = (tenantId: string) => countPlatformRows({ pool: world.database.ownerPool }, tenantId);
const stateOf = async (requestId: string) => (await sql("SELECT state FROM console.deletion_request WHERE id = $1", [requestId]))[0]?.state;
const events = (requestId: string, type: string) =>
  sql("SELECT payload FROM console.audit_event WHERE request_id = $1 AND type = $2", [requestId, type]);
const openAlerts = async (requestId: string) =>
  (await sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL ORDER BY 1", [requestId])).map((row) => row.kind);

async function place(tenantId: string, scope: string[]): Promise<string> {
  const id = randomUUID();
  await sql(
    `INSERT INTO console.legal_hold (id, tenant_id, authority, reference, scope, held_classes, review_on, placed_at, placed_by, lapses_at)
     VALUES ($1, $2, 'City Civil Court, Bengaluru', 'OS 4410/2026', $3, $4, (now() + interval '60 days')::date, now(), gen_random_uuid(), now() + interval '48 hours')`,
    [id, tenantId, scope, classesHeldBy(scope)],
  );
  return id;
}
const release = (id: string, hoursAgo: number) =>
  sql(
    `UPDATE console.legal_hold SET agreed_at = now(), agreed_by = gen_random_uuid(), release_asked_at = now(), release_asked_by = gen_random_uuid(),
       released_at = now() - make_interval(secs => $2::float8 * 3600), released_by = gen_random_uuid(), ended_because = 'released' WHERE id = $1`,
    [id, hoursAgo],
  );

describe("an order over conversations", () => {
  test("keeps them with all they hang on, lets everything else go on time, and the rest by itself once it is released", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 32, isFilled: true });
    const hold = await place(tenant.id, ["conversations"]);
    await sweepDue(world.purge);
    expect(await stateOf(request.id)).toBe("purging");
    expect(await purgeTenant(world.purge, request.id)).toBe("held");

    const kept = Object.entries(await rowsOf(tenant.id)).filter(([, total]) => total > 0);
    expect(kept.map(([table]) => table)).toEqual(["bot", "conversation", "message", "recording", "tenant", "transcript"]);
    expect(await readdir(path.join(world.filesDir, tenant.id))).toEqual(["recordings"]);
    expect(await hasTenantKey(openKeyRing(), tenant.id)).toBe(true);
    expect(await sql("SELECT 1 FROM console.inbound_mail WHERE about_tenant_id = $1", [tenant.id])).toEqual([]);
    expect((await sql("SELECT fault FROM console.purge_run WHERE request_id = $1", [request.id]))[0]?.fault).toBe("held");
    expect(await openAlerts(request.id)).toEqual(["purge_held"]);
    expect(await events(request.id, "purge.refused_by_hold")).toEqual([
      { payload: { classes: classesHeldBy(["conversations"]).join(",") } },
    ]);
    const open = await sql("SELECT class_name FROM console.purge_step WHERE request_id = $1 AND finished_at IS NULL ORDER BY position", [
      request.id,
    ]);
    expect(open.map((step) => step.class_name)).toEqual(classesHeldBy(["conversations"]));

    await release(hold, 49);
    expect((await sweepDue(world.purge)).resumed).toBeGreaterThan(0);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect(Object.values(await rowsOf(tenant.id)).every((total) => total === 0)).toBe(true);
    expect(await hasTenantKey(openKeyRing(), tenant.id)).toBe(false);
    expect(await openAlerts(request.id)).toEqual([]);
  });

  test("is recorded once, however often the purge is tried, and is not queued while nothing more may go", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 32, isFilled: true });
    await place(tenant.id, ["conversations"]);
    await beginPurge(world.purge, request.id);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await purgeTenant(world.purge, request.id)).toBe("held");
      expect((await sweepDue(world.purge)).resumed).toBe(0);
    }
    expect(await events(request.id, "purge.refused_by_hold")).toHaveLength(1);
    await sql("UPDATE console.purge_run SET finished_at = now() WHERE request_id = $1", [request.id]); // out of the others' way
  });
});

describe("an order that has ended", () => {
  test("after the data was due still keeps it for 48 hours, so that the owner is told afresh", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 40, isFilled: true });
    const hold = await place(tenant.id, ["payments"]);
    await beginPurge(world.purge, request.id);
    await release(hold, 47);
    expect(await purgeTenant(world.purge, request.id)).toBe("held");
    expect(await rowsOf(tenant.id)).toMatchObject({ purchase: 1, credit_entry: 3, tenant: 1, message: 0, usage_record: 0 });
    await sql(
      "SET session_replication_role = replica; UPDATE console.legal_hold SET released_at = now() - interval '49 hours' WHERE released_at IS NOT NULL; RESET ALL",
    );
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
  });
});

describe("the sweep and the monitor", () => {
  const overdue = async () => {
    const line = (await takeMetrics(world.console)).text.split("\n").find((one) => one.startsWith("callmissed_purges_overdue "));
    return Number(line?.split(" ").at(-1));
  };
  const startedDaysAgo = (requestId: string, days: number) =>
    sql("UPDATE console.purge_run SET started_at = now() - make_interval(days => $2) WHERE request_id = $1", [requestId, days]);
  const steps = (requestId: string) => sql("SELECT 1 FROM console.purge_step WHERE request_id = $1", [requestId]);

  test("take up a purge whose worker was killed before it wrote its plan, also under an order", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true });
    await place(tenant.id, ["payments"]);
    await beginPurge(world.purge, request.id);
    expect(await steps(request.id)).toEqual([]);
    expect((await sweepDue(world.purge)).resumed).toBe(1);
    expect(await purgeTenant(world.purge, request.id)).toBe("held");
    expect((await sweepDue(world.purge)).resumed).toBe(0);
  });
  test("count a purge as late from when it was free to go: an order that ended an hour ago is no delay, one that ended long ago is", async () => {
    const before = await overdue();
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 50, isFilled: true });
    const hold = await place(tenant.id, ["payments"]);
    await beginPurge(world.purge, request.id);
    await startedDaysAgo(request.id, 15);
    await purgeTenant(world.purge, request.id);
    await sweepDue(world.purge);
    expect([await openAlerts(request.id), await overdue()]).toEqual([["purge_held"], before]);

    await release(hold, 48.5);
    expect((await sweepDue(world.purge)).resumed).toBe(1);
    expect([await openAlerts(request.id), await overdue()]).toEqual([["purge_held"], before]);
    await sql(
      "SET session_replication_role = replica; UPDATE console.legal_hold SET released_at = now() - interval '50 hours' WHERE released_at IS NOT NULL; RESET ALL",
    );
    await sweepDue(world.purge);
    expect([(await openAlerts(request.id)).includes("purge_overdue"), await overdue()]).toEqual([true, before + 1]);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect(await overdue()).toBe(before);
  });
  test("agree on what an order over some of it lets go: a window that is over with a part to go is late", async () => {
    const before = await overdue();
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    await place(tenant.id, ["payments"]);
    expect(await overdue()).toBe(before + 1);
    await place(tenant.id, ["everything"]);
    expect(await overdue()).toBe(before);
    await sweepDue(world.purge);
    expect(await openAlerts(request.id)).toEqual(["purge_held"]);
  });
});

describe("an order that ends in the middle of a purge, with a mail server that is away", () => {
  test("leaves the owner's notice for its 48 hours whatever runs meanwhile; then everything goes, its address too", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 40, isFilled: true });
    const { id } = await world.given.hold({ tenant, scope: ["conversations"], isAgreed: true });
    await beginPurge(world.purge, request.id);
    expect(await purgeTenant(world.purge, request.id)).toBe("held");
    const [farah, meera] = [await world.given.operator("grievance_officer"), await world.given.operator("support_lead")];
    const { reference } = (await sql("SELECT reference FROM console.legal_hold WHERE id = $1", [id]))[0] ?? {};
    await askRelease(world.console, { kind: "operator", id: farah.id }, id);
    await releaseHold(world.console, { kind: "operator", id: meera.id }, id, reference);
    const notices = () => sql("SELECT kind, to_address FROM console.notice WHERE tenant_id = $1 AND kind <> 'purged'", [tenant.id]);
    const waiting = [{ kind: "erasure_resumes", to_address: tenant.owner.email }];
    expect(await notices()).toEqual(waiting);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await sweepDue(world.purge);
      expect(await purgeTenant(world.purge, request.id)).toBe("held");
      expect(await notices()).toEqual(waiting);
    }

    await sql("UPDATE console.notice SET sent_at = now() WHERE subject_id = $1", [id]);
    await sql(
      "SET session_replication_role = replica; UPDATE console.legal_hold SET released_at = now() - interval '49 hours' WHERE released_at IS NOT NULL; RESET ALL",
    );
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect(await notices()).toEqual([]);
    expect(await openAlerts(request.id)).toEqual([]);
  });
});

describe("what comes after the last batch and before the last word", () => {
  const proofs = async (requestId: string) => ({
    certificates: await sql("SELECT 1 FROM console.deletion_certificate WHERE request_id = $1", [requestId]),
    entries: (await readdir(path.join(env().LEDGER_STORE, "entries")).catch(() => [])).length,
  });
  /** A purge whose classes are all done, killed before it counted again. */
  async function lastWordOpen() {
    const retention = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    const { request } = retention;
    await beginPurge(world.purge, request.id);
    await sql("ALTER TABLE console.purge_step ADD CONSTRAINT killed CHECK (survivors IS NULL) NOT VALID");
    await expect(purgeTenant(world.purge, request.id)).rejects.toThrow();
    await sql("ALTER TABLE console.purge_step DROP CONSTRAINT killed");
    return retention;
  }
  test("an order: no certificate and no entry, and both once it is released", async () => {
    const { tenant, request } = await lastWordOpen();
    const before = await proofs(request.id);
    const hold = await place(tenant.id, ["correspondence"]);
    expect(await purgeTenant(world.purge, request.id)).toBe("held");
    expect(await proofs(request.id)).toEqual({ ...before, certificates: [] });
    expect(await openAlerts(request.id)).toContain("purge_held");
    await release(hold, 49);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    const after = await proofs(request.id);
    expect([after.certificates.length, after.entries]).toEqual([1, before.entries + 1]);
  });
  test("an order or a stop after the certificate: asked again, and no entry is written", async () => {
    const { tenant, request } = await lastWordOpen();
    await recount(world.purge, request.id);
    const before = await proofs(request.id);
    expect(before.certificates).toHaveLength(1);
    const hold = await place(tenant.id, ["correspondence"]);
    expect(await outcomeOf(finishPurge(world.purge, request.id))).toEqual({ refused: "held" });
    await release(hold, 49);
    await sql(
      "INSERT INTO console.purge_stop (id, stopped_at, stopped_by, because) VALUES (gen_random_uuid(), now(), gen_random_uuid(), 'doubt')",
    );
    expect(await outcomeOf(finishPurge(world.purge, request.id))).toEqual({ refused: "purges_stopped" });
    expect(await proofs(request.id)).toEqual(before);
    await sql("UPDATE console.purge_stop SET resumed_at = now(), resumed_by = gen_random_uuid()");
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
  });
});

describe("orders that leave nothing to go", () => {
  test("over every group keep the window's end from becoming a purge; a person is told, and the book has it once", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    await place(tenant.id, [...DATA_GROUPS]);
    await sweepDue(world.purge);
    await sweepDue(world.purge);
    expect(await stateOf(request.id)).toBe("retained");
    expect(await openAlerts(request.id)).toEqual(["purge_held"]);
    expect(await events(request.id, "purge.refused_by_hold")).toHaveLength(1);
  });
  test("stand however many in front of one that can go, and it goes", async () => {
    for (let index = 0; index < 120; index += 1) {
      const { tenant } = await world.given.tenantInRetention({ deactivatedDaysAgo: 40 });
      await place(tenant.id, index % 2 ? ["everything"] : [...DATA_GROUPS]);
    }
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 30.1 });
    await place(tenant.id, ["payments"]);
    await sweepDue(world.purge);
    expect(await stateOf(request.id)).toBe("purging");
  });
  test("placed over everything in the middle: refused, and nothing more goes", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true });
    await place(tenant.id, ["everything"]);
    expect(await outcomeOf(beginPurge(world.purge, request.id))).toEqual({ refused: "held" });
    expect((await rowsOf(tenant.id)).message).toBe(1);
  });
});
