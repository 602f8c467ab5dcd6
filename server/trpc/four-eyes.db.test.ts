// long: one list of what takes two people; split by kind it would repeat the walk.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApprovalKind } from "@/prisma/generated/enums";
import { REFUSALS } from "@/server/approval/refusals";
import { proposeAct } from "@/server/deletion/propose-act";
import { addToGrievance } from "@/server/grievance/add-to-grievance";
import { askRelease } from "@/server/legal-hold/ask-release";
import { databaseClock } from "@/server/lib/clock";
import { sqlState } from "@/server/lib/db";
import { endAccess } from "@/server/operator/end-access";
import { AGREE_PERMISSIONS, ASK_PERMISSIONS, may, ROLES, type Role } from "@/server/operator/permissions";
import { writeSignal } from "@/server/signal/write-signal";
import { answersDesk } from "@/server/testing/answers-desk";
import type { CastOperator } from "@/server/testing/cast";
import { metBy, ONE_CHECKER, TWO_CHECKERS } from "@/server/testing/refund-desk";
import { testWorld, type World } from "@/server/testing/world";
import { callerFactory, type ProcedureMeta } from "./procedures";
import { appRouter } from "./root";

/*
 * A3, walked: everything that is the second person's word, tried by the maker, by a maker who is admin, by a word used already, for
 * something else than was shown, after 48 hours, after whoever asked has left, and by SQL as the console's own role. Refused each time,
 * with nothing changed, and in the book. A kind of approval, or a procedure that agrees to one, that is not in the table fails.
 */

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
/** Past every guard, as only the owner of the tables could. */
const past = (text: string) => sql(`SET session_replication_role = replica; ${text}; SET session_replication_role = origin`);
const asConsole = (text: string, ...values: unknown[]) => world.console.db.$executeRawUnsafe(text, ...values);
const as = (who: CastOperator, now: Date, role: Role = who.role, authenticatedAt: Date | null = now) =>
  callerFactory(appRouter)({
    deps: world.console,
    operator: { ...who, role, authenticatedAt },
    member: null,
    callId: "call",
  } as Parameters<ReturnType<typeof callerFactory<typeof appRouter._def.record>>>[0]);
type Caller = ReturnType<typeof as>;

/** One question: who asked, what it is about, how its word is said, how what was asked about changes, and what must not. */
type Asked = {
  maker: CastOperator;
  subjectId: string;
  agree: (by: Caller, seen: string) => Promise<unknown>;
  edit: () => Promise<unknown>;
  /** The row that says whether it happened. */
  table: string;
  /** What whoever holds the console's password would write to have it without the second person; `$1` is that person. */
  past: string;
};
type Case = { checker: Role; recordedAs?: string; ask: () => Promise<Asked> };

const person = (role: Role) => world.given.operator(role);
const actor = (who: CastOperator) => ({ kind: "operator", id: who.id }) as const;
const ownerChanged = (tenantId: string, hours: number) =>
  past(
    `UPDATE platform.team_member SET became_owner_at = now() - interval '${hours} hours' WHERE tenant_id = '${tenantId}' AND role = 'owner'`,
  );

