import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";
import { handleMetrics } from "./handle-metrics";
import { purgeTenant } from "./purge-tenant";
import { takeMetrics } from "./take-metrics";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const readingOf = (text: string, metric: string): number => {
  const line = text.split("\n").find((candidate) => candidate.startsWith(`callmissed_${metric} `));
  if (!line) throw new Error(`no ${metric} in:\n${text}`);
  return Number(line.split(" ").at(-1));
};

describe("what the monitor reads", () => {
  test("tells of purges, lateness, alerts, queue and outbox, and of no tenant", async () => {
    const purged = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true });
    await beginPurge(world.purge, purged.request.id);
    await purgeTenant(world.purge, purged.request.id);
    await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    const held = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    await world.given.hold({ tenant: held.tenant });
    const running = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    await beginPurge(world.purge, running.request.id);
    await world.database.ownerPool.query(
      "INSERT INTO console.alert (id, kind, request_id, raised_at) VALUES (gen_random_uuid(), 'purge_incomplete', $1, now())",
      [running.request.id],
    );

    const waiting = await world.given.refund({ state: "submitted" });
    await world.database.ownerPool.query(
      "UPDATE console.refund SET trouble = 'unknown_too_long', trouble_since = now(), asking_since = now() WHERE id = $1",
      [waiting.id],
    );
    await world.given.refund({ state: "granted" });

    const { text, contentType } = await takeMetrics(world.console);
    expect(contentType).toContain("text/plain");
    expect(readingOf(text, 'purge_runs{state="running"}')).toBe(1);
    expect(readingOf(text, 'purge_runs{state="purged"}')).toBe(1);
    expect(readingOf(text, "purges_overdue")).toBe(1);
    expect(readingOf(text, "purge_oldest_overdue_seconds")).toBeGreaterThan(86_000);
    expect(readingOf(text, "purges_stopped")).toBe(0);
    expect(readingOf(text, 'purge_erased_rows{class="message"}')).toBe(1);
    expect(readingOf(text, 'purge_erased_rows{class="tenant_key"}')).toBe(1);
    expect(readingOf(text, 'alerts_open{kind="purge_incomplete"}')).toBe(1);
    expect(readingOf(text, 'alerts_open{kind="hold_review_due"}')).toBe(0);
    expect(readingOf(text, 'refunds_open{state="submitted"}')).toBe(1);
    expect(readingOf(text, 'refunds_open{state="granted"}')).toBe(1);
    expect(readingOf(text, 'refunds_open{state="pending"}')).toBe(0);
    expect(readingOf(text, "refund_oldest_unanswered_seconds")).toBeGreaterThan(0);
    expect(readingOf(text, 'refund_troubles_open{trouble="unknown_too_long"}')).toBe(1);
    expect(readingOf(text, 'refund_troubles_open{trouble="paid_twice"}')).toBe(0);
    expect(readingOf(text, "refund_differences_open")).toBe(0);
    expect(text).not.toContain(waiting.id);
    expect(readingOf(text, "queue_jobs_waiting")).toBeGreaterThan(0);
    expect(readingOf(text, "notices_unsent")).toBeGreaterThan(0);
    expect(readingOf(text, "signal_deliveries_dead")).toBe(0);
    for (const { tenant } of [purged, held, running]) expect(text).not.toContain(tenant.id);
  });
  test("is no page at all without a token in the settings", async () => {
    expect((await handleMetrics(new Request("http://localhost/api/metrics"))).status).toBe(404);
  });
});
