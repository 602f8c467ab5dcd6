// long: one list of everything that answers with data; split, a new way of answering could be forgotten.
import { readdirSync, readFileSync } from "node:fs";
import type { inferRouterOutputs } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handleTrailExport } from "@/server/audit/handle-trail-export";
import { handleRegister } from "@/server/grievance/handle-register";
import { may, type Permission, ROLES } from "@/server/operator/permissions";
import { handleCreditNoteExport } from "@/server/refund/handle-credit-note-export";
import { callerAs, type Ids, OWNER, peopleToHide } from "@/server/testing/people-to-hide";
import { testWorld, type World } from "@/server/testing/world";
import type { ContextOf } from "./answer-file";
import type { ProcedureMeta } from "./procedures";
import { appRouter } from "./root";

type Procedure = { _def: { type: "query" | "mutation"; inputs: unknown[]; meta?: ProcedureMeta } };

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).flatMap(([path, { _def }]) =>
  _def.meta && "permission" in _def.meta
    ? [{ path, type: _def.type, permission: _def.meta.permission, takesInput: _def.inputs.length > 0 }]
    : [],
);
const queries = procedures.filter(({ type }) => type === "query");
const mutations = procedures.filter(({ type }) => type === "mutation");

/** What every query of the console is asked, each input once. A query that takes one and has none here fails. */
const INPUTS: Record<string, (ids: Ids) => unknown[]> = {
  "request.list": ({ address }) => [{ filter: {} }, { filter: { q: address } }, { filter: { state: ["received", "rejected"] } }],
  "request.detail": ({ requestId }) => [{ requestId }],
  "letter.list": () => ["all", "queued", "refunds", "unmatched", "set_aside"].map((outcome) => ({ outcome })),
  "hold.list": () => ["open", "to_agree", "ended"].map((view) => ({ view })),
  "hold.detail": ({ holdId }) => [{ holdId }],
  "hold.ofTenant": ({ tenantId }) => [{ tenantId }],
  "tenant.list": ({ address }) => [{ q: "" }, { q: address }],
  "tenant.detail": ({ tenantId }) => [{ tenantId }],
  "signal.endpoint": ({ endpointId }) => [{ endpointId }],
  "signal.deliveries": () => [{ endpointId: null }],
  "purge.certificateOf": ({ requestId }) => [{ requestId }],
  "refund.list": () => ["to_decide", "to_approve", "at_gateway", "needs_person", "done"].map((view) => ({ view })),
  "refund.find": ({ address }) => [{ q: address }],
  "refund.detail": ({ refundId }) => [{ refundId }],
  "refund.ofTenant": ({ tenantId }) => [{ tenantId }],
  "refund.preview": ({ tenantId, purchaseId }) => [{ tenantId, purchaseId, amountPaise: "11800" }],
  "refund.creditNotes": () => [{ financialYear: null, q: "" }],
  "refund.creditNoteTotals": () => [{ financialYear: "2026-27" }],
  "audit.search": ({ address }) => [{ filter: { q: "" } }, { filter: { q: "orchid" } }, { filter: { q: address } }],
  "grievance.list": ({ address }) => [
    ...["open", "answered", "closed", "all"].map((state) => ({ state })),
    { state: "all", q: address.slice(0, 60) },
  ],
  "register.page": () => [{}],
  "register.charts": () => [{}],
  "order.list": () => ["waiting", "mine", "open", "ended"].map((view) => ({ view })),
  "order.detail": ({ orderId }) => [{ orderId }],
  "order.about": ({ tenantId, requestId, refundId }) => [{ tenantId }, { requestId }, { refundId }],
  "order.ofCase": ({ grievanceId }) => [{ grievanceId }],
  "answer.form": ({ grievanceId }) => [{ grievanceId }],
  "answer.sending": ({ grievanceId }) => [{ grievanceId }],
  "approval.list": () => ["waiting", "mine", "history"].map((view) => ({ view })),
  "approval.detail": ({ approvalIds }) => approvalIds.map((approvalId) => ({ approvalId })),
  "operator.list": () => [{}],
  "operator.detail": ({ operatorId }) => [{ operatorId }],
};

/*
 * Mutations whose answers have nothing in them but ids, numbers, counts, instants and yes or no; the compiler sees to it that it is so.
 */
type Outputs = inferRouterOutputs<typeof appRouter>;
type IsPlain<Key, Value> = Key extends "id" | `${string}Id` ? true : Value extends number | boolean | bigint | Date | null ? true : false;
type Says<Answer> = Answer extends object
  ? { [Key in keyof Answer]: IsPlain<Key, Answer[Key]> }[keyof Answer]
  : Answer extends void
    ? true
    : false;
