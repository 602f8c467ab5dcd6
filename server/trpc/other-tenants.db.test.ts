import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/server/lib/ids";
import { Forbidden } from "@/server/lib/refusal";
import { hashOfCode } from "@/server/owner/one-time-code";
import { hashOfAddress } from "@/server/owner/owner-address";
import type { SignedInMember } from "@/server/owner/read-owner";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import type { Context } from "./context";
import { callerFactory, type ProcedureMeta } from "./procedures";
import { appRouter } from "./root";

/*
 * S4: nothing about another tenant is ever reachable, whatever the input. The owner of one tenant calls every procedure of the
 * owner's pages with every id that a neighbour has, in every place where an id can stand. A new procedure fails here until
 * somebody has said what it takes.
 */

type Procedure = { _def: { type: "query" | "mutation"; meta?: ProcedureMeta; inputs: unknown[] } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).filter(([path]) =>
  path.startsWith("account."),
);

/** What each procedure with an input is called with; `id` is one of the neighbour's. */
const INPUTS: Record<string, (id: string) => object[]> = {
  "account.session.askCode": () => [{ email: neighbour.owner.email, language: "en" }],
  "account.session.askAgain": (codeId) => [{ codeId, language: "en" }],
  "account.session.signIn": (codeId) => [{ codeId, code: "000000", language: "en" }],
  "account.session.signOut": () => [{ where: "everywhere" }],
  "account.language.choose": (language) => [{ language }, { language: "hi" }],
  "account.leaving.code": () => [{ purpose: "leave" }, { purpose: "come_back" }],
  "account.leaving.sendCode": () => [{ purpose: "leave" }, { purpose: "come_back" }],
  "account.leaving.delete": (id) => [
    { code: "000000", organisation: neighbour.name },
    { code: id, organisation: id },
  ],
  "account.leaving.comeBack": (id) => [{ code: "000000" }, { code: id }],
  "account.refund.purchases": (id) => [{ cursor: null }, { cursor: { purchasedAt: FAR_AHEAD, id } }],
  "account.refund.preview": (purchaseId) => [
    { purchaseId, amount: null },
    { purchaseId, amount: "1" },
  ],
  "account.refund.ask": (purchaseId) => [{ purchaseId, amount: "1", reason: "unused_credits" }],
  "account.rights.list": (id) => [{ cursor: null }, { cursor: { at: FAR_AHEAD, id } }],
  "account.rights.detail": (grievanceId) => [{ grievanceId }],
  "account.rights.open": (text) => [{ kind: "grievance", topic: "deletion", text }],
  "account.rights.openCorrection": (to) => [{ field: "organisation_name", to, text: to }],
  "account.rights.add": (grievanceId) => [{ grievanceId, text: "Mine?" }],
  "account.consent.answer": () => [{ isGiven: true, language: "en", answeredBy: "banner" }],
  "account.consent.withdraw": () => [{ endedBy: "foot" }],
  "account.consent.count": (id) => [{ path: `/account/${id}`, use: "opened" }],
};
const FAR_AHEAD = new Date("2100-01-01T00:00:00Z");

let world: World;
let own: GivenTenant;
let neighbour: GivenTenant;
beforeAll(async () => {
  world = await testWorld();
  own = await world.given.tenant();
  neighbour = await world.given.tenant({ name: "Initech of next door" });
  await world.given.oneRowInEveryTable(own);
  await world.given.oneRowInEveryTable(neighbour);
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

/** Every table whose rows carry a tenant. */
const tables = () =>
  sql(`SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.columns
       WHERE column_name = 'tenant_id' AND table_schema IN ('console', 'platform') ORDER BY 1`);

/** All that the neighbour has, as text: what must neither change nor be shown. */
async function rowsOf(tenantId: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await tables())
    found.push(
      ...(await sql(`SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE tenant_id = $1`, [tenantId])).map(({ row }) => `${name} ${row}`),
    );
  return found.toSorted();
}
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
async function idsOf(tenantId: string): Promise<string[]> {
  const [theirs, ours] = [await rowsOf(tenantId), await rowsOf(own.id)].map((rows) => new Set(rows.join(" ").match(UUID)));
  return [...(theirs ?? [])].filter((id) => !ours?.has(id));
}

const session = (tenant: GivenTenant, role: SignedInMember["role"] = "owner"): SignedInMember => ({
  sessionId: "018f0000-0000-7000-8000-00000000000a",
  id: tenant.owner.id,
  tenantId: tenant.id,
  email: tenant.owner.email,
  name: tenant.owner.name,
  role,
  language: "en",
});
const contextOf = (member: SignedInMember | null, operator: Context["operator"] = null): Context => ({
  deps: world.console,
  operator,
  member,
  callId: "call",
});

async function call(
  path: string,
  context: Context,
  input?: unknown,
): Promise<{ answer: unknown } | { refused: string; forbidden: boolean }> {
  const procedure = path.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], callerFactory(appRouter)(context));
  try {
    return { answer: await (procedure as (input: unknown) => Promise<unknown>)(input) };
  } catch (error) {
    const { code, cause } = error as { code: string; cause?: unknown };
    if (!code || code === "INTERNAL_SERVER_ERROR") throw error;
    return { refused: code, forbidden: cause instanceof Forbidden };
  }
}

const asText = (value: unknown): string => JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? String(part) : part)) ?? "";

test("there are procedures, and each that takes an input says here what it takes", () => {
  expect(procedures.length).toBeGreaterThan(15);
  const withInput = procedures.filter(([, { _def }]) => _def.inputs.length > 0).map(([path]) => path);
  expect(Object.keys(INPUTS).toSorted()).toEqual(withInput.toSorted());
});