const CASES: Record<ApprovalKind, Case> = {
  verify_request: {
    checker: "support_agent",
    ask: async () => {
      const maker = await person("support_lead");
      const { id, version, tenant } = await world.given.receivedRequest({ evidence: { domain: "not_authenticated" } });
      await proposeAct(world.console, actor(maker), id, version, "propose_verification");
      return {
        maker,
        subjectId: id,
        table: "deletion_request",
        past: `UPDATE console.deletion_request SET state = 'verified', version = version + 1 WHERE id = '${id}' AND $1::uuid IS NOT NULL`,
        agree: (by, seen) => by.request.verify({ requestId: id, version, seen } as never),
        edit: () => ownerChanged(tenant.id, 30),
      };
    },
  },
  verify_return: {
    checker: "support_agent",
    ask: async () => {
      const maker = await person("support_lead");
      const tenant = await world.given.tenant();
      await ownerChanged(tenant.id, 48);
      const retention = await world.given.tenantInRetention({ tenant, deactivatedDaysAgo: 1 });
      await world.given.returnRequest({ retention, isByMail: true });
      const { id, version } = retention.request;
      await proposeAct(world.console, actor(maker), id, version, "propose_return");
      return {
        maker,
        subjectId: id,
        table: "deletion_request",
        past: `UPDATE console.deletion_request SET state = 'reactivated', version = version + 1 WHERE id = '${id}' AND $1::uuid IS NOT NULL`,
        agree: (by, seen) => by.request.reactivate({ requestId: id, version, organisation: tenant.name, seen } as never),
        edit: () => ownerChanged(tenant.id, 47),
      };
    },
  },
  place_hold: {
    checker: "support_lead",
    ask: async () => {
      const { maker, id, edit } = await hold();
      const past = `UPDATE console.legal_hold SET agreed_at = clock_timestamp(), agreed_by = $1::uuid WHERE id = '${id}'`;
      return { maker, subjectId: id, table: "legal_hold", past, agree: (by, seen) => by.hold.agree({ holdId: id, seen }), edit };
    },
  },
  release_hold: {
    checker: "support_lead",
    ask: async () => {
      const { maker, id, edit, caller } = await hold();
      const other = as(await person("admin"), await now());
      await other.hold.agree({ holdId: id, seen: (await caller.hold.detail({ holdId: id })).seen });
      await askRelease(world.console, actor(maker), id);
      const agree = (by: Caller, seen: string) => by.hold.release({ holdId: id, reference: "OS 1/2026", seen });
      const past = `UPDATE console.legal_hold SET released_at = clock_timestamp(), ended_because = 'released', released_by = $1::uuid WHERE id = '${id}'`;
      return { maker, subjectId: id, table: "legal_hold", past, agree, edit };
    },
  },
  grant_refund: {
    checker: "support_agent",
    // Refunds had their own word for it before there was one for all.
    recordedAs: "refund.agreement_refused",
    ask: async () => {
      const maker = await person("support_lead");
      const { id } = await world.given.refund({ purchase: await world.given.purchase({ taxablePaise: ONE_CHECKER }) });
      await as(maker, await now()).refund.propose({ refundId: id, version: 1 });
      return {
        maker,
        subjectId: id,
        table: "refund",
        past: `UPDATE console.refund SET state = 'granted', maker_id = '${maker.id}', checkers_needed = 1, granted_at = now(), version = version + 1
          WHERE id = '${id}' AND $1::uuid IS NOT NULL`,
        agree: (by, seen) => by.refund.agree({ refundId: id, factsSha256: seen }),
        edit: async () => as(maker, await now()).refund.edit({ refundId: id, version: 1, amountPaise: 200_000n, reason: "other" }),
      };
    },
  },
  change_operator: {
    checker: "grievance_officer",
    ask: async () => {
      const [maker, colleague] = [await person("admin"), await person("support_agent")];
      const { changeId } = await as(maker, await now()).operator.askRole({ operatorId: colleague.id, role: "support_lead" });
      return {
        maker,
        subjectId: changeId,
        table: "operator_change",
        past: `UPDATE console.operator SET role = 'support_lead' WHERE id = '${colleague.id}' AND $1::uuid IS NOT NULL`,
        agree: (by, seen) => by.operator.agree({ changeId, seen }),
        edit: () => past(`UPDATE console.operator SET role = 'auditor' WHERE id = '${colleague.id}'`),
      };
    },
  },
  resume_purges: {
    checker: "grievance_officer",
    ask: async () => {
      await past("UPDATE console.purge_stop SET resumed_at = now(), resumed_by = gen_random_uuid() WHERE resumed_at IS NULL");
      const maker = await person("support_lead");
      const caller = as(maker, await now());
      await as(await person("admin"), await now()).purge.stopPurges({ because: "exercise", typed: "stop purges" });
      await caller.purge.askResume({ typed: "resume purges" });
      const id = (await caller.purge.stop()).stop?.id ?? "";
      return {
        maker,
        subjectId: id,
        table: "purge_stop",
        past: `UPDATE console.purge_stop SET resumed_at = now(), resumed_by = $1::uuid WHERE id = '${id}'`,
        agree: (by, seen) => by.purge.letPurgesRun({ stopId: id, typed: "resume purges", seen }),
        edit: () => past(`UPDATE console.purge_stop SET because = 'order_expected' WHERE id = '${id}'`),
      };
    },
  },
  replay_signals: {
    checker: "support_lead",
    ask: async () => {
      const maker = await person("admin");
      const [endpoint] = await sql(
        `INSERT INTO console.signal_endpoint (id, name, url, kinds, secret_ciphertext, created_at)
         VALUES (gen_random_uuid(), 'Platform', 'https://hooks.example.com/x', '{tenant_purged}', '\\x00', now()) RETURNING id`,
      );
      await world.console.db.$transaction(async (tx) => {
        for (let count = 0; count < 3; count += 1)
          await writeSignal(tx, "tenant_purged", randomUUID(), randomUUID(), await databaseClock.now(tx));
      });
      const deliveries = await sql("UPDATE console.signal_delivery SET attempts = 5, dead_at = now() WHERE endpoint_id = $1 RETURNING id", [
        endpoint?.id,
      ]);
      await as(maker, await now()).signal.askReplay({ endpointId: endpoint?.id });
      return {
        maker,
        subjectId: endpoint?.id,
        table: "signal_delivery",
        past: `UPDATE console.signal_delivery SET attempts = 0, dead_at = NULL WHERE endpoint_id = '${endpoint?.id}' AND $1::uuid IS NOT NULL`,
        agree: (by, seen) => by.signal.agreeToReplay({ endpointId: endpoint?.id, seen }),
        edit: async () => as(maker, await now()).signal.replay({ deliveryId: deliveries[0]?.id }),
      };
    },
  },
  correct_address: {
    checker: "admin",
    ask: async () => {
      const maker = await person("grievance_officer");
      const tenant = await world.given.tenant();
      const to = `new-${tenant.owner.email}`;
      const { id } = await answersDesk(world).correction(tenant, "person_email", to);
      const correction = { grievanceId: id, seenVersion: 1, field: "person_email", to, seenFrom: tenant.owner.email } as const;
      await as(maker, await now()).answer.correct(correction);
      return {
        maker,
        subjectId: id,
        table: "grievance",
        past: `UPDATE platform.team_member SET email = '${to}' WHERE id = '${tenant.owner.id}' AND $1::uuid IS NOT NULL`,
        agree: async (by, seen) => {
          await metBy(by.answer.revealAddresses({ grievanceId: id, seen }));
          return by.answer.agreeToAddress({ grievanceId: id, seen });
        },
        edit: () => addToGrievance(world.console, { id: tenant.owner.id, tenantId: tenant.id }, { grievanceId: id, text: "Not that one." }),
      };
    },
  },
};

