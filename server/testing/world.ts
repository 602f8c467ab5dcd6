import { databaseClock } from "@/server/lib/clock";
import { type Db, openDb } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { type TestDatabase, testDatabase } from "./database";
import { type Given, given } from "./given";

export interface World {
  database: TestDatabase;
  /** As the web process works, and as the purge job works. */
  console: Deps;
  purge: Deps;
  given: Given;
  filesDir: string;
  end: () => Promise<void>;
}

/** A migrated database of the test file's own, the application's two pools on it, the builders, and an empty object store. */
export async function testWorld(connections = 10): Promise<World> {
  const database = await testDatabase();
  const filesDir = env().FILES_STORE;
  const pools: Db[] = [];
  const open = (role: "callmissed_console" | "callmissed_purge") => {
    const db = openDb(role, database.url, connections);
    pools.push(db);
    return { db, clock: databaseClock };
  };
  const world = { database, console: open("callmissed_console"), purge: open("callmissed_purge"), filesDir };
  const end = async () => {
    await Promise.all(pools.map((db) => db.$disconnect()));
    await database.drop();
  };
  return { ...world, given: given(database.ownerPool, { filesDir }), end };
}

/** What a promise came to, for races: its value, or the code of the refusal it was thrown with. */
export async function outcomeOf<Value>(promise: Promise<Value>): Promise<{ value: Value } | { refused: string }> {
  try {
    return { value: await promise };
  } catch (error) {
    if (error instanceof Error && error.name === "Refusal") return { refused: (error as Error & { code: string }).code };
    throw error;
  }
}
