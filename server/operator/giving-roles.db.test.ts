import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareNotice } from "@/server/notice/prepare-notice";
import type { OperatorRole } from "@/server/testing/cast";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import type { Context } from "@/server/trpc/context";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const now = () => world.console.clock.now(world.console.db);
/** Somebody at the door of the console, who showed who they are that many minutes ago; null: the provider does not say. */
async function atTheDoor(role: OperatorRole, minutesAgo: number | null = 0) {
  const operator = await world.given.operator(role);
  const authenticatedAt = minutesAgo === null ? null : new Date((await now()).getTime() - minutesAgo * 60_000);
  const context: Context = {
    deps: world.console,
    operator: { ...operator, authenticatedAt, sessionId: randomUUID() },
    member: null,
    callId: "call",
  };
  return { id: operator.id, call: callerFactory(appRouter)(context).operator };
}
/** What a call came to, by the refusal that stands behind it. */
const met = (call: Promise<unknown>) =>
  outcomeOf(
    call.catch((error: { cause?: unknown }) => {
      throw error.cause ?? error;
    }),
  );
const invitation = () => ({ email: `${randomUUID()}@callmissed.example`, name: "Nisha Verma", role: "support_agent" as const });
async function invited() {
  const [admin, officer] = [await atTheDoor("admin"), await atTheDoor("grievance_officer")];
  const { changeId, operatorId } = await admin.call.invite(invitation());
  const { change } = await officer.call.detail({ operatorId });
  return { admin, officer, changeId, operatorId, seen: change?.seen ?? "" };
}

test("giving takes a fresh sign-in of both, ending access as well; what only takes away sessions or a wish does not", async () => {
  const { id: colleague } = await atTheDoor("support_agent");
  for (const minutesAgo of [16, null]) {
    const admin = await atTheDoor("admin", minutesAgo);
    const officer = await atTheDoor("grievance_officer", minutesAgo);
    const { changeId, seen } = await invited();
    const again = { refused: "sign_in_again" };
    expect(await met(admin.call.invite(invitation()))).toEqual(again);
    expect(await met(admin.call.askRole({ operatorId: colleague, role: "support_lead" }))).toEqual(again);
    expect(await met(admin.call.endAccess({ operatorId: colleague }))).toEqual(again);
    expect(await met(officer.call.agree({ changeId, seen }))).toEqual(again);
    expect(await met(admin.call.endSessions({ operatorId: colleague }))).toEqual({ refused: "no_sessions" });
    expect(await met(officer.call.decline({ changeId }))).toMatchObject({ value: undefined });
  }
});

test("who asks about themselves is not told by which session they are known", async () => {
  const { call } = await atTheDoor("auditor");
  expect(await call.me()).not.toHaveProperty("sessionId");
});

test("the mail names the role in words and the person by name, in both languages, and is not sent once access has ended", async () => {
  const { officer, admin, changeId, operatorId, seen } = await invited();
  await officer.call.agree({ changeId, seen });
  const notice = await world.console.db.notice.findFirstOrThrow({ where: { kind: "operator_invited", subjectId: changeId } });
  const written = async (language: string) => {
    const mail = await prepareNotice(world.console, { ...notice, language });
    return mail === "void" ? mail : mail.text;
  };
  expect(await written("en")).toMatch(/Nisha Verma[\s\S]*the role "support agent"[\s\S]*\/console/);
  expect(await written("hi")).toContain("सहायता एजेंट");
  await admin.call.endAccess({ operatorId });
  expect(await written("en")).toBe("void");
});
