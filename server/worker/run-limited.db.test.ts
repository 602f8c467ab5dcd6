import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { moment } from "@/server/testing/held-store";
import { COMES_BACK_MS, runLimited } from "./run-limited";
import { JOBS } from "./timetable";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Every job of a worker has a connection of its own. */
async function withClient(work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await database.ownerPool.connect();
  try {
    await work(client);
  } finally {
    client.release();
  }
}
const job = { name: "build", exclusiveBy: "exportId", atMost: 2 };
/** One run of it, which stands still in its work until it is let go. */
function begin(exportId: string = randomUUID()) {
  const building = moment();
  const back: number[] = [];
  const putBack = async (afterMs: number) => void back.push(afterMs);
  const ended = runLimited(job, { exportId }, { withClient, putBack }, building.wait);
  return { exportId, building, back, ended };
}

test("no more than so many run at once; one too many holds nothing, comes back later, and runs when a place is free", async () => {
  const [first, second] = [begin(), begin()];
  await Promise.all([first.building.reached, second.building.reached]);
  const third = begin();
  await third.ended;
  expect(third.back).toEqual([COMES_BACK_MS]);
  first.building.letGo();
  await first.ended;
  const again = begin(third.exportId);
  await again.building.reached;
  for (const run of [second, again]) run.building.letGo();
  await Promise.all([second.ended, again.ended]);
  expect([first.back, second.back, again.back]).toEqual([[], [], []]);
});

test("the same subject a second time ends at once and does not come back: the first run does it all", async () => {
  const first = begin();
  await first.building.reached;
  const twice = begin(first.exportId);
  await twice.ended;
  expect(twice.back).toEqual([]);
  first.building.letGo();
  await first.ended;
});

test("work that fails gives its place back", async () => {
  const fail = () =>
    runLimited(job, { exportId: randomUUID() }, { withClient, putBack: async () => {} }, () => Promise.reject(new Error("no")));
  for (let count = 0; count < 3; count += 1) await expect(fail()).rejects.toThrow("no");
  const next = begin();
  await next.building.reached;
  next.building.letGo();
  await next.ended;
});

test("of archives two are built at once, so that whoever asks for many leaves the rest of the queue its slots", () => {
  expect(JOBS.find(({ name }) => name === "build-export")).toMatchObject({ exclusiveBy: "exportId", atMost: 2 });
});
