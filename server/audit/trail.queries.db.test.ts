import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import type { CastOperator } from "@/server/testing/cast";
import type { GivenRequest } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { AUDIT_EVENTS } from "./audit-event";
import { placesOf } from "./find-places";
import { recordAuditEvent } from "./record-audit-event";
import { searchTrail } from "./trail.queries";
import type { TrailFilter } from "./trail-search";

let world: World;
let meera: CastOperator;
let request: GivenRequest;
let refund: { id: string; number: number; tenantId: string };
const GRIEVANCE = "018f0000-0000-7000-8000-00000000c0de";

beforeAll(async () => {
  world = await testWorld();
  const { given } = world;
  meera = await given.operator("support_lead");
  request = await given.receivedRequest({ tenant: await given.tenant({ name: "Orchid Looms" }) });
  const { id } = await given.refund();
  const row = await world.console.db.refund.findUniqueOrThrow({ where: { id } });
  refund = { id, number: row.number, tenantId: row.tenantId };
  const by = { kind: "operator", id: meera.id } as const;
  await world.console.db.$transaction(async (tx) => {
    const about = { tenantId: request.tenant.id, requestId: request.id };
    await recordAuditEvent(tx, "request.received", { kind: "system" }, about, { channel: "mail", claimed: false });
    await recordAuditEvent(tx, "request.assigned", by, about, { assigneeId: meera.id });
    await recordAuditEvent(tx, "request.withdrawn", { kind: "owner", id: request.tenant.owner.id }, about, {});
    await recordAuditEvent(tx, "refund.pending", { kind: "system" }, { tenantId: refund.tenantId }, { refundId: refund.id });
    await recordAuditEvent(tx, "grievance.acknowledged", by, {}, { grievanceId: GRIEVANCE });
  });
});
afterAll(() => world.end());

const search = async (filter: Partial<TrailFilter>) => (await searchTrail(world.console, { q: "", ...filter }, null)).items;
const typesOf = async (filter: Partial<TrailFilter>) => (await search(filter)).map(({ type }) => type);

test("the book is read newest first, with names of ours, numbers, and the organisation's name", async () => {
  const found = await search({ q: `DR-${request.number}` });
  expect(found.map(({ type }) => type)).toEqual(["request.withdrawn", "request.assigned", "request.received"]);
  expect(found[1]).toMatchObject({
    actorName: meera.name,
    aboutName: meera.name,
    organisation: "Orchid Looms",
    requestNumber: request.number,
  });
  // Whoever is not of ours is not named, by anybody (A2).
  expect(found[0]).toMatchObject({ actorKind: "owner", actorName: null });
});

test.each([
  ["a refund by its number", () => ({ q: `RF-${refund.number}` }), ["refund.pending"]],
  ["an organisation by part of its name", () => ({ q: "orchid" }), ["request.withdrawn", "request.assigned", "request.received"]],
  ["a tenant by its id", () => ({ q: refund.tenantId.toUpperCase() }), ["refund.pending"]],
  ["a case by its id, of no tenant", () => ({ q: GRIEVANCE }), ["grievance.acknowledged"]],
  ["one of ours", () => ({ actor: meera.id }), ["grievance.acknowledged", "request.assigned"]],
  ["owners", () => ({ actor: "owner" as const }), ["request.withdrawn"]],
  ["the console itself", () => ({ actor: "system" as const }), ["refund.pending", "request.received"]],
  ["a kind", () => ({ kind: "request" }), ["request.withdrawn", "request.assigned", "request.received"]],
  ["a type", () => ({ kind: "request.assigned" }), ["request.assigned"]],
  ["somebody and a kind", () => ({ actor: meera.id, kind: "grievance" }), ["grievance.acknowledged"]],
  ["a number that there is not", () => ({ q: "DR-99999999" }), []],
  ["a kind that there is not", () => ({ kind: "nothing" }), []],
  ["a name with the signs of patterns", () => ({ q: "%" }), []],
])("%s is found", async (_what, filter, types) => expect(await typesOf(filter())).toEqual(types));

