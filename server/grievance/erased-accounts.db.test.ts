import { afterAll, beforeAll, expect, test } from "vitest";
import { raiseAlert } from "@/server/deletion/raise-alert";
import { GIVE_UP_AFTER_ATTEMPTS } from "@/server/notice/notice";
import { sendNotice } from "@/server/notice/send-notice";
import { purgeTenant } from "@/server/retention/purge-tenant";
import { sweepDue } from "@/server/retention/sweep-due";
import { answersDesk } from "@/server/testing/answers-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { acknowledgeCase } from "./acknowledge-case";
import type { Officer } from "./act-on-case";
import { answerForm } from "./answer.queries";
import { grievanceDetail } from "./case.queries";
import { closeCase } from "./close-case";
import { decideCase } from "./decide-case";
import { linkCase } from "./link-case";
import { noteCase } from "./note-case";
import { reopenCase } from "./reopen-case";
import { writeToPerson } from "./write-to-person";

let world: World;
let desk: ReturnType<typeof answersDesk>;
let farah: Officer;
beforeAll(async () => {
  world = await testWorld();
  desk = answersDesk(world);
  farah = await desk.officer();
});
afterAll(() => world.end());

const TEXT = "Asha Menon called from +91 98450 00000, and we told her what we found and why it is so.";

test("after a finished purge its cases are closed, their lines stay, and nobody writes a word into them any more", async () => {
  const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 30 });
  const open = await desk.complaint(tenant);
  const decided = await desk.complaint(tenant);
  await decideCase(world.console, farah, { grievanceId: decided.id, outcome: "upheld", text: TEXT, seenVersion: 1 });
  await sweepDue(world.purge);
  await purgeTenant(world.purge, request.id);
  expect(await desk.sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id])).toEqual([{ state: "purged" }]);
  expect(await desk.rowOf(open.id)).toMatchObject({ state: "closed", closed_because: "account_erased", version: 2, number: open.number });
  expect(await desk.rowOf(decided.id)).toMatchObject({ state: "answered" });
  expect((await desk.eventsOf(open.id)).at(-1)).toMatchObject({ type: "grievance.closed", actor_kind: "system", tenant_id: tenant.id });

  const { id: grievanceId } = decided;
  const told = { by: "telephone", at: new Date() } as const;
  const acts: Record<string, () => Promise<unknown>> = {
    note: () => noteCase(world.console, farah, grievanceId, TEXT),
    write: () => writeToPerson(world.console, farah, { grievanceId, text: TEXT, told }),
    decide: () => decideCase(world.console, farah, { grievanceId, outcome: "refused", text: TEXT, seenVersion: 2, told }),
    reopen: () => reopenCase(world.console, farah, open.id, TEXT),
    acknowledge: () => acknowledgeCase(world.console, farah, open.id, "telephone"),
    link: () => linkCase(world.console, farah, grievanceId, { requestId: request.id }),
  };
  for (const [act, attempt] of Object.entries(acts)) expect(await outcomeOf(attempt()), act).toEqual({ refused: "desk_tenant_gone" });
  for (const table of ["grievance_message", "grievance_note", "grievance_person"])
    expect(await desk.sql(`SELECT 1 FROM console.${table} WHERE tenant_id = $1`, [tenant.id]), table).toEqual([]);
  const mails = await desk.sql("SELECT kind FROM console.notice WHERE tenant_id = $1", [tenant.id]);
  expect(mails.map(({ kind }) => kind)).toEqual(["purged"]);
  const detail = await grievanceDetail(world.console, farah, grievanceId);
  expect(detail.acts.note.because).toContain("erased");
  expect(detail.acts.close.allowed).toBe(true);
});

test("a case of an erased account is closed by an officer without a word to anybody, and for no other reason", async () => {
  const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 30 });
  const { id, number } = await desk.complaint(tenant);
  await decideCase(world.console, farah, { grievanceId: id, outcome: "upheld", text: TEXT, seenVersion: 1 });
  await sweepDue(world.purge);
  await purgeTenant(world.purge, request.id);
  expect((await answerForm(world.console, farah, id)).closeReasons).toEqual(["account_erased"]);
  const close = (because: "account_erased" | "not_ours", grievanceId = id) =>
    outcomeOf(closeCase(world.console, farah, { grievanceId, because, seenVersion: grievanceId === id ? 2 : 1 }));
  expect(await close("not_ours")).toEqual({ refused: "desk_account_erased" });
  expect(await close("account_erased")).toEqual({ value: undefined });
  expect(await desk.rowOf(id)).toMatchObject({ state: "closed", closed_because: "account_erased" });
  expect(await desk.mailsOf(number)).toEqual([]);
  const other = await desk.complaint(await world.given.tenant());
  expect(await close("account_erased", other.id)).toEqual({ refused: "desk_account_erased" });
});

test("once a purge has begun no alarm of any of its cases stands, and a mail that comes back raises none and opens none again", async () => {
  const { tenant } = await world.given.tenantInRetention({ deactivatedDaysAgo: 30 });
  const [open, decided, closed] = [await desk.complaint(tenant), await desk.complaint(tenant), await desk.complaint(tenant)];
  const cases = [open, decided, closed];
  for (const { id: grievanceId } of [decided, closed])
    await decideCase(world.console, farah, { grievanceId, outcome: "upheld", text: TEXT, seenVersion: 1 });
  await closeCase(world.console, farah, { grievanceId: closed.id, because: "answered_and_settled", seenVersion: 2 });
  for (const { id: grievanceId } of cases)
    for (const kind of ["notice_undeliverable", "correction_disputed"] as const)
      await raiseAlert(world.console.db, kind, { grievanceId }, await world.console.clock.now(world.console.db));
  const alerts = () =>
    desk.sql("SELECT kind FROM console.alert WHERE ended_at IS NULL AND grievance_id = ANY ($1)", [cases.map(({ id }) => id)]);
  expect(await alerts()).toHaveLength(6);
  await sweepDue(world.purge);
  expect(await alerts()).toEqual([]);

  const { id: mailId } = (await desk.mailsOf(decided.number)).find(({ kind }) => kind === "grievance_decided");
  const sendMail = () => Promise.reject(Object.assign(new Error("no such mailbox"), { responseCode: 550 }));
  for (let attempt = 0; attempt < GIVE_UP_AFTER_ATTEMPTS; attempt += 1)
    await expect(sendNotice({ ...world.console, sendMail }, mailId)).rejects.toThrow();
  expect(await desk.rowOf(decided.id)).toMatchObject({ state: "answered", answered_at: expect.any(Date) });
  expect(await alerts()).toEqual([]);
});