type PlainIn<Room extends keyof Outputs> = Room extends keyof Outputs
  ? { [Act in keyof Outputs[Room] & string]: false extends Says<Outputs[Room][Act]> ? never : `${Room}.${Act}` }[keyof Outputs[Room] &
      string]
  : never;
const PLAIN = [
  ...(["request.assign", "request.lodge", "request.lodgeReturn", "request.sendCode", "request.propose", "request.verify"] as const),
  ...([
    "request.compareAgain",
    "request.deactivate",
    "request.reactivate",
    "operator.invite",
    "operator.askRole",
    "operator.agree",
  ] as const),
  ...(["operator.decline", "operator.withdraw", "operator.endSessions", "operator.endOtherSessions", "operator.endAccess"] as const),
  ...(["approval.decline", "hold.place", "hold.agree", "hold.decline", "hold.review", "hold.askRelease", "hold.release"] as const),
  ...(["signal.disable", "signal.enable", "signal.replay", "signal.askReplay", "signal.declineReplay", "signal.agreeToReplay"] as const),
  ...(["purge.stopPurges", "purge.askResume", "purge.declineResume", "purge.letPurgesRun", "purge.retry"] as const),
  ...(["refund.lodge", "refund.edit", "refund.propose", "refund.agree", "refund.refuse", "refund.decline", "refund.askNow"] as const),
  ...(["refund.tryAgain", "refund.endTrouble", "refund.settleDifference", "grievance.takeDown", "grievance.acknowledge"] as const),
  ...(["grievance.assign", "grievance.link", "grievance.note", "grievance.merge", "grievance.reopen"] as const),
  ...(["order.give", "order.lift", "order.renew", "order.take", "order.finish", "order.decline"] as const),
  ...([
    "answer.decide",
    "answer.write",
    "answer.close",
    "answer.correct",
    "answer.endConsent",
    "answer.openEndUser",
    "answer.route",
    "answer.tellAsked",
    "answer.agreeToAddress",
  ] as const),
] satisfies PlainIn<keyof Outputs>[];

/** Mutations that answer with words, and what each is asked with, by every role that may. */
const TELLING: Record<string, () => Promise<unknown[]>> = {
  "request.reject": async () => [{ ...(await received()), because: "not_the_owner" }],
  "request.withdraw": async () => [await received()],
  "answer.preview": async () => [
    { grievanceId: ids.complaintId, unsent: { act: "write", text: "We have read what you wrote to us." } },
    { grievanceId: ids.complaintId, unsent: { act: "decide", outcome: "refused", text: "We have read what you wrote to us." } },
    { grievanceId: ids.complaintId, unsent: { act: "close", because: "not_ours" } },
  ],
};
/** Those that are asked for in order to read somebody's words or one value: what stands in the book each time it is answered. */
const READING: Record<string, { event: string; input: () => unknown | Promise<unknown> }> = {
  "letter.open": { event: "letter.read", input: () => ({ letterId: ids.letterIds[0], because: "sorting_mail" }) },
  "grievance.open": { event: "grievance.read", input: () => ({ grievanceId: ids.complaintId }) },
  "person.reveal": {
    event: "person.revealed",
    input: () => ({ of: "tenant_owner", subjectId: ids.tenantId, field: "email", because: "finding_fault" }),
  },
  "answer.revealAddresses": {
    event: "person.revealed",
    input: async () => {
      const question = await world.console.db.approval.findFirstOrThrow({ where: { kind: "correct_address" } });
      return { grievanceId: question.subjectId, seen: question.factsSha256 };
    },
  },
};
const OF_NOBODY: Record<string, string> = {
  "signal.add": "the endpoint's id and its secret, once: ours and the platform's, no person's",
  "signal.renewSecret": "the same secret made new",
  "grievance.letterFiles": "what the files of a letter are called, in a case that was opened to be read (grievance.read)",
  "signal.test": "the code of the failure, from our own list",
};

const received = async () => {
  const tenant = await world.given.tenant({ owner: { name: OWNER.name, email: `zephyrine.${crypto.randomUUID()}@looms.example` } });
  people.push(tenant.owner.email);
  const { id, version } = await world.given.receivedRequest({ tenant });
  return { requestId: id, version };
};

let world: World;
let ids: Ids;
/** Every address, name and telephone number of a person in the database, read from the database itself. */
let people: string[];

beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
  ({ ids, people } = await peopleToHide(world));
});
afterAll(() => world.end());

/** All that an answer says, as one text. */
const textOf = (answer: unknown): string =>
  JSON.stringify(answer, (_name, value) => (typeof value === "bigint" ? String(value) : value)) ?? "";
/** A number is the same however it is written: its digits are looked for in the text without what may stand between digits. */
const TELEPHONE = /^\+?[\d\s().-]{9,}$/;
function shownIn(answer: string): string[] {
  const text = answer.toLowerCase();
  const run = text.replace(/(?<=\d)[\s().-]+(?=\d)/g, "");
  return people.filter((word) =>
    TELEPHONE.test(word) ? run.includes(word.replace(/\D/g, "").slice(-10)) : text.includes(word.toLowerCase()),
  );
}

type Caller = Awaited<ReturnType<typeof callerAs>>;
const callOf = (caller: Caller, path: string) =>
  path.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], caller.as) as (input: unknown) => Promise<unknown>;
const rolesFor = (permission: Permission) => ROLES.filter((role) => may(role, permission));

test("there are people to be hidden, and queries to be asked", () => {
  expect(people).toContain("zephyrine.quillfeather@looms.example");
  expect(people).toContain("+919812345678");
  expect(people).toContain("Araminta Fennimore");
  expect(queries.length).toBeGreaterThan(25);
});

test("every query that takes an input is asked here, and no other", () => {
  expect(Object.keys(INPUTS).toSorted()).toEqual(
    queries
      .filter(({ takesInput }) => takesInput)
      .map(({ path }) => path)
      .toSorted(),
  );
});