const now = () => databaseClock.now(world.console.db);
async function hold() {
  const maker = await person("grievance_officer");
  const tenant = await world.given.tenant();
  const caller = as(maker, await now());
  const reviewOn = new Date((await now()).getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  const order = { tenantId: tenant.id, authority: "District Court", reference: "OS 1/2026", scope: ["everything"], reviewOn };
  const { id } = await caller.hold.place(order as never);
  return { maker, caller, id, edit: () => past(`UPDATE console.legal_hold SET review_on = review_on - 1 WHERE id = '${id}'`) };
}

const KINDS = Object.keys(CASES) as ApprovalKind[];
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { meta?: ProcedureMeta } }>);
const agreeing = procedures.flatMap(([path, { _def }]) => {
  const meta = _def.meta;
  return meta && "permission" in meta && meta.agreesTo ? [{ path, permission: meta.permission, kinds: meta.agreesTo }] : [];
});

describe("nothing that takes two people is missing here", () => {
  test("every kind of approval has a procedure that agrees to it, with the permission that the table names", () => {
    expect(KINDS.toSorted()).toEqual(Object.values(ApprovalKind).toSorted());
    for (const kind of KINDS) {
      const found = agreeing.filter(({ kinds }) => kinds.includes(kind));
      expect(
        found.map(({ permission }) => permission),
        kind,
      ).toEqual([AGREE_PERMISSIONS[kind]]);
    }
  });
});