const written = (type: string, about: { tenantId?: string; actorId?: string; payload?: object }) =>
  world.database.ownerPool.query(
    "INSERT INTO console.audit_event (type, actor_kind, actor_id, tenant_id, payload) VALUES ($1, $2, $3, $4, $5)",
    [type, about.actorId ? "operator" : "system", about.actorId, about.tenantId, about.payload ?? {}],
  );

test("every id that any event can name finds it, whatever it is an id of", async () => {
  const isId = (of: z.ZodType): boolean => of instanceof z.ZodUUID || (of instanceof z.ZodNullable && isId(of.unwrap() as z.ZodType));
  const named = new Map<string, { type: string; id: string }>();
  for (const [type, { shape }] of Object.entries(AUDIT_EVENTS) as [string, z.ZodObject][])
    for (const key of Object.keys(shape)) if (isId(shape[key] as z.ZodType)) named.set(key, { type, id: randomUUID() });
  expect([...named.keys()]).toEqual(expect.arrayContaining(["operatorId", "changeId", "holdId", "letterId", "orderId", "endpointId"]));
  for (const [key, { type, id }] of named) await written(type, { payload: { [key]: id, because: "other" } });
  for (const [key, { type, id }] of named) expect(await typesOf({ q: id }), key).toEqual([type]);
});

test("an event that names somebody twice is found once", async () => {
  const somebody = randomUUID();
  await written("operator.joined", { actorId: somebody, payload: { operatorId: somebody } });
  expect(await typesOf({ q: somebody })).toEqual(["operator.joined"]);
});

test("an id in a payload is looked up by its index", async () => {
  const { places } = await placesOf(world.console.db, { q: randomUUID() }, null);
  const plan = await world.console.db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    return tx.$queryRaw`EXPLAIN SELECT e.id FROM console.audit_event e WHERE ${places[3] ?? Prisma.empty} ORDER BY e.id DESC LIMIT 51`;
  });
  expect(JSON.stringify(plan)).toContain("audit_event_named");
});

test.each(["Chai-Point Labs Pvt. Ltd.", "A & B Traders", "Café Ökonomie"])(
  "%s is found by the name that is on the screen",
  async (name) => {
    const { id } = await world.given.tenant({ name });
    await written("purge.started", { tenantId: id });
    expect(await typesOf({ q: name })).toEqual(["purge.started"]);
  },
);

test("a name that more than twenty organisations share says so, and who is called exactly so is among them", async () => {
  for (let count = 0; count < 20; count += 1) await world.given.tenant({ name: `A Kiran Stores ${count}` });
  expect(await searchTrail(world.console, { q: "kiran stores" }, null)).toMatchObject({ items: [], onlyTenants: null });
  const { id } = await world.given.tenant({ name: "Kiran Stores" });
  await written("purge.started", { tenantId: id });
  const found = await searchTrail(world.console, { q: "kiran stores" }, null);
  expect(found.items.map(({ tenantId }) => tenantId)).toEqual([id]);
  expect(found.onlyTenants).toBe(20);
});

test("a time range takes its first instant in and leaves its last one out", async () => {
  const [newest, ...older] = await search({});
  if (!newest) throw new Error("the book is empty");
  expect(older.length).toBeGreaterThan(3);
  const later = new Date(newest.at.getTime() + 1);
  expect((await search({ from: newest.at })).map(({ id }) => id)).toContain(newest.id);
  expect(await search({ from: later })).toEqual([]);
  expect((await search({ to: newest.at })).map(({ id }) => id)).not.toContain(newest.id);
  expect(await search({ to: later })).toHaveLength(older.length + 1);
});

test("pages follow each other without a gap or a repeat while events are written", async () => {
  const { ownerPool: pool } = world.database;
  const insert = (events: number) =>
    pool.query(
      "INSERT INTO console.audit_event (type, actor_kind, payload) SELECT 'tax_records.expired', 'system', '{\"records\": 1}' FROM generate_series(1, $1)",
      [events],
    );
  await insert(120);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof searchTrail>> = await searchTrail(world.console, { q: "", kind: "tax_records" }, cursor);
    expect(page.items.length).toBeLessThanOrEqual(50);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    await insert(3);
  } while (cursor);
  expect(seen).toHaveLength(120);
  expect(seen).toEqual(seen.toSorted((a, b) => Number(b) - Number(a)));
  expect(new Set(seen).size).toBe(120);
});
