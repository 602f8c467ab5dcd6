import { describe, expect, test } from "vitest";
import { Forbidden } from "@/server/lib/refusal";
import { may, PERMISSIONS, type Permission, ROLES } from "@/server/operator/permissions";
import type { Context } from "./context";
import { callerFactory, type ProcedureMeta } from "./procedures";
import { appRouter } from "./root";

type Procedure = { _def: { type: "query" | "mutation"; meta?: ProcedureMeta } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

/** A database that must never be reached: whoever is not allowed is turned away at the door. */
const unreachable = new Proxy({}, { get: () => () => Promise.reject(new Error("the database was reached")) }) as Context["deps"]["db"];
const contextFor = (role: (typeof ROLES)[number] | null): Context => ({
  deps: { db: unreachable, clock: { now: () => Promise.reject(new Error("the clock was reached")) } },
  operator: role && { id: "018f0000-0000-7000-8000-000000000001", name: "Somebody", email: "somebody@callmissed.example", role },
  member: null,
  callId: "call",
});

async function outcome(path: string, role: (typeof ROLES)[number] | null): Promise<string> {
  const call = path
    .split(".")
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], callerFactory(appRouter)(contextFor(role)));
  try {
    await (call as (input: unknown) => Promise<unknown>)(undefined);
    return "answered";
  } catch (error) {
    const { code, cause } = error as { code: string; cause?: unknown };
    return cause instanceof Forbidden ? "forbidden" : code;
  }
}

test("the router that is walked has procedures", () => expect(procedures.length).toBeGreaterThan(15));

describe("every procedure says who may call it", () => {
  test.each(procedures)("%s", (_path, procedure) => {
    const meta = procedure._def.meta;
    if (meta && "account" in meta) expect(["owner", "member"]).toContain(meta.account);
    else if (meta && "open" in meta) expect(meta.open.length).toBeGreaterThan(20);
    else expect(Object.keys(PERMISSIONS)).toContain(meta?.permission);
  });
});

describe("the door, tried by every role", () => {
  const guarded = procedures.flatMap(([path, procedure]) => {
    const meta = procedure._def.meta;
    return meta && "permission" in meta ? [{ path, permission: meta.permission }] : [];
  });
  test("there are guarded procedures to try", () => expect(guarded.length).toBeGreaterThan(15));
  test.each(guarded)("$path turns away whoever is signed out", async ({ path }) => expect(await outcome(path, null)).toBe("UNAUTHORIZED"));
  test.each(guarded)("$path turns away every role without $permission, and no other", async ({ path, permission }) => {
    for (const role of ROLES) {
      const met = await outcome(path, role);
      if (may(role, permission)) expect(met, role).not.toBe("forbidden");
      else expect(met, role).toBe("forbidden");
    }
  });
});

test("an auditor acts on nothing and takes the books along, and an admin decides nothing about tenants but where a second person is needed for a hold or an address", () => {
  const acts = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => !permission.endsWith(":read"));
  const heldBy = (role: "auditor" | "admin") => acts.filter((permission) => may(role, permission)).sort();
  // What is taken along to be checked: readings, and themselves written down (A1, G5, R6).
  expect(heldBy("auditor")).toEqual(["audit:export", "refund:export", "register:export"]);
  // The machinery (stopping all purges, letting them run, trying again what broke, where signals go), and being one of the two people of a hold.
  const machinery = ["purge:retry", "purge:stop", "purge:resume", "purge:agree_resume", "signal:manage", "signal:replay", "signal:agree"];
  const people = ["operator:manage", "operator:agree"];
  expect(heldBy("admin")).toEqual([...machinery, ...people, "grievance:agree", "hold:agree", "hold:ask_release", "hold:release"].sort());
});
test("money is moved by support, agreed to by whoever answers for people, and never by who watches or who runs the machines", () => {
  const heldBy = (role: (typeof ROLES)[number]) =>
    (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => permission.startsWith("refund:") && may(role, permission)).sort();
  expect(heldBy("support_agent")).toEqual(["refund:agree", "refund:decide", "refund:follow_up", "refund:lodge", "refund:read"]);
  expect(heldBy("support_lead")).toEqual([...heldBy("support_agent"), "refund:export", "refund:reconcile"].sort());
  expect(heldBy("grievance_officer")).toEqual(["refund:agree", "refund:read"]);
  expect(heldBy("auditor")).toEqual(["refund:export", "refund:read"]);
  expect(heldBy("admin")).toEqual(["refund:read"]);
});