const standing = async ({ table, subjectId }: Asked) => ({
  rows: await sql(
    `SELECT to_jsonb(x) AS row FROM console.${table} x WHERE $1 IN (x.id, ${table === "signal_delivery" ? "x.endpoint_id" : "x.id"}) ORDER BY x.id`,
    [subjectId],
  ),
  approval: await sql("SELECT ended_because, checker_id, agreed_at FROM console.approval WHERE subject_id = $1 ORDER BY created_at", [
    subjectId,
  ]),
  agreements: await sql(
    "SELECT g.* FROM console.approval_agreement g JOIN console.approval a ON a.id = g.approval_id WHERE a.subject_id = $1",
    [subjectId],
  ),
});
const questionOf = async (subjectId: string, kind: ApprovalKind) =>
  (
    await sql(
      'SELECT id, facts_sha256 AS seen FROM console.approval WHERE subject_id = $1 AND kind = $2::console."ApprovalKind" ORDER BY created_at DESC LIMIT 1',
      [subjectId, kind],
    )
  )[0] as {
    id: string;
    seen: string;
  };
const refusedInBook = async ({ subjectId }: Asked, { recordedAs }: Case) =>
  Number(
    (
      await sql(`SELECT count(*) FROM console.audit_event WHERE type = $2 AND payload->>'${recordedAs ? "refundId" : "subjectId"}' = $1`, [
        subjectId,
        recordedAs ?? "approval.refused",
      ])
    )[0]?.count,
  );