describe("the owner of one tenant", () => {
  test.each(procedures)(
    "%s shows nothing of the neighbour and changes nothing of it, whichever of its ids is named",
    async (path, { _def }) => {
      const before = await rowsOf(neighbour.id);
      const ids = await idsOf(neighbour.id);
      expect(ids.length).toBeGreaterThan(15);
      const inputs = _def.inputs.length > 0 ? ids.flatMap((id) => INPUTS[path]?.(id) ?? []) : [undefined];
      expect(inputs.length).toBeGreaterThan(0);
      for (const input of inputs) {
        const met = await call(path, contextOf(session(own)), input);
        const shown = "answer" in met ? asText(met.answer) : "";
        const named = new Set(Object.values((input ?? {}) as object));
        for (const id of ids) if (!named.has(id)) expect(shown.includes(id), `${path} shows ${id}`).toBe(false);
        for (const word of [neighbour.name, neighbour.owner.email]) expect(shown.includes(word), `${path} shows ${word}`).toBe(false);
      }
      // Whoever types a neighbour's address asks for a code that goes there: that is what an open door is. It shows nothing.
      if (_def.meta !== undefined && "account" in _def.meta) expect(await rowsOf(neighbour.id)).toEqual(before);
    },
  );
});

/** A good code of this very session, as a mail would have brought it. */
async function goodCode(tenant: GivenTenant, purpose: "leave" | "come_back"): Promise<string> {
  const { sessionId } = session(tenant);
  const own = [tenant.id, tenant.owner.id];
  await sql(
    `INSERT INTO console.owner_session (id, tenant_id, member_id, language, signed_in_at) VALUES ($3, $1, $2, 'en', now()) ON CONFLICT (id) DO NOTHING`,
    [...own, sessionId],
  );
  await sql("UPDATE console.owner_code SET ended_at = now(), ended_because = 'replaced' WHERE tenant_id = $1 AND ended_at IS NULL", [
    tenant.id,
  ]);
  const id = newId();
  await sql(
    `INSERT INTO console.owner_code (id, purpose, address_hash, code_sha256, tenant_id, member_id, session_id, language, created_at, expires_at)
     VALUES ($3, $4::console."OwnerCodePurpose", $5, $6, $1, $2, $7, 'en', now(), now() + interval '10 minutes')`,
    [...own, id, purpose, hashOfAddress(tenant.owner.email), hashOfCode(id, CODE), sessionId],
  );
  return CODE;
}
const CODE = "481516";

describe("the owner of one tenant, with a good code of the own session", () => {
  test("deletes the own account and asks to come back to it, and nothing else, whatever else is named", async () => {
    const mine = await world.given.tenant();
    const as = contextOf(session(mine));
    const before = await rowsOf(neighbour.id);
    const ids = await idsOf(neighbour.id);
    // What nobody asked for, in case something reads it one day.
    const named = (id: string) => ({ tenantId: neighbour.id, memberId: neighbour.owner.id, requestId: id, codeId: id, sessionId: id });
    const live = () => sql("SELECT state FROM console.deletion_request WHERE tenant_id = $1", [mine.id]);

    const other = { code: await goodCode(mine, "leave"), organisation: neighbour.name };
    expect(await call("account.leaving.delete", as, other), "a neighbour's name").toHaveProperty("refused");
    expect(await live()).toEqual([]);
    for (const id of ids)
      expect(await call("account.leaving.comeBack", as, { code: await goodCode(mine, "come_back"), ...named(id) })).toHaveProperty(
        "refused",
      );
    expect(await rowsOf(neighbour.id), "nothing to come back to").toEqual(before);

    const leaving = { code: await goodCode(mine, "leave"), organisation: mine.name, ...named(ids[0] ?? "") };
    expect(await call("account.leaving.delete", as, leaving)).toMatchObject({ answer: { outcome: "deactivated" } });
    expect(await live()).toEqual([{ state: "retained" }]);
    expect(await rowsOf(neighbour.id), "after deleting").toEqual(before);

    const back = { code: await goodCode(mine, "come_back"), ...named(ids[0] ?? "") };
    expect(await call("account.leaving.comeBack", as, back)).toHaveProperty("answer");
    expect(
      await sql("SELECT purpose FROM console.confirmation WHERE tenant_id = $1 AND is_in_person ORDER BY created_at", [mine.id]),
    ).toEqual([{ purpose: "deletion" }, { purpose: "return" }]);
    expect(await rowsOf(neighbour.id), "after coming back").toEqual(before);
  });
});

describe("the door", () => {
  const guarded = procedures.filter(([, { _def }]) => _def.meta && "account" in _def.meta);
  test("most procedures have one", () => expect(guarded.length).toBeGreaterThan(10));
  test.each(guarded)("%s turns away whoever is signed out, and staff", async (path) => {
    const staff = { ...(await world.given.operator("admin")), email: "a@callmissed.example", role: "admin" as const };
    expect(await call(path, contextOf(null))).toMatchObject({ refused: "UNAUTHORIZED" });
    expect(await call(path, contextOf(null, staff))).toMatchObject({ refused: "UNAUTHORIZED" });
  });
  const owners = guarded.filter(([, { _def }]) => _def.meta && "account" in _def.meta && _def.meta.account === "owner");
  test.each(owners)("%s turns away everybody of the team but the owner", async (path) => {
    for (const role of ["admin", "agent"] as const)
      expect(await call(path, contextOf(session(own, role)))).toMatchObject({ refused: "FORBIDDEN", forbidden: true });
  });
});
