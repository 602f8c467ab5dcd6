import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { classesHeldBy, DATA_GROUPS, ERASE_CLASSES, INVENTORY } from "./inventory";

const folder = path.resolve(import.meta.dirname, "../../prisma/models");
const schema = readdirSync(folder)
  .map((file) => readFileSync(path.join(folder, file), "utf8"))
  .join("\n");
const models = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map((match) => {
  const body = match[2] ?? "";
  return {
    name: match[1] ?? "",
    body,
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "",
    schema: /@@schema\("(\w+)"\)/.exec(body)?.[1] ?? "",
  };
});

test("the schema that this test walks is really there", () => {
  expect(models.length).toBeGreaterThan(25);
  expect(models.every((model) => model.table && model.schema)).toBe(true);
});

// proves: D4.1
test("every table has a fate, a reason and a clause, and no fate belongs to a table that is gone", () => {
  expect(Object.keys(INVENTORY).toSorted()).toEqual(models.map((model) => model.name).toSorted());
  for (const [model, entry] of Object.entries(INVENTORY)) {
    expect(entry.reason.length, model).toBeGreaterThan(8);
    expect(entry.clause.length, model).toBeGreaterThan(2);
  }
});

// proves: D3.11 D3.12 D3.13 D3.14
test("nothing of the tenant's own world is kept", () => {
  for (const model of models.filter((candidate) => candidate.schema === "platform")) {
    expect(INVENTORY[model.name as keyof typeof INVENTORY].fate, model.name).not.toBe("keep");
  }
});

// proves: D3.10 D3.11 D3.12 D3.13 D3.14
test("every table to be erased is erased by exactly one class of the purge", () => {
  const doomed = models.filter((model) => INVENTORY[model.name as keyof typeof INVENTORY].fate !== "keep").map((model) => model.table);
  // One class takes letters with the findings and marks that hang on them.
  const byLetters = ["inbound_mail", "verification", "seen_mark"];
  const named = ERASE_CLASSES.flatMap((entry) =>
    entry.how === "objects" || entry.how === "key" ? [] : entry.how === "letters" ? byLetters : [entry.table?.split(".")[1]],
  );
  expect(named.toSorted()).toEqual(doomed.toSorted());
});

test("an order keeps its own classes and what they hang on, and nothing else", () => {
  expect(classesHeldBy(["payments"])).toEqual([
    "credit_entry",
    "purchase",
    "gateway_event",
    "refund_difference",
    "credit_note",
    "refund",
    "tenant",
  ]);
  expect(classesHeldBy(["keys"])).toEqual(["usage_record", "api_key", "tenant"]);
  // Files of grievances are nothing without their bytes, these nothing without the key, and it does not outlive the tenant's row.
  expect(classesHeldBy(["correspondence"])).toEqual([
    "objects_rest",
    "letter",
    "grievance_attachment",
    "grievance_message",
    "grievance_note",
    "grievance_person",
    "confirmation",
    "owner_code",
    "notice",
    "seal_digest",
    "tenant_key",
    "tenant",
  ]);
  expect(classesHeldBy(["conversations"])).toEqual([
    "objects_recordings",
    "transcript",
    "recording",
    "message",
    "conversation",
    "bot",
    "tenant_key",
    "tenant",
  ]);
  expect(classesHeldBy([])).toEqual([]);
  expect(classesHeldBy(["no such group"])).toEqual([]);
});

test("an order over everything, and one over every group, keep every class; no group is empty", () => {
  const every = ERASE_CLASSES.map((entry) => entry.name);
  expect(classesHeldBy(["everything"])).toEqual(every);
  expect(classesHeldBy([...DATA_GROUPS])).toEqual(every);
  for (const group of DATA_GROUPS) expect(classesHeldBy([group]).length, group).toBeGreaterThan(0);
});

test("whatever can only be read with the tenant's key keeps the key", () => {
  const sealed = [...schema.matchAll(/^model \w+ \{([\s\S]*?)^\}/gm)].filter(
    ([, body]) => /Ciphertext/.test(body ?? "") && /@@schema\("platform"\)/.test(body ?? ""),
  );
  const tables = sealed.map(([, body]) => /@@map\("(\w+)"\)/.exec(body ?? "")?.[1] ?? "");
  expect(tables.length).toBeGreaterThan(2);
  for (const entry of ERASE_CLASSES.filter(({ name, how }) => how === "objects" || tables.includes(name)))
    expect(entry.needs, entry.name).toContain("tenant_key");
});

test("rows that point to objects keep them", () => {
  const pointing = models.filter(({ body, schema: where }) => /@map\("object_key"\)/.test(body) && where === "platform");
  const objectsOf: Record<string, string> = {
    ...{ recording: "objects_recordings", knowledge_file: "objects_knowledge" },
    ...{ data_export: "objects_rest", grievance_attachment: "objects_rest" },
  };
  for (const { table } of pointing) expect(objectsOf, table).toHaveProperty(table);
  for (const [table, objects] of Object.entries(objectsOf)) {
    const group = ERASE_CLASSES.find(({ name }) => name === table)?.group ?? "";
    expect(classesHeldBy([group]), table).toEqual(expect.arrayContaining([table, objects, "tenant_key", "tenant"]));
  }
});

test("whatever keeps the key keeps the tenant's row", () => {
  expect(ERASE_CLASSES.find(({ name }) => name === "tenant_key")?.needs).toEqual(["tenant"]);
});

test("the purge erases what hangs below before what it hangs on, and objects before the rows that point to them", () => {
  const place = (name: string) => ERASE_CLASSES.findIndex((entry) => entry.name === name);
  for (const entry of ERASE_CLASSES)
    for (const needed of entry.needs) {
      const [first, second] = needed.startsWith("objects_") ? [needed, entry.name] : [entry.name, needed];
      expect(place(first), entry.name).toBeLessThan(place(second));
    }
});