describe.each(KINDS)("%s", (kind) => {
  const one = CASES[kind];
  /** Refused, with nothing changed, and in the book. */
  async function isRefused(asked: Asked, attempt: () => Promise<unknown>, because?: string): Promise<void> {
    const [before, book] = [await standing(asked), await refusedInBook(asked, one)];
    const met = await metBy(attempt());
    expect(met).not.toBe("done");
    expect(met).not.toBe("BAD_REQUEST");
    if (because) expect(met).toBe(because);
    expect(await standing(asked), met).toEqual(before);
    expect(await refusedInBook(asked, one), met).toBe(book + 1);
  }
  const checker = async () => as(await person(one.checker), await now());

  test("is shown exactly: what the desk shows hashes to what an agreement is bound to", async () => {
    const asked = await one.ask();
    const question = await questionOf(asked.subjectId, kind);
    const desk = await checker();
    const detail = await desk.approval.detail({ approvalId: question.id });
    expect(detail).toMatchObject({ kind, isExact: true, seen: question.seen, decision: { allowed: true } });
    expect((await desk.approval.list({ view: "waiting" })).items.map(({ id }) => id)).toContain(question.id);
    const own = as(asked.maker, await now());
    expect((await own.approval.list({ view: "waiting" })).items.map(({ id }) => id)).not.toContain(question.id);
    expect((await own.approval.list({ view: "mine" })).items.map(({ id }) => id)).toContain(question.id);
  });

  test("is refused to the maker, as admin too, for other parameters, and by SQL", async () => {
    const asked = await one.ask();
    const { id, seen } = await questionOf(asked.subjectId, kind);
    await isRefused(asked, async () => asked.agree(as(asked.maker, await now()), seen));
    await isRefused(asked, async () => asked.agree(as(asked.maker, await now(), "admin"), seen));
    await isRefused(asked, async () => asked.agree(await checker(), "0".repeat(64)));
    const before = await standing(asked);
    await expect(
      asConsole("INSERT INTO console.approval_agreement VALUES ($1::uuid, $2::uuid, clock_timestamp())", id, asked.maker.id),
    ).rejects.toThrow();
    const end =
      "UPDATE console.approval SET ended_at = clock_timestamp(), ended_because = 'agreed', agreed_at = clock_timestamp(), checker_id = $2::uuid WHERE id = $1::uuid";
    for (const by of [asked.maker.id, (await person(one.checker)).id]) await expect(asConsole(end, id, by)).rejects.toThrow();
    await expect(
      asConsole("UPDATE console.approval SET maker_id = $2::uuid WHERE id = $1::uuid", id, (await person("admin")).id),
    ).rejects.toThrow();
    await expect(asConsole("UPDATE console.approval SET params = '{}' WHERE id = $1::uuid", id)).rejects.toThrow();
    const written = await asConsole(asked.past, (await person(one.checker)).id).catch((error: unknown) => error);
    expect(sqlState(written), String(written)).toBe("CM007");
    expect(await standing(asked)).toEqual(before);
    await asked.edit();
    await isRefused(asked, async () => asked.agree(await checker(), seen));
  });

  test("lapses after 48 hours", async () => {
    const asked = await one.ask();
    const { seen } = await questionOf(asked.subjectId, kind);
    await sql(
      "UPDATE console.approval SET created_at = created_at - interval '48 hours', expires_at = expires_at - interval '48 hours' WHERE subject_id = $1 AND ended_at IS NULL",
      [asked.subjectId],
    );
    await isRefused(asked, async () => asked.agree(await checker(), seen));
  });

  test("is void when whoever asked leaves or may no longer ask, and nobody agrees to it any more", async () => {
    for (const leaves of ["by the verb", "by SQL"] as const) {
      const asked = await one.ask();
      const { id, seen } = await questionOf(asked.subjectId, kind);
      if (leaves === "by the verb") await endAccess(world.console, actor(await person("admin")), asked.maker.id);
      else await sql("UPDATE console.operator SET role = 'auditor' WHERE id = $1", [asked.maker.id]);
      const desk = await checker();
      expect(await desk.approval.detail({ approvalId: id })).toMatchObject({ endedBecause: "maker_left", decision: { allowed: false } });
      const inBook = await sql("SELECT payload FROM console.audit_event WHERE type = 'approval.voided' AND payload->>'subjectId' = $1", [
        asked.subjectId,
      ]);
      const voided = { payload: { kind, subjectId: asked.subjectId, because: "maker_left" } };
      expect(inBook).toEqual(leaves === "by the verb" ? [voided] : []);
      await isRefused(asked, async () => asked.agree(await checker(), seen));
    }
  });

  test("is refused, in words and on the desk alike, where whoever asked left at the same instant", async () => {
    const asked = await one.ask();
    const { id, seen } = await questionOf(asked.subjectId, kind);
    // As of two transactions of which neither saw the other: the question is open still.
    await past(`UPDATE console.operator SET ended_at = now() WHERE id = '${asked.maker.id}'`);
    const desk = await checker();
    expect((await desk.approval.detail({ approvalId: id })).decision).toEqual({ allowed: false, because: REFUSALS.maker_left });
    expect((await desk.approval.list({ view: "waiting" })).items.map((item) => item.id)).not.toContain(id);
    await isRefused(asked, async () => asked.agree(await checker(), seen), "maker_left");
    await expect(
      world.console.db.$transaction(async (tx) => {
        await tx.$executeRaw`INSERT INTO console.approval_agreement VALUES (${id}::uuid, ${(await person(one.checker)).id}::uuid, now())`;
        await tx.$executeRaw`UPDATE console.approval SET ended_at = now(), ended_because = 'agreed', agreed_at = now(), checker_id = gen_random_uuid() WHERE id = ${id}::uuid`;
      }),
    ).rejects.toThrow("works here no longer");
  });

  test("is agreed to once: the same word again does nothing", async () => {
    const asked = await one.ask();
    const { id, seen } = await questionOf(asked.subjectId, kind);
    const second = await checker();
    expect(await metBy(asked.agree(second, seen))).toBe("done");
    expect((await second.approval.detail({ approvalId: id })).endedBecause).toBe("agreed");
    await isRefused(asked, () => asked.agree(second, seen));
    await isRefused(asked, async () => asked.agree(await checker(), seen));
  });
});

