import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { ERASE_CLASSES, isOutside } from "./inventory";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** The class that takes a table's rows; one class takes letters with the findings and marks that hang on them. */
const classOf = (table: string): string | undefined =>
  ["console.inbound_mail", "console.verification", "console.seen_mark"].includes(table)
    ? "letter"
    : ERASE_CLASSES.find((entry) => entry.table === table)?.name;

/** What lies outside the database has no foreign keys: what needs it, and what it needs, stands in inventory.test.ts. */
const OUTSIDE = ERASE_CLASSES.filter(isOutside).map(({ name }) => name);

test("what a class of rows needs of rows is exactly what the database's foreign keys say", async () => {
  const { rows } = await database.ownerPool.query<{ below: string; above: string }>(
    `SELECT DISTINCT b.nspname || '.' || below.relname AS below, a.nspname || '.' || above.relname AS above
     FROM pg_constraint k JOIN pg_class below ON below.oid = k.conrelid JOIN pg_namespace b ON b.oid = below.relnamespace
       JOIN pg_class above ON above.oid = k.confrelid JOIN pg_namespace a ON a.oid = above.relnamespace
     WHERE k.contype = 'f' AND b.nspname IN ('platform', 'console')`,
  );
  const real = rows
    .map(({ below, above }) => ({ below: classOf(below), above: classOf(above) }))
    .filter(({ below, above }) => below && above && below !== above)
    .map(({ below, above }) => `${below} -> ${above}`);
  expect(real.length).toBeGreaterThan(10);
  const said = ERASE_CLASSES.filter(({ name }) => !OUTSIDE.includes(name)).flatMap((entry) =>
    entry.needs.filter((needed) => !OUTSIDE.includes(needed)).map((needed) => `${entry.name} -> ${needed}`),
  );
  expect(said.toSorted()).toEqual([...new Set(real)].toSorted());
});
