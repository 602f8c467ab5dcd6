// long: the walk of every procedure that may show something of a case, with what each takes, is read as a whole.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withdrawRequest } from "@/server/deletion/withdraw-request";
import { handleAttachment } from "@/server/grievance/handle-attachment";
import { linkCase } from "@/server/grievance/link-case";
import { takeDown } from "@/server/grievance/take-down";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { answersDesk } from "@/server/testing/answers-desk";
import type { CastOperator } from "@/server/testing/cast";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import type { Context } from "./context";
import { callerFactory, type ProcedureMeta } from "./procedures";
import { appRouter } from "./root";

/*
 * G1: whoever acted on what a case is about neither decides nor closes nor re-assigns it, and reads neither its words nor the officer's
 * notes, nor who complained. Every procedure of the desk, of letters and of masked values is called by officers who verified the request, agreed to the refund, or placed the hold. A new
 * procedure fails here until somebody has said what it takes.
 */

type Procedure = { _def: { type: "query" | "mutation"; meta?: ProcedureMeta; inputs: unknown[] } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).filter(([, { _def }]) => {
  const permission = _def.meta && "permission" in _def.meta ? _def.meta.permission : "";
  return /^(grievance:|letter:|order:give$|person:)/.test(permission);
});

type Stage = { grievanceId: string; otherId: string; tenant: GivenTenant; requestId: string; letterId: string; own: CastOperator };
/** What each procedure about a case is called with, as if the state of the case allowed it. */
const INPUTS: Record<string, (stage: Stage) => object> = {
  "answer.form": ({ grievanceId }) => ({ grievanceId }),
  "answer.sending": ({ grievanceId }) => ({ grievanceId }),
  "answer.preview": ({ grievanceId }) => ({ grievanceId, unsent: { act: "write", text: WORDS } }),
  "answer.decide": ({ grievanceId }) => ({ grievanceId, seenVersion: 1, outcome: "refused", text: WORDS }),
  "answer.write": ({ grievanceId }) => ({ grievanceId, text: WORDS }),
  "answer.close": ({ grievanceId }) => ({ grievanceId, seenVersion: 1, because: "not_ours" }),
  "answer.correct": ({ grievanceId }) => ({ grievanceId, seenVersion: 1, field: "gstin", to: "29ABCDE1234F1Z5", seenFrom: null }),
  "answer.tellAsked": ({ grievanceId }) => ({ grievanceId, seenVersion: 1, field: "person_name", to: "Asha M." }),
  "answer.agreeToAddress": ({ grievanceId }) => ({ grievanceId, seen: "0".repeat(64) }),
  "answer.revealAddresses": ({ grievanceId }) => ({ grievanceId, seen: "0".repeat(64) }),
  "answer.endConsent": ({ grievanceId }) => ({ grievanceId, seenVersion: 1 }),
  "answer.route": ({ grievanceId, tenant }) => ({ grievanceId, seenVersion: 1, tenantId: tenant.id }),
  "grievance.acknowledge": ({ grievanceId }) => ({ grievanceId, how: "mail" }),
  "grievance.assign": ({ grievanceId, own }) => ({ grievanceId, assigneeId: own.id }),
  "grievance.link": ({ grievanceId, requestId }) => ({ grievanceId, requestId }),
  "grievance.note": ({ grievanceId }) => ({ grievanceId, text: WORDS }),
  "grievance.merge": ({ grievanceId, otherId }) => ({ grievanceId, intoId: otherId }),
  "grievance.letterFiles": ({ grievanceId }) => ({ grievanceId, letterId: newId() }),
  "grievance.reopen": ({ grievanceId }) => ({ grievanceId, why: WORDS }),
  "letter.open": ({ letterId }) => ({ letterId, because: "sorting_mail" }),
  "person.reveal": ({ grievanceId }) => ({ of: "grievance_person", subjectId: grievanceId, field: "email", because: "answering_person" }),
  "order.give": ({ grievanceId, requestId }) => ({ grievanceId, order: { kind: "pause_act", requestId } }),
  "order.lift": ({ grievanceId }) => ({ grievanceId, orderId: newId() }),
  "order.renew": ({ grievanceId }) => ({ grievanceId, orderId: newId() }),
};
/** What may be seen, or is about no case yet; each says why, and shows none of the words all the same. */
const SHOWS_NO_WORDS: Record<string, { because: string; input?: (stage: Stage) => object }> = {
  "grievance.list": {
    because: "that a case is there, and by when it is due, everybody of the desk may see",
    input: () => ({ state: "open" }),
  },
  "grievance.open": { because: "the same of one case, with the reason why not more", input: ({ grievanceId }) => ({ grievanceId }) },
  "letter.list": { because: "letters of the desk are left out for everybody", input: () => ({ outcome: "all" }) },
  "letter.refundsWaiting": { because: "a number" },
  "order.ofCase": { because: "what was ordered and what became of it, in codes", input: ({ grievanceId }) => ({ grievanceId }) },
  "register.today": { because: "how many cases of the desk, and how many escalated; about no one case", input: () => ({}) },
  "grievance.takeDownTimes": { because: "how long an answer may take; about no one case" },
  "grievance.takeDown": { because: "writes down what somebody says now, as agents do who have no desk; it is not about a case yet" },
  "answer.openEndUser": { because: "takes a letter of a tenant's end user; no tenant is named by it yet" },
};
const WORDS = "What somebody of ours writes here is long enough to be the reasons of a refusal.";
const THEIRS = "Nobody answered my letters.";
const NOTED = "What the officer thinks of it.";

