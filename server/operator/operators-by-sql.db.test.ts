import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOwnerDb, sqlState } from "@/server/lib/db";
import type { OperatorRole } from "@/server/testing/cast";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { admitOperator } from "./admit-operator";
import { makeFirstOperator } from "./make-first-operator";
import { may, ROLES } from "./permissions";

type Person = { id: string; role: OperatorRole };
let world: World;
let admin: Person;
let officer: Person;
beforeAll(async () => {
  world = await testWorld();
  [admin, officer] = [await person("admin"), await person("grievance_officer")];
});
afterAll(() => world.end());

const person = async (role: OperatorRole): Promise<Person> => world.given.operator(role);
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const asConsole = (text: string, ...values: unknown[]) => world.console.db.$executeRawUnsafe(text, ...values);
const PROVIDER_SAYS_NOTHING = { isVerifiedUnsaid: true };
const address = () => `${randomUUID()}@callmissed.example`;

describe("whoever holds the console's database password", () => {
  const refused = async (text: string, ...values: unknown[]) => {
    const error = await asConsole(text, ...values).catch((cause: unknown) => cause);
    expect(["CM004", "CM007", "42501"], `${text}: ${error}`).toContain(sqlState(error));
  };
  /** A change with an approval as the console could write them; `agreed` by whom. */
  async function forged(over: { maker?: Person; checker?: Person; operatorId?: string; from?: string | null; to?: string } = {}) {
    const { maker = admin, checker, operatorId = randomUUID(), from = null, to = "admin" } = over;
    const id = randomUUID();
    const isInvitation = from === null;
    await asConsole(
      `INSERT INTO console.operator_change (id, operator_id, is_invitation, email, name, from_role, to_role, asked_by, asked_at)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6::console."OperatorRole", $7::console."OperatorRole", $8::uuid, now())`,
      ...[
        id,
        operatorId,
        isInvitation,
        isInvitation ? `${id}@callmissed.example` : null,
        isInvitation ? "Friend" : null,
        from,
        to,
        maker.id,
      ],
    );
    const approval = randomUUID();
    await asConsole(
      `INSERT INTO console.approval (id, kind, subject_id, facts_sha256, maker_id, created_at, expires_at)
       VALUES ($1::uuid, 'change_operator', $2::uuid, 'x', $3::uuid, now(), now() + interval '1 hour')`,
      ...[approval, id, maker.id],
    );
    if (checker) {
      await asConsole("INSERT INTO console.approval_agreement VALUES ($1::uuid, $2::uuid, now())", approval, checker.id);
      await asConsole(
        "UPDATE console.approval SET checker_id = $2::uuid, agreed_at = now(), ended_at = now(), ended_because = 'agreed' WHERE id = $1::uuid",
        ...[approval, checker.id],
      );
    }
    return { id, operatorId, email: `${id}@callmissed.example` };
  }
  const INSERT = `INSERT INTO console.operator (id, email, name, role) VALUES ($1::uuid, $2, $3, $4::console."OperatorRole")`;

  test("invents no colleague: not alone, not with an agreement that is missing, of the wrong people, or to something else", async () => {
    await refused(INSERT, randomUUID(), address(), "Friend", "support_agent");
    const asked = await forged();
    await refused(INSERT, asked.operatorId, asked.email, "Friend", "admin");
    await expect(forged({ maker: await person("support_lead"), checker: officer })).rejects.toThrow(
      "only somebody who works here, and may",
    );
    await expect(forged({ checker: await person("support_lead") })).rejects.toThrow("only somebody who works here, and may");
    const agreed = await forged({ checker: officer });
    await refused(INSERT, agreed.operatorId, address(), "Friend", "admin");
    await refused(INSERT, agreed.operatorId, agreed.email, "Another", "admin");
    await refused(INSERT, agreed.operatorId, agreed.email, "Friend", "support_lead");
    await refused(INSERT, randomUUID(), agreed.email, "Friend", "admin");
    await refused(
      `INSERT INTO console.operator (id, email, name, role, subject) VALUES ($1::uuid, $2, 'Friend', 'admin', 'mine')`,
      ...[agreed.operatorId, agreed.email],
    );
    await asConsole(INSERT, agreed.operatorId, agreed.email, "Friend", "admin");
  });
  test("gives nobody another role or access again, and no agreement twice", async () => {
    const agent = await person("support_agent");
    const setRole = `UPDATE console.operator SET role = $2::console."OperatorRole" WHERE id = $1::uuid`;
    await refused(setRole, agent.id, "admin");
    const own = await forged({ operatorId: officer.id, from: "grievance_officer", to: "admin", checker: officer });
    await refused(setRole, own.operatorId, "admin");
    await forged({ operatorId: agent.id, from: "support_agent", to: "support_lead", checker: officer });
    await asConsole(setRole, agent.id, "support_lead");
    await sql("UPDATE console.operator SET role = 'support_agent' WHERE id = $1", [agent.id]);
    await refused(setRole, agent.id, "support_lead");
    await asConsole("UPDATE console.operator SET ended_at = now() WHERE id = $1::uuid", agent.id);
    await refused("UPDATE console.operator SET ended_at = NULL WHERE id = $1::uuid", agent.id);
  });
  test("moves nobody's account to another person, and no invitation to another address", async () => {
    const agent = await person("support_agent");
    await refused("UPDATE console.operator SET subject = 'mine' WHERE id = $1::uuid", agent.id);
    await refused("UPDATE console.operator SET subject = NULL WHERE id = $1::uuid", agent.id);
    const { operatorId, email } = await forged({ checker: officer });
    await asConsole(INSERT, operatorId, email, "Friend", "admin");
    await refused("UPDATE console.operator SET email = 'mine@elsewhere.example' WHERE id = $1::uuid", operatorId);
  });
  test("changes no change: neither what was asked, nor that it was applied, nor how it ended", async () => {
    const { id } = await forged();
    await refused("UPDATE console.operator_change SET to_role = 'auditor' WHERE id = $1::uuid", id);
    await refused("UPDATE console.operator_change SET applied_at = now() WHERE id = $1::uuid", id);
    await refused("DELETE FROM console.operator_change WHERE id = $1::uuid", id);
    await asConsole("UPDATE console.operator_change SET ended_at = now(), ended_because = 'withdrawn' WHERE id = $1::uuid", id);
    await refused("UPDATE console.operator_change SET ended_at = NULL, ended_because = NULL WHERE id = $1::uuid", id);
  });
});

