import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/database";

describe("the test database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it("carries every migration, and the job queue", async () => {
    const { rows } = await database.ownerPool.query("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL");
    expect(rows).toEqual([]);
    const { rows: tables } = await database.ownerPool.query(
      "SELECT to_regclass('graphile_worker.jobs')::text AS queue, to_regclass('platform.tenant')::text AS tenant",
    );
    expect(tables).toEqual([{ queue: "graphile_worker.jobs", tenant: "platform.tenant" }]);
  });

  it("is shared with no other test file", async () => {
    const other = await testDatabase();
    await database.ownerPool.query("CREATE TABLE only_here (id int)");
    const { rows } = await other.ownerPool.query("SELECT to_regclass('only_here') AS seen");
    expect(rows).toEqual([{ seen: null }]);
    await other.drop();
  });
});