let world: World;
let desk: ReturnType<typeof answersDesk>;
beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
  desk = answersDesk(world);
});
afterAll(() => world.end());

const callerOf = (who: CastOperator, role: CastOperator["role"]) => {
  // Shown who they are a moment ago, so that nothing is refused for being too long signed in.
  const operator = { ...who, role, authenticatedAt: new Date(Date.now()) } as Context["operator"];
  return callerFactory(appRouter)({ deps: world.console, operator, member: null, callId: "call" });
};

const asText = (value: unknown): string => JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? String(part) : part)) ?? "";
type Met = { answer: string } | { refused: string };
async function call(path: string, who: CastOperator, input: object | undefined): Promise<Met> {
  const procedure = path
    .split(".")
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], callerOf(who, "grievance_officer"));
  try {
    return { answer: asText(await (procedure as (input: unknown) => Promise<unknown>)(input)) };
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: unknown };
    if (cause instanceof Refusal) return { refused: cause.code };
    if (!code || code === "INTERNAL_SERVER_ERROR") throw error;
    return { refused: code };
  }
}

/** A case with a note, and what its tenant did and had done to it. */
async function stageFor(topic: "deletion" | "refund" | "other"): Promise<Stage & { refundId: string }> {
  const request = await world.given.receivedRequest();
  const { tenant } = request;
  const refund = await world.given.refund({ purchase: await world.given.purchase({ tenant }) });
  const own = await world.given.operator("grievance_officer");
  const { id: grievanceId } = await desk.complaint(tenant, topic);
  const { id: otherId } = await desk.complaint(tenant, topic);
  await desk.sql(
    "INSERT INTO console.grievance_note (id, grievance_id, tenant_id, author_id, body, written_at) VALUES ($1, $2, $3, $4, $5, now())",
    [newId(), grievanceId, tenant.id, newId(), NOTED],
  );
  const { id: letterId } = await theirLetter(tenant, grievanceId, request.id);
  return { grievanceId, otherId, tenant, requestId: request.id, letterId, own, refundId: refund.id };
}

/** The complaint as a letter at the desk, beside the request that is open. */
async function theirLetter(tenant: GivenTenant, grievanceId: string | null, requestId: string | null) {
  const letter = await world.given.letter({ tenant, text: THEIRS, intent: "grievance" });
  await desk.sql(
    "UPDATE console.inbound_mail SET grievance_id = $2, request_id = $3, outcome = 'opened_case', subject = $4, tenant_id = CASE WHEN $3::uuid IS NULL THEN NULL ELSE tenant_id END WHERE id = $1",
    [letter.id, grievanceId, requestId, THEIRS],
  );
  return letter;
}