test("the database and the table of permissions name the same people for asking and agreeing", async () => {
  const named = async (act: string) => (await sql("SELECT console.operator_roles($1) AS roles", [act]))[0]?.roles.toSorted();
  expect(await named("ask")).toEqual(ROLES.filter((role) => may(role, "operator:manage")).toSorted());
  expect(await named("agree")).toEqual(ROLES.filter((role) => may(role, "operator:agree")).toSorted());
});

test("the first admin and officer are made by the owner's login only, again while nobody has signed in, and never after", async () => {
  const empty = await testWorld();
  const owner = openOwnerDb(empty.database.url);
  const make = (over: Partial<Parameters<typeof makeFirstOperator>[1]> = {}, deps = { ...empty.console, db: owner }) =>
    makeFirstOperator(deps, { email: "kavya@callmissed.example", name: "Kavya Iyer", role: "admin", ...over });
  try {
    expect(await outcomeOf(make({}, empty.console))).toEqual({ refused: "operators_are_the_owners" });
    await make({ email: "kavia@callmissed.example" });
    const { operatorId } = await make();
    await make();
    expect(
      await admitOperator(empty.console, { sub: "typo", email: "kavia@callmissed.example", name: "Kavia" }, PROVIDER_SAYS_NOTHING),
    ).toBeNull();
    expect(
      await admitOperator(empty.console, { sub: "kavya", email: "Kavya@callmissed.example", name: "Kavya Iyer" }, PROVIDER_SAYS_NOTHING),
    ).toMatchObject({
      id: operatorId,
    });
    expect(await outcomeOf(make({ email: "second@callmissed.example" }))).toEqual({ refused: "somebody_signed_in" });
    await make({ email: "farah@callmissed.example", name: "Farah Siddiqui", role: "grievance_officer" });
  } finally {
    await owner.$disconnect();
    await empty.end();
  }
});
