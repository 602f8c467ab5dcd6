import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sqlState } from "@/server/lib/db";
import { PERMISSIONS } from "@/server/operator/permissions";
import type { GivenPurchase } from "@/server/testing/given";
import { ONE_CHECKER, refundDesk, TWO_CHECKERS } from "@/server/testing/refund-desk";
import { testWorld, type World } from "@/server/testing/world";
import { grantHash } from "./refund";

/*
 * R5 and A3 once more, where no verb stands in between: by SQL, as the console's own database role.
 */

let world: World;
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await testWorld();
  desk = refundDesk(world);
});
afterAll(() => world.end());

describe("by SQL, as the console's own database role", () => {
  const asConsole = (text: string, ...values: unknown[]) => world.console.db.$executeRawUnsafe(text, ...values);
  const agreeBy = (id: string, checkerId: string) =>
    asConsole(
      "INSERT INTO console.approval_agreement SELECT a.id, $2::uuid, clock_timestamp() FROM console.approval a WHERE a.subject_id = $1::uuid AND a.ended_at IS NULL",
      id,
      checkerId,
    );
  const end = (id: string, checkerId: string) =>
    asConsole(
      "UPDATE console.approval SET ended_at = clock_timestamp(), ended_because = 'agreed', agreed_at = clock_timestamp(), checker_id = $2::uuid WHERE subject_id = $1::uuid AND ended_at IS NULL",
      id,
      checkerId,
    );
  const grant = (id: string, makerId: string, needed: number) =>
    asConsole(
      "UPDATE console.refund SET state = 'granted', version = version + 1, granted_at = clock_timestamp(), maker_id = $2::uuid, checkers_needed = $3 WHERE id = $1::uuid",
      id,
      makerId,
      needed,
    );

  test("nobody agrees who proposed it or wrote it down", async () => {
    const { id, maker, lodger } = await desk.proposed(ONE_CHECKER);
    await expect(agreeBy(id, maker.id)).rejects.toThrow("the maker is never the checker");
    await expect(agreeBy(id, lodger.id)).rejects.toThrow("who wrote the wish down or changed it is never the checker");
  });
  test("nor who changed it, and that they did is not taken away again", async () => {
    const { id, maker } = await desk.proposed(ONE_CHECKER);
    const [editor, checker] = [await desk.person(), await desk.person()];
    await asConsole("UPDATE console.refund SET shaped_by = shaped_by || $2::uuid WHERE id = $1::uuid", id, editor.id);
    await expect(agreeBy(id, editor.id)).rejects.toThrow("who wrote the wish down or changed it is never the checker");
    for (const without of ["'{}'", `array_remove(shaped_by, '${editor.id}')`])
      await expect(asConsole(`UPDATE console.refund SET shaped_by = ${without} WHERE id = $1::uuid`, id)).rejects.toThrow(
        "stays written down",
      );
    // Who changed it after having agreed to it: the grant itself is refused.
    await agreeBy(id, checker.id);
    await end(id, checker.id);
    await asConsole("UPDATE console.refund SET shaped_by = shaped_by || $2::uuid WHERE id = $1::uuid", id, checker.id);
    await expect(grant(id, maker.id, 1)).rejects.toThrow("a grant is what people agreed to, in time");
  });
  test("an approval begins now, lapses within 48 hours, and is asked for by somebody who may", async () => {
    const { id } = await desk.lodged(ONE_CHECKER);
    const ask = (makerId: string, expires: string) =>
      asConsole(
        `INSERT INTO console.approval (id, kind, subject_id, facts_sha256, maker_id, needed, created_at, expires_at)
         SELECT gen_random_uuid(), 'grant_refund', r.id, console.grant_sha256(r), $2::uuid, 1, now() - interval '30 days', now() + ${expires}
         FROM console.refund r WHERE r.id = $1::uuid`,
        id,
        makerId,
      );
    const maker = await desk.person();
    for (const expires of ["interval '-1 second'", "interval '48 hours 1 minute'", "interval '10 years'"])
      await expect(ask(maker.id, expires), expires).rejects.toThrow("lapses within 48 hours");
    for (const nobody of [randomUUID(), (await desk.person("auditor")).id, (await desk.person("grievance_officer")).id])
      await expect(ask(nobody, "interval '1 hour'")).rejects.toThrow("only somebody who works here, and may, asks others");
    await ask(maker.id, "interval '47 hours'");
    const [row] = await desk.sql("SELECT now() - created_at < interval '1 minute' AS is_new FROM console.approval WHERE subject_id = $1", [
      id,
    ]);
    expect(row).toEqual({ is_new: true });
  });
  test("an agreement is given now by somebody who works here and may, whatever the row says", async () => {
    const { id } = await desk.proposed(ONE_CHECKER);
    const gone = await desk.person();
    await desk.sql("UPDATE console.operator SET ended_at = now() WHERE id = $1", [gone.id]);
    for (const nobody of [randomUUID(), gone.id, (await desk.person("auditor")).id, (await desk.person("admin")).id])
      await expect(agreeBy(id, nobody)).rejects.toThrow("only somebody who works here, and may, agrees");
    const backdated = async (checkerId: string) =>
      asConsole(
        "INSERT INTO console.approval_agreement SELECT a.id, $2::uuid, a.created_at FROM console.approval a WHERE a.subject_id = $1::uuid AND a.ended_at IS NULL",
        id,
        checkerId,
      );
    await desk.ageApproval(id, 47);
    const checker = await desk.person("grievance_officer");
    await backdated(checker.id);
    const [kept] = await desk.sql(
      "SELECT now() - agreed_at < interval '1 minute' AS is_new FROM console.approval_agreement WHERE checker_id = $1",
      [checker.id],
    );
    expect(kept).toEqual({ is_new: true });
    await desk.ageApproval(id, 13);
    await expect(backdated((await desk.person()).id)).rejects.toThrow("this approval has ended");
    // Nor is one that was agreed to in time granted long after.
    await end(id, checker.id);
    await expect(grant(id, (await desk.approvalOf(id)).maker_id, 1)).rejects.toThrow("a grant is what people agreed to, in time");
  });
  test("a grant takes the people of its band, whatever the row says, also in pieces and purchase by purchase", async () => {
    const maker = await desk.person();
    const tenant = await world.given.tenant();
    const wish = async (taxablePaise: number, purchase?: GivenPurchase) =>
      world.given.refund({ purchase: purchase ?? (await world.given.purchase({ tenant, taxablePaise })), amountPaise: 60_000n });
    const whole = await desk.lodged(5_000_000);
    await expect(grant(whole.id, maker.id, 0)).rejects.toThrow("this grant takes more people");
    await expect(grant(whole.id, maker.id, -1)).rejects.toThrow("this grant takes more people");
    const [first, piece, other] = [await wish(200_000), await wish(200_000), await wish(200_000)];
    const samePurchase = await wish(0, first.purchase);
    for (const nobody of [randomUUID(), (await desk.person("auditor")).id])
      await expect(grant(first.id, nobody, 0)).rejects.toThrow("only somebody who works here, and may, grants");
    await grant(first.id, maker.id, 0);
    await expect(grant(samePurchase.id, (await desk.person()).id, 0)).rejects.toThrow("this grant takes more people");
    await expect(grant(piece.id, maker.id, 0)).rejects.toThrow("this grant takes more people");
    // A grant that calls itself old counts as new all the same.
    await asConsole(
      "UPDATE console.refund SET state = 'granted', version = version + 1, granted_at = now() - interval '2 days', maker_id = $2::uuid, checkers_needed = 0 WHERE id = $1::uuid",
      other.id,
      (await desk.person()).id,
    );
    const [kept] = await desk.sql("SELECT now() - granted_at < interval '1 minute' AS is_new FROM console.refund WHERE id = $1", [
      other.id,
    ]);
    expect(kept).toEqual({ is_new: true });
  });
  test("the bands are read by the console's role, and written by none of ours", async () => {
    for (const change of [
      "UPDATE console.refund_band SET alone_up_to_paise = 100000000, two_above_paise = 100000000",
      "DELETE FROM console.refund_band",
      "INSERT INTO console.refund_band (id, alone_up_to_paise, two_above_paise) VALUES (2, 0, 0)",
    ])
      for (const role of [world.console, world.purge])
        await expect(role.db.$executeRawUnsafe(change), change).rejects.toThrow("permission denied");
  });
  test("the database lets the same roles decide and agree as the console does", async () => {
    for (const act of ["decide", "agree"] as const) {
      const [row] = await desk.sql("SELECT console.refund_roles($1) AS roles", [act]);
      expect(row?.roles.toSorted()).toEqual(PERMISSIONS[`refund:${act}`].toSorted());
    }
  });
  test("nothing is granted without the agreements, nor while somebody is still asked", async () => {
    const { id, maker } = await desk.proposed(TWO_CHECKERS);
    const [first, second] = [await desk.person(), await desk.person()];
    await expect(grant(id, maker.id, 2)).rejects.toThrow("a grant waits for whoever was asked");
    await expect(grant(id, maker.id, 0)).rejects.toThrow("a grant waits for whoever was asked");
    await agreeBy(id, first.id);
    await expect(end(id, first.id)).rejects.toThrow("as many as it needs");
    await agreeBy(id, second.id);
    await end(id, second.id);
    await expect(grant(id, first.id, 2)).rejects.toThrow("exactly what people agreed to");
    await asConsole("UPDATE console.refund SET amount_paise = amount_paise - 2 WHERE id = $1::uuid", id);
    await expect(grant(id, maker.id, 2)).rejects.toThrow("exactly what people agreed to");
    await asConsole("UPDATE console.refund SET amount_paise = amount_paise + 2 WHERE id = $1::uuid", id);
    await grant(id, maker.id, 2);
  });
  test("no agreement without an approval, and none after it ended", async () => {
    const { id, maker } = await desk.proposed(ONE_CHECKER);
    await asConsole("UPDATE console.approval SET ended_at = clock_timestamp(), ended_because = 'stale' WHERE subject_id = $1::uuid", id);
    await expect(grant(id, maker.id, 1)).rejects.toThrow("exactly what people agreed to");
    await expect(
      asConsole(
        "INSERT INTO console.approval_agreement SELECT a.id, gen_random_uuid(), clock_timestamp() FROM console.approval a WHERE a.subject_id = $1::uuid",
        id,
      ),
    ).rejects.toThrow("this approval has ended");
  });
  test("many grants of 60 % of one purchase, written past all verbs at once: the database lets one through", async () => {
    const purchase = await world.given.purchase();
    const maker = await desk.person();
    const amountPaise = (purchase.amountPaise * 6n) / 10n; // ₹708.00: in the lowest band
    const wishes = await Promise.all(Array.from({ length: 20 }, () => world.given.refund({ purchase, amountPaise })));
    const met = await Promise.allSettled(wishes.map(({ id }) => grant(id, maker.id, 0)));
    const refused = met.flatMap((one) => (one.status === "rejected" ? [sqlState(one.reason)] : []));
    expect(refused).toEqual(Array.from({ length: 19 }, () => "CM006"));
  });
  test("a refund begins as requested, and what was granted stands", async () => {
    const { id, factsSha256 } = await desk.proposed(ONE_CHECKER);
    await expect(
      asConsole(
        `INSERT INTO console.refund (id, tenant_id, purchase_id, channel, requested_at, reason, amount_paise, credits_paise, state, created_at, state_changed_at, due_at, gateway, maker_id, granted_at)
         SELECT gen_random_uuid(), tenant_id, purchase_id, channel, requested_at, reason, amount_paise, credits_paise, 'granted', created_at, state_changed_at, due_at, gateway, gen_random_uuid(), now() FROM console.refund WHERE id = $1::uuid`,
        id,
      ),
    ).rejects.toThrow("begins as requested");
    await desk.as(await desk.person()).agree({ refundId: id, factsSha256 });
    for (const change of [
      "amount_paise = amount_paise + 1",
      "credits_paise = credits_paise - 1",
      "checkers_needed = 0",
      "maker_id = gen_random_uuid()",
    ])
      await expect(asConsole(`UPDATE console.refund SET ${change} WHERE id = $1::uuid`, id), change).rejects.toThrow(
        "what was granted stands",
      );
    await expect(asConsole("UPDATE console.refund SET state = 'requested', version = version + 1 WHERE id = $1::uuid", id)).rejects.toThrow(
      "does not move",
    );
  });
  test("the database hashes a grant's parameters as the console does", async () => {
    for (const requestedAt of [new Date(Date.UTC(2026, 10, 20, 18, 30, 0, 0)), new Date(Date.UTC(2026, 10, 20, 18, 30, 0, 7))]) {
      const purchase = await world.given.purchase({ gateway: "razorpay", purchasedAt: new Date(requestedAt.getTime() - 1) });
      const { id } = await world.given.refund({ purchase, requestedAt });
      const [row] = await desk.sql("SELECT console.grant_sha256(r) AS hash FROM console.refund r WHERE id = $1", [id]);
      expect(row?.hash).toBe(grantHash(await desk.refundOf(id)));
    }
  });
});