/** By the very procedures that support and officers use, where they are short; the payloads are the book's own. */
const HANDS: Record<
  string,
  { topic: "deletion" | "refund" | "other"; act: (stage: Awaited<ReturnType<typeof stageFor>>) => Promise<unknown> }
> = {
  "verified the request": {
    topic: "deletion",
    act: ({ own, requestId }) => callerOf(own, "support_lead").request.verify({ requestId: requestId as never, version: 1, seen: null }),
  },
  "was given the request": {
    topic: "deletion",
    act: ({ own, requestId }) => desk.sql("UPDATE console.deletion_request SET assignee_id = $2 WHERE id = $1", [requestId, own.id]),
  },
  "agreed to the refund": {
    topic: "refund",
    act: ({ own, tenant, refundId }) =>
      desk.sql(
        "INSERT INTO console.audit_event (type, actor_kind, actor_id, tenant_id, payload) VALUES ('refund.grant_agreed', 'operator', $1, $2, $3)",
        [own.id, tenant.id, { refundId, agreed: 1, needed: 1 }],
      ),
  },
  "placed the hold on the tenant": { topic: "other", act: placeHold },
  "placed the hold that the named request waits for": { topic: "deletion", act: placeHold },
};
function placeHold({ own, tenant }: Pick<Stage, "own" | "tenant">) {
  const reviewOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const order = { tenantId: tenant.id, authority: "A court", reference: "C-1", scope: ["everything"], reviewOn };
  return callerOf(own, "grievance_officer").hold.place(order as never);
}

