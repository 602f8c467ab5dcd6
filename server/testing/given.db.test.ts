import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ageRequest } from "./age";
import { OPERATORS } from "./cast";
import { type TestDatabase, testDatabase } from "./database";
import { type Given, given } from "./given";
import { countPlatformRows } from "./given/every-table";

let database: TestDatabase;
let filesDir: string;
let make: Given;

beforeAll(async () => {
  database = await testDatabase();
  filesDir = await mkdtemp(path.join(tmpdir(), "callmissed-given-"));
  make = given(database.ownerPool, { filesDir });
});
afterAll(async () => {
  await rm(filesDir, { recursive: true, force: true });
  await database.drop();
});

const hoursLeft = async (requestId: string): Promise<number> => {
  const { rows } = await database.ownerPool.query<{ hours: number }>(
    "SELECT extract(epoch FROM purge_due_at - clock_timestamp())::float8 / 3600 AS hours FROM console.deactivation WHERE request_id = $1",
    [requestId],
  );
  return rows[0]?.hours ?? Number.NaN;
};

describe("given", () => {
  it("builds everything from nothing", async () => {
    await make.apiKey();
    await make.bot();
    await make.webhook();
    await make.member();
    await make.letter();
    await make.operator(OPERATORS.meera);
    await make.operator(OPERATORS.meera);
    const received = await make.receivedRequest({ channel: "operator" });
    const verified = await make.verifiedRequest({ evidence: { organisation: "organisation_near_miss" } });
    expect(verified.number).toBe(received.number + 1);
    await make.receivedRequest({ evidence: { domain: "forged" }, isOnlyClaimed: true });
  });

  it("fills every table of the platform, with the objects on disk", async () => {
    const tenant = await make.tenant();
    const { objectKeys } = await make.oneRowInEveryTable(tenant);
    expect(Object.values(await countPlatformRows({ pool: database.ownerPool }, tenant.id)).every((total) => total > 0)).toBe(true);
    for (const key of objectKeys) expect((await readFile(path.join(filesDir, key))).length).toBeGreaterThan(0);
  });

  it("seals a tenant in retention, with its keys revoked and its digest taken", async () => {
    const retention = await make.tenantInRetention({ deactivatedDaysAgo: 29, isFilled: true, isProbed: true });
    expect(await hoursLeft(retention.request.id)).toBeCloseTo(24, 1);
    const { rows } = await database.ownerPool.query(
      "SELECT count(*)::int AS open FROM platform.api_key WHERE tenant_id = $1 AND revoked_at IS NULL",
      [retention.tenant.id],
    );
    expect(rows).toEqual([{ open: 0 }]);
    await expect(make.bot({ tenant: retention.tenant })).rejects.toThrow("sealed");
    await make.returnRequest({ retention, isByMail: true });
    await make.hold({ tenant: retention.tenant });
  });

  it("closes a window at the instant it is told", async () => {
    const { request } = await make.tenantInRetention({ dueInMs: -3_600_000, channel: "dashboard" });
    expect(await hoursLeft(request.id)).toBeCloseTo(-1, 2);
  });
});

describe("ageing a request", () => {
  it("moves its countdown and nothing of its tenant", async () => {
    const { request, tenant } = await make.tenantInRetention({ isFilled: true });
    const { rows: before } = await database.ownerPool.query("SELECT * FROM platform.digest_tenant($1)", [tenant.id]);
    await ageRequest(database.ownerPool, request.id, 28.5);
    expect(await hoursLeft(request.id)).toBeCloseTo(12, 1);
    const { rows: after } = await database.ownerPool.query("SELECT * FROM platform.digest_tenant($1)", [tenant.id]);
    expect(after).toEqual(before);
  });

  it("leaves the countdown immutable for everybody afterwards", async () => {
    const { request, deactivationId } = await make.tenantInRetention();
    await ageRequest(database.ownerPool, request.id, 1);
    const shorten =
      "UPDATE console.deactivation SET deactivated_at = deactivated_at - interval '1 day', purge_due_at = purge_due_at - interval '1 day' WHERE id = $1";
    await expect(database.ownerPool.query(shorten, [deactivationId])).rejects.toThrow("immutable");
  });

  it("refuses a request that does not exist", async () => {
    await expect(ageRequest(database.ownerPool, "00000000-0000-4000-8000-000000000000", 1)).rejects.toThrow("there is no request");
  });
});