describe("what takes two others", () => {
  const half = async () => {
    const maker = await person("support_lead");
    const { id } = await world.given.refund({ purchase: await world.given.purchase({ taxablePaise: TWO_CHECKERS + 500_000 }) });
    await as(maker, await now()).refund.propose({ refundId: id, version: 1 });
    const { id: approvalId, seen } = await questionOf(id, "grant_refund");
    const first = await person("support_agent");
    await as(first, await now()).refund.agree({ refundId: id, factsSha256: seen });
    const second = async () => as(await person("grievance_officer"), await now()).refund.agree({ refundId: id, factsSha256: seen });
    return { id, maker, approvalId, first, second };
  };
  const endedBecause = async (id: string) =>
    (await sql("SELECT ended_because FROM console.approval WHERE id = $1", [id]))[0]?.ended_because;
  const state = async (id: string) => (await sql("SELECT state FROM console.refund WHERE id = $1", [id]))[0]?.state;

  test("begins anew when the first of them leaves or may no longer agree, and is then asked again", async () => {
    const left = await half();
    await endAccess(world.console, actor(await person("admin")), left.first.id);
    expect(await endedBecause(left.approvalId)).toBe("checker_left");
    expect(await metBy(left.second())).toBe("not_proposed");
    await as(left.maker, await now()).refund.propose({ refundId: left.id, version: 1 });
    const moved = await half();
    await sql("UPDATE console.operator SET role = 'admin' WHERE id = $1", [moved.first.id]);
    expect(await endedBecause(moved.approvalId)).toBe("checker_left");
    const promoted = await half();
    await sql("UPDATE console.operator SET role = 'support_lead' WHERE id = $1", [promoted.first.id]);
    expect(await metBy(promoted.second())).toBe("done");
    for (const { id } of [left, moved]) expect(await state(id)).toBe("requested");
  });
  test("is refused where the first of them left at the same instant, and the database counts nobody who left", async () => {
    const { id, approvalId, first, second } = await half();
    await past(`UPDATE console.operator SET ended_at = now() WHERE id = '${first.id}'`);
    expect(await metBy(second())).toBe("checker_left");
    await asConsole(
      "INSERT INTO console.approval_agreement VALUES ($1::uuid, $2::uuid, now())",
      approvalId,
      (await person("support_agent")).id,
    );
    await expect(
      asConsole(
        "UPDATE console.approval SET ended_at = now(), ended_because = 'agreed', agreed_at = now(), checker_id = gen_random_uuid() WHERE id = $1::uuid",
        approvalId,
      ),
    ).rejects.toThrow("as many as it needs");
    expect(await state(id)).toBe("requested");
  });
});

test("the database knows who may ask and who may agree exactly as the permission table does", async () => {
  for (const kind of KINDS)
    for (const [act, table] of [
      ["ask", ASK_PERMISSIONS],
      ["agree", AGREE_PERMISSIONS],
    ] as const) {
      const [row] = await sql('SELECT console.approval_roles($1::console."ApprovalKind", $2) AS roles', [kind, act]);
      expect(row?.roles.toSorted(), `${act} ${kind}`).toEqual(ROLES.filter((role) => may(role, table[kind])).toSorted());
    }
});