/** All that a case and its tenant have, but for the book. */
async function everythingOf({ tenant, grievanceId, otherId }: Stage): Promise<string> {
  const tables = await desk.sql(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.columns
     WHERE column_name = 'tenant_id' AND table_schema IN ('console', 'platform') AND table_name <> 'audit_event' ORDER BY 1`,
  );
  const found: unknown[] = [
    await desk.sql("SELECT * FROM console.grievance_order WHERE grievance_id = ANY ($1) ORDER BY id", [[grievanceId, otherId]]),
  ];
  for (const { name } of tables)
    found.push(...(await desk.sql(`SELECT to_jsonb(t)::text FROM ${name} t WHERE tenant_id = $1 ORDER BY 1`, [tenant.id])));
  return JSON.stringify(found);
}
const refusedIn = async (stage: Stage) =>
  (await desk.eventsOf(stage.grievanceId)).filter(
    ({ type, actor_id }) => type === "grievance.refused_as_involved" && actor_id === stage.own.id,
  );

test("there are procedures, and each says here what it takes, or why it may be seen", () => {
  expect(procedures.length).toBeGreaterThan(10);
  expect(procedures.map(([path]) => path).toSorted()).toEqual([...Object.keys(INPUTS), ...Object.keys(SHOWS_NO_WORDS)].toSorted());
});

describe.each(Object.entries(HANDS))("an officer who %s", (_name, { topic, act }) => {
  let stage: Awaited<ReturnType<typeof stageFor>>;
  beforeAll(async () => {
    stage = await stageFor(topic);
    await act(stage);
  });

  const about = procedures.filter(([path]) => path in INPUTS);
  test.each(about)("is refused %s, which is written down, and nothing is changed", async (path) => {
    const [before, refusals] = [await everythingOf(stage), (await refusedIn(stage)).length];
    expect(await call(path, stage.own, INPUTS[path]?.(stage))).toEqual({ refused: "desk_involved" });
    expect(await everythingOf(stage)).toBe(before);
    expect(await refusedIn(stage)).toHaveLength(refusals + 1);
  });

  const seen = procedures.filter(([path]) => SHOWS_NO_WORDS[path]?.input);
  test.each(seen)("reads no words and no notes by %s", async (path) => {
    const met = await call(path, stage.own, SHOWS_NO_WORDS[path]?.input?.(stage));
    for (const words of [THEIRS, NOTED]) expect("answer" in met ? met.answer : "").not.toContain(words);
  });
});

describe("an officer who had no hand in it", () => {
  const about = procedures.filter(([path]) => path in INPUTS);
  test.each(about)("is not refused %s for that", async (path) => {
    const stage = await stageFor("other");
    const met = await call(path, stage.own, INPUTS[path]?.(stage));
    expect("refused" in met ? met.refused : "answered").not.toBe("desk_involved");
    expect("refused" in met ? met.refused : "answered").not.toBe("BAD_REQUEST");
    expect(await refusedIn(stage)).toEqual([]);
  });

  test("who only read a letter, or looked after other cases of that tenant, has none", async () => {
    const stage = await stageFor("other");
    const write = (type: string, payload: object) =>
      desk.sql("INSERT INTO console.audit_event (type, actor_kind, actor_id, tenant_id, payload) VALUES ($1, 'operator', $2, $3, $4)", [
        type,
        stage.own.id,
        stage.tenant.id,
        payload,
      ]);
    await write("letter.read", { letterId: newId() });
    await write("grievance.decided", { grievanceId: stage.otherId, outcome: "refused", again: false });
    expect(await call("answer.form", stage.own, { grievanceId: stage.grievanceId })).toHaveProperty("answer");
  });
});

test("whoever ended another case of that tenant does not judge a complaint about how its person was treated", async () => {
  const stage = await stageFor("other");
  const { id: grievanceId } = await desk.complaint(stage.tenant, "conduct");
  const decide = { grievanceId: stage.otherId, seenVersion: 1, outcome: "upheld", text: WORDS };
  expect(await call("answer.decide", stage.own, decide)).toHaveProperty("answer");
  expect(await call("answer.form", stage.own, { grievanceId })).toEqual({ refused: "desk_involved" });
  const another = await world.given.operator("grievance_officer");
  expect(await call("answer.form", another, { grievanceId })).toHaveProperty("answer");
});

test("a matter that was merged into a case is the case's own", async () => {
  const stage = await stageFor("deletion");
  await HANDS["verified the request"]?.act(stage);
  const { id: grievanceId } = await desk.stranger({ email: "sunita@elsewhere.example" });
  expect(await call("answer.form", stage.own, { grievanceId })).toHaveProperty("answer");
  await desk.sql(
    "UPDATE console.grievance SET state = 'closed', closed_at = now(), closed_because = 'duplicate', merged_into_id = $2 WHERE id = $1",
    [stage.otherId, grievanceId],
  );
  expect(await call("answer.form", stage.own, { grievanceId })).toEqual({ refused: "desk_involved" });
});

test("the cases merged into one count however many they are", async () => {
  const stage = await stageFor("deletion");
  await HANDS["verified the request"]?.act(stage);
  const { id: grievanceId } = await desk.stranger({ email: "sunita@elsewhere.example" });
  const merge = (id: string) =>
    desk.sql(
      "UPDATE console.grievance SET state = 'closed', closed_at = now(), closed_because = 'merged', merged_into_id = $2 WHERE id = $1",
      [id, grievanceId],
    );
  for (let n = 0; n < 25; n += 1) {
    const { id } = await desk.complaint(await world.given.tenant(), "refund");
    await merge(id);
  }
  expect(await call("answer.form", stage.own, { grievanceId })).toHaveProperty("answer");
  await merge(stage.otherId);
  expect(await call("answer.form", stage.own, { grievanceId })).toEqual({ refused: "desk_involved" });
  expect(await call("letter.open", stage.own, { letterId: stage.letterId, because: "sorting_mail" })).toEqual({ refused: "desk_involved" });
});

test("a case of a sender whom nobody proved counts as about the tenant that its letters are about", async () => {
  const [tenant, own] = [await world.given.tenant(), await world.given.operator("grievance_officer")];
  const { id: grievanceId } = await desk.stranger({ email: tenant.owner.email });
  const { id: letterId } = await theirLetter(tenant, grievanceId, null);
  const letters = await world.given.letter({ text: THEIRS, intent: "grievance" });
  await desk.sql("UPDATE console.inbound_mail SET grievance_id = $2 WHERE id = $1", [letters.id, grievanceId]);
  expect(await call("letter.open", own, { letterId, because: "sorting_mail" })).toHaveProperty("answer");
  await placeHold({ own, tenant });
  expect(await call("answer.close", own, { grievanceId, seenVersion: 1, because: "not_ours" })).toEqual({ refused: "desk_involved" });
  for (const id of [letterId, letters.id])
    expect(await call("letter.open", own, { letterId: id, because: "sorting_mail" })).toEqual({ refused: "desk_involved" });
  expect((await call("grievance.open", own, { grievanceId })) as { answer: string }).not.toHaveProperty(
    "answer",
    expect.stringContaining("Their bot"),
  );
});

describe("linking a case anew shakes off nobody's hand", () => {
  const agreedTo = async (topic: "refund" | "other") => {
    const stage = await stageFor(topic);
    await HANDS["agreed to the refund"]?.act(stage);
    return stage;
  };
  test.each([
    ["in the refund that it named", "refund", { refundId: null }],
    ["in anything of the tenant, of a case that named nothing", "other", {}],
  ] as const)("%s", async (_name, topic, cleared) => {
    const { grievanceId, own, requestId } = await agreedTo(topic);
    await linkCase(world.console, await desk.officer(), grievanceId, { requestId, ...cleared });
    expect(await call("answer.form", own, { grievanceId })).toEqual({ refused: "desk_involved" });
  });
  test("in what an officer named and took back", async () => {
    const { tenant, own, requestId, refundId } = await agreedTo("refund");
    const { id: grievanceId } = await desk.stranger({ email: "sunita@elsewhere.example" });
    const [officer, another] = [await desk.officer(), await desk.officer()];
    await linkCase(world.console, officer, grievanceId, { tenantId: tenant.id, requestId });
    expect(await call("answer.form", own, { grievanceId })).toHaveProperty("answer");
    await linkCase(world.console, officer, grievanceId, { refundId, requestId: null });
    await linkCase(world.console, another, grievanceId, { requestId, refundId: null });
    expect(await call("answer.form", own, { grievanceId })).toEqual({ refused: "desk_involved" });
  });
});

describe("what the console links by itself narrows nothing", () => {
  const twoRefunds = async () => {
    const stage = await stageFor("other");
    const later = await world.given.refund({ purchase: await world.given.purchase({ tenant: stage.tenant }) });
    const { id: grievanceId } = await desk.complaint(stage.tenant, "refund");
    const linked = (await desk.rowOf(grievanceId)).refund_id as string;
    return { ...stage, grievanceId, refundId: linked === later.id ? stage.refundId : later.id };
  };
  const twoRequests = async () => {
    const [tenant, own] = [await world.given.tenant(), await world.given.operator("grievance_officer")];
    const receivedAt = new Date(Date.now() - 72 * 3_600_000);
    const { id: requestId } = await world.given.receivedRequest({ tenant, receivedAt });
    await callerOf(own, "support_lead").request.verify({ requestId: requestId as never, version: 1, seen: null });
    await withdrawRequest(world.console, { kind: "owner", id: tenant.owner.id }, requestId, 2);
    const later = await world.given.receivedRequest({ tenant });
    const { id: grievanceId } = await desk.complaint(tenant, "deletion");
    expect(await desk.rowOf(grievanceId)).toMatchObject({ request_id: later.id });
    return { tenant, own, grievanceId };
  };

  test("to the latest refund: whoever agreed to another one of that tenant is refused", async () => {
    const stage = await twoRefunds();
    expect(await call("answer.form", stage.own, stage)).toHaveProperty("answer");
    await HANDS["agreed to the refund"]?.act(stage);
    expect(await call("answer.form", stage.own, stage)).toEqual({ refused: "desk_involved" });
    // Nor does what an officer says afterwards.
    await linkCase(world.console, await desk.officer(), stage.grievanceId, { requestId: stage.requestId });
    await linkCase(world.console, await desk.officer(), stage.grievanceId, { refundId: null });
    expect(await call("answer.form", stage.own, stage)).toEqual({ refused: "desk_involved" });
    expect(await call("answer.form", await world.given.operator("grievance_officer"), stage)).toHaveProperty("answer");
  });

  test("to the latest request: whoever verified an earlier one is refused", async () => {
    const { own, grievanceId } = await twoRequests();
    const decide = { grievanceId, seenVersion: 1, outcome: "refused", text: WORDS };
    expect(await call("answer.decide", own, decide)).toEqual({ refused: "desk_involved" });
  });
});

describe("a complaint that somebody wrote down without its tenant", () => {
  const nobody = { name: "Sunil", email: null, phone: "+91 98450 12345", postal: null };
  const takenDown = async (person: Partial<Record<keyof typeof nobody, string | null>>) => {
    const of = { formId: newId(), kind: "grievance", topic: "refund", words: THEIRS, language: "en", handedIn: "telephone" } as const;
    const agent = { kind: "operator" as const, id: (await world.given.operator("support_agent")).id };
    const { number } = await takeDown(world.console, agent, { ...of, person: { ...nobody, ...person } });
    const [row] = await desk.sql("SELECT id FROM console.grievance WHERE number = $1", [number]);
    return row.id as string;
  };
  const involved = async () => {
    const stage = await stageFor("other");
    await HANDS["agreed to the refund"]?.act(stage);
    return stage;
  };

  test("counts as about the tenant of the address given, of which nothing is shown", async () => {
    const { tenant, own } = await involved();
    const grievanceId = await takenDown({ email: tenant.owner.email.toUpperCase() });
    const close = { grievanceId, seenVersion: 1, because: "not_ours", whose: "nobodys" };
    expect(await call("answer.close", own, close)).toEqual({ refused: "desk_involved" });
    const another = await world.given.operator("grievance_officer");
    const { answer } = (await call("grievance.open", another, { grievanceId })) as { answer: string };
    expect(answer).toContain(THEIRS);
    expect(answer).not.toContain(tenant.id);
    // An officer who found another tenant, or this one with one thing of it, takes nothing of that back.
    const elsewhere = await stageFor("other");
    await linkCase(world.console, await desk.officer(), grievanceId, { tenantId: elsewhere.tenant.id, requestId: elsewhere.requestId });
    expect(await call("answer.form", own, { grievanceId })).toEqual({ refused: "desk_involved" });
  });

  test("is linked by nobody to a tenant of which they had anything in hand, and handed to somebody else instead", async () => {
    const { tenant, own, requestId } = await involved();
    const grievanceId = await takenDown({});
    const before = await everythingOf({ tenant, grievanceId, otherId: grievanceId } as Stage);
    for (const links of [{}, { requestId }])
      expect(await call("grievance.link", own, { grievanceId, tenantId: tenant.id, ...links })).toEqual({ refused: "desk_involved" });
    expect(await everythingOf({ tenant, grievanceId, otherId: grievanceId } as Stage)).toBe(before);
    expect(await refusedIn({ grievanceId, own } as Stage)).toHaveLength(2);
    const another = await world.given.operator("grievance_officer");
    expect(await call("grievance.assign", own, { grievanceId, assigneeId: another.id })).toHaveProperty("answer");
    // Nor from a tenant that somebody else found wrongly.
    const wrong = await stageFor("other");
    expect(await call("grievance.link", another, { grievanceId, tenantId: wrong.tenant.id, requestId: wrong.requestId })).toHaveProperty(
      "answer",
    );
    expect(await call("grievance.link", own, { grievanceId, tenantId: tenant.id, requestId })).toEqual({ refused: "desk_involved" });
    expect(await call("grievance.link", another, { grievanceId, tenantId: tenant.id, requestId })).toHaveProperty("answer");
  });

  test.each(["decide", "close"] as const)(
    "is nobody's to %s until they say that it is about no account of ours, or link it",
    async (act) => {
      const [grievanceId, linkedId] = [await takenDown({}), await takenDown({})];
      const own = await world.given.operator("grievance_officer");
      const told = { by: "telephone", at: new Date() };
      const input = (id: string) => ({
        ...{ grievanceId: id, seenVersion: 1, told },
        ...{ text: WORDS, ...(act === "decide" ? { outcome: "refused" } : { because: "not_ours" }) },
      });
      expect(await call(`answer.${act}`, own, input(grievanceId))).toEqual({ refused: "desk_whose" });
      expect((await call("answer.form", own, { grievanceId })) as object).toHaveProperty(
        "answer",
        expect.stringContaining('"asksWhose":true'),
      );
      expect(await call(`answer.${act}`, own, { ...input(grievanceId), whose: "nobodys" })).toHaveProperty("answer");
      const type = act === "decide" ? "grievance.decided" : "grievance.closed";
      const saidOf = async (id: string) =>
        (await desk.eventsOf(id)).filter((event) => event.type === type).map(({ payload }) => payload.whose);
      expect(await saidOf(grievanceId)).toEqual(["nobodys"]);
      await linkCase(world.console, await desk.officer(), linkedId, { tenantId: (await world.given.tenant()).id });
      expect(await call(`answer.${act}`, own, { ...input(linkedId), whose: "nobodys" })).toHaveProperty("answer");
      expect(await saidOf(linkedId), "it is somebody's").toEqual([undefined]);
    },
  );
});

describe("who reads a complaint that came by mail", () => {
  let stage: Awaited<ReturnType<typeof stageFor>>;
  beforeAll(async () => {
    stage = await stageFor("deletion");
  });

  test.each(["support_agent", "support_lead"] as const)(
    "a %s knows that the owner wrote again, and nothing that they wrote",
    async (role) => {
      const who = await world.given.operator(role);
      const as = callerOf(who, role);
      const { letters } = await as.request.detail({ requestId: stage.requestId as never });
      const [beside] = letters.filter(({ isOfDesk }) => isOfDesk);
      expect(beside).toMatchObject({ id: stage.letterId, from: null, bytes: 0, reasons: [], checks: [], withheld: true });
      const answers = asText([letters, await as.letter.list({ outcome: "all" }), await as.request.today().catch(() => null)]);
      for (const told of [THEIRS, NOTED]) expect(answers).not.toContain(told);
      const reveal = { subjectId: stage.letterId, of: "letter_sender", field: "email", because: "finding_fault" } as const;
      for (const refused of [
        () => as.letter.open({ letterId: stage.letterId, because: "deciding_request" }),
        () => as.person.reveal(reveal),
      ])
        await expect(refused()).rejects.toMatchObject({ code: "NOT_FOUND" });
    },
  );

  test("an officer who had a hand in it is shown neither its sender, nor its files, nor whose it is, which is written down", async () => {
    const { grievanceId, letterId, own, tenant } = stage;
    await placeHold(stage);
    const before = (await refusedIn(stage)).length;
    const sender = { of: "letter_sender", subjectId: letterId, field: "email", because: "answering_person" };
    expect(await call("person.reveal", own, sender)).toEqual({ refused: "desk_involved" });
    const [attachmentId, messageId] = [newId(), (await desk.wordsOf(grievanceId))[0]?.id];
    await desk.sql(
      "INSERT INTO console.grievance_attachment (id, message_id, tenant_id, file_name, media_type, bytes, sha256, created_at) VALUES ($1, $2, $3, 'a.txt', 'text/plain', 1, 'x', now())",
      [attachmentId, messageId, tenant.id],
    );
    const operator = { ...own, role: "grievance_officer", authenticatedAt: new Date(Date.now()) } as Context["operator"];
    const contextOf = async () => ({ deps: world.console, operator, member: null, callId: "call" });
    const file = await handleAttachment(new Request("http://desk.example"), { params: Promise.resolve({ id: attachmentId }) }, contextOf);
    expect(file.status).toBe(404);
    expect((await refusedIn(stage)).slice(before).map(({ payload }) => payload.act)).toEqual(["reveal_person", "read_file"]);
    const { answer } = (await call("grievance.open", own, { grievanceId })) as { answer: string };
    expect(answer).not.toContain(tenant.owner.id);
  });

  test("the queue says of whom a case is to those without a hand in it", async () => {
    const { id, number } = await desk.stranger({ email: "sunita@elsewhere.example" });
    await theirLetter(stage.tenant, id, null);
    const found = { state: "all", q: `GR-${number}` };
    expect(await call("grievance.list", await world.given.operator("grievance_officer"), found)).toHaveProperty(
      "answer",
      expect.stringContaining('"personName":"S'),
    );
    expect(await call("grievance.list", stage.own, found)).toHaveProperty("answer", expect.stringContaining('"personName":null'));
  });
});