describe("no query shows a person to anybody", () => {
  test.each(queries)("$path", async ({ path, permission }) => {
    const shown: string[] = [];
    let answered = 0;
    for (const role of rolesFor(permission)) {
      const call = callOf(await callerAs(world, role), path);
      for (const input of INPUTS[path]?.(ids) ?? [undefined]) {
        shown.push(...shownIn(textOf(await call(input))).map((word) => `${role}: ${word}`));
        answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(0);
    expect(shown).toEqual([]);
  });
});

test("every mutation is one that answers with nothing of anybody, is asked here, or is a reading that is written down", () => {
  const known = [...PLAIN, ...Object.keys(TELLING), ...Object.keys(READING), ...Object.keys(OF_NOBODY)];
  expect(known.toSorted()).toEqual(mutations.map(({ path }) => path).toSorted());
});

describe("no mutation shows a person unasked", () => {
  test.each(mutations.filter(({ path }) => path in TELLING))("$path", async ({ path, permission }) => {
    for (const role of rolesFor(permission)) {
      const call = callOf(await callerAs(world, role), path);
      for (const input of (await TELLING[path]?.()) ?? []) {
        const answer = textOf(await call(input));
        expect(answer.length).toBeGreaterThan(2);
        expect(shownIn(answer), role).toEqual([]);
      }
    }
  });
});

describe("what is asked for to be read stands in the book", () => {
  test.each(mutations.filter(({ path }) => path in READING))("$path", async ({ path, permission }) => {
    const { event, input } = READING[path] ?? { event: "", input: () => null };
    for (const role of rolesFor(permission)) {
      const caller = await callerAs(world, role);
      await callOf(caller, path)(await input());
      const events = await world.console.db.auditEvent.findMany({ where: { actorId: caller.operator.id }, select: { type: true } });
      expect(events.map(({ type }) => type)).toContain(event);
    }
  });
});

/** What is handed out under /api: asked here, or why it shows staff nobody. */
type Handler = (request: Request, context: unknown, contextOf: ContextOf) => Promise<Response>;
const ROUTES: Record<string, string | { handler: Handler; permission: Permission; asked: string[] }> = {
  "audit/export": { handler: handleTrailExport, permission: "audit:export", asked: ["format=jsonl", "format=csv"] },
  "credit-notes/export": { handler: handleCreditNoteExport, permission: "refund:export", asked: ["year=2026-27", "month=2026-11"] },
  "grievances/register": {
    handler: handleRegister,
    permission: "register:export",
    asked: ["format=csv&from=2026-01-01&to=2026-12-31"],
  },
  "audit/check": "positions, hashes and a verdict",
  "credit-notes/[id]": "the document itself, to an organisation; who read which stands in the book (credit_note.read)",
  "grievances/files": "what an officer hands in",
  "grievances/letters/[id]/[letterId]/[place]": "a file as the person sent it; who read which stands in the book (letter.read)",
  "grievances/files/[id]": "a file as the person sent it; who read which stands in the book (grievance.file_read)",
  "account/exports/[id]": "an owner's own archive",
  "account/grievances": "what an owner sends",
  "account/grievances/files/[id]": "an owner's own file",
  "auth/[...nextauth]": "sessions of our own staff",
  "certificates/[id]/[ending]": "the proof of an erasure, which names nobody",
  "gate/v1/check": "asked by the platform: yes or no",
  "gateways/cashfree": "what a gateway tells us",
  "gateways/razorpay": "what a gateway tells us",
  health: "whether the parts are up",
  keys: "public keys",
  metrics: "counts",
  "trpc/[trpc]": "the procedures above",
};

test("every route is asked here, or it is said why not", () => {
  const routes = readdirSync("app/api", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("/route.ts"));
  expect(Object.keys(ROUTES).toSorted()).toEqual(routes.map((file) => file.replace(/\/route\.ts$/, "")).toSorted());
});

describe("no file that staff take along shows a person", () => {
  test.each(Object.entries(ROUTES).flatMap(([path, route]) => (typeof route === "string" ? [] : [{ path, ...route }])))(
    "$path",
    async ({ path, handler, permission, asked }) => {
      for (const role of rolesFor(permission))
        for (const words of asked) {
          const { operator } = await callerAs(world, role);
          const contextOf = async () => ({ deps: world.console, operator, member: null, callId: "call" });
          const response = await handler(new Request(`http://x/api/${path}?${words}`), undefined, contextOf as ContextOf);
          expect(response.status, words).toBe(200);
          expect(shownIn(await response.text()), `${role}: ${words}`).toEqual([]);
        }
    },
  );
});

test("a refusal carries numbers, states and ids: every fact that one is thrown with is known here by its name", () => {
  const FACTS = ["refund", "order", "most", "mostOfCase", "least", "length", "days", "hours", "minutes", "state", "table"];
  const sources = readdirSync("server", { recursive: true, encoding: "utf8" }).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const facts = sources.flatMap((file) =>
    [...readFileSync(`server/${file}`, "utf8").matchAll(/new Refusal\([^,()]+(?:\.[a-z]+)?,\s*(\{[^}]*\}|[^\s)]+)/g)].map(
      ([, given = ""]) => given,
    ),
  );
  expect(facts.length).toBeGreaterThan(20);
  const names = facts.flatMap((given) =>
    given.startsWith("{") ? [...given.matchAll(/(?:^\{|,)\s*(\w+)(?=\s*[:,}])/g)].map(([, name]) => name) : [given],
  );
  expect(names.filter((name) => !FACTS.includes(name ?? ""))).toEqual([]);
});

describe("a search does not spell out what is masked", () => {
  const tenantsBy = async (caller: Caller, q: string) => (await caller.as.tenant.list({ q })).items;

  test("whoever may reveal finds a tenant by its owner's whole address, masked; whoever may not finds nothing by it", async () => {
    for (const role of ROLES) {
      const found = await tenantsBy(await callerAs(world, role), ids.address.toUpperCase());
      expect(
        found.map(({ ownerEmail }) => ownerEmail),
        role,
      ).toEqual(may(role, "person:reveal") ? ["z•••@looms.example"] : []);
    }
  });

  test("no part of an address finds anybody, in any list", async () => {
    const agent = await callerAs(world, "support_agent");
    const [name = "", domain = ""] = ids.address.split("@");
    const beginnings = Array.from({ length: ids.address.length - 1 }, (_, end) => ids.address.slice(0, end + 1));
    const parts = [
      ...beginnings,
      `${name.slice(-5)}@${domain}`,
      `@${domain.slice(0, -1)}`,
      domain.slice(0, -1),
      "%@looms.example",
      "_ephyrine.quillfeather@looms.example",
    ];
    for (const q of parts) {
      const found = [
        await tenantsBy(agent, q),
        (await agent.as.request.list({ filter: { q } })).items,
        (await agent.as.refund.find({ q })).items,
      ];
      expect(
        found.flat().filter((one) => textOf(one).includes("Orchid Looms")),
        q,
      ).toEqual([]);
    }
  });

  test("a whole domain, which is not masked, finds whoever is there", async () => {
    const agent = await callerAs(world, "support_agent");
    expect((await tenantsBy(agent, "@looms.example")).map(({ name }) => name)).toContain("Orchid Looms");
    expect((await tenantsBy(await callerAs(world, "auditor"), "@looms.example")).map(({ name }) => name)).not.toContain("Orchid Looms");
  });
});