test("whoever may agree to an invitation reads its address whole; who only looks on does not", async () => {
  const admin = await person("admin");
  const email = `${randomUUID()}@callmissed.example`;
  await as(admin, await now()).operator.invite({ email, name: "Asha K", role: "support_agent" });
  const [row] = await sql("SELECT a.id FROM console.approval a JOIN console.operator_change c ON c.id = a.subject_id WHERE c.email = $1", [
    email,
  ]);
  const shownTo = async (role: Role) => {
    const detail = await as(await person(role), await now()).approval.detail({ approvalId: row?.id });
    return detail.params?.find(({ name }) => name === "email")?.value;
  };
  for (const role of ["admin", "grievance_officer"] as const) expect(await shownTo(role)).toBe(email);
  for (const role of ["auditor", "support_agent"] as const) expect(await shownTo(role)).toMatch(/^.•••@callmissed.example$/);
});

describe("another address for a profile", () => {
  const ask = async () => {
    const { subjectId, maker } = await CASES.correct_address.ask();
    return { subjectId, maker, ...(await questionOf(subjectId, "correct_address")) };
  };
  const revealed = (approvalId: string) =>
    sql("SELECT actor_id, payload FROM console.audit_event WHERE type = 'person.revealed' AND payload->>'approvalId' = $1", [approvalId]);

  test.each(["admin", "grievance_officer"] as const)(
    "is agreed to by a second person, %s, only once both addresses were shown to them whole, which is written down",
    async (role) => {
      const { subjectId: grievanceId, id, seen } = await ask();
      const [who, other] = [await person(role), as(await person(role), await now())];
      const desk = as(who, await now());
      expect(await metBy(desk.answer.agreeToAddress({ grievanceId, seen }))).toBe("desk_address_unread");
      const { before, after } = await desk.answer.revealAddresses({ grievanceId, seen });
      expect(after).toBe(`new-${before}`);
      const about = { of: "member", field: "email", because: "agreeing_to_address", approvalId: id };
      expect(await revealed(id)).toMatchObject([{ actor_id: who.id, payload: about }]);
      expect(await metBy(other.answer.agreeToAddress({ grievanceId, seen })), "what a colleague read").toBe("desk_address_unread");
      expect(await metBy(desk.answer.agreeToAddress({ grievanceId, seen }))).toBe("done");
    },
  );

  test("is shown whole to nobody else: not who asked, not for another question, not once it is over, not to whoever only looks on", async () => {
    const { subjectId: grievanceId, id, seen, maker } = await ask();
    const shownTo = async (who: CastOperator, hash = seen) =>
      metBy(as(who, await now()).answer.revealAddresses({ grievanceId, seen: hash }));
    expect(await shownTo(maker)).toBe("maker_is_checker");
    expect(await shownTo(await person("admin"), "0".repeat(64))).toBe("approval_stale");
    for (const role of ["auditor", "support_agent", "support_lead"] as const) expect(await shownTo(await person(role))).toBe("forbidden");
    await as(await person("admin"), await now()).approval.decline({ approvalId: id });
    expect(await shownTo(await person("admin"))).toBe("desk_address_not_asked");
    expect(await revealed(id)).toEqual([]);
  });
});

describe("what cannot be taken back takes a sign-in of the last minutes (A2)", () => {
  const fresh = procedures.filter(([, { _def }]) => _def.meta && "permission" in _def.meta && _def.meta.isFresh);
  test("these, at least", () =>
    expect(fresh.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        "hold.release",
        "purge.stopPurges",
        "purge.letPurgesRun",
        "signal.agreeToReplay",
        "operator.agree",
        "operator.askRole",
      ]),
    ));
  test.each(fresh)("%s is refused with an older sign-in, and with one of which nobody says when it was", async (path) => {
    const at = await now();
    const who = await person("admin");
    for (const authenticatedAt of [new Date(at.getTime() - 15 * 60_000), null]) {
      const call = path
        .split(".")
        .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], as(who, at, "admin", authenticatedAt));
      expect(await metBy((call as (input: unknown) => Promise<unknown>)(undefined))).toBe("sign_in_again");
    }
  });
});
