import nodemailer from "nodemailer";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openGrievance } from "@/server/grievance/open-grievance";
import { testWorld, type World } from "@/server/testing/world";
import { exclusively } from "@/server/worker/exclusively";
import { type SendMail, sendNotice } from "./send-notice";
import { writeNotice } from "./write-notice";

let world: World;
let server: SMTPServer;
let sendMail: SendMail;
let queue: pg.Pool;
const received: string[] = [];
let refuseWith: number | null = null;

beforeAll(async () => {
  world = await testWorld();
  queue = new pg.Pool({ connectionString: world.database.url, max: 4 });
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, callback) => callback(refuseWith ? Object.assign(new Error("no"), { responseCode: refuseWith }) : null),
    onData(stream, _session, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        received.push(Buffer.concat(parts).toString());
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port });
  sendMail = async ({ id, ...mail }) =>
    void (await transport.sendMail({ from: "support@callmissed.com", messageId: `<notice-${id}@callmissed.com>`, ...mail }));
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  await queue.end();
  await world.end();
});
beforeEach(() => {
  received.length = 0;
  refuseWith = null;
});

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const send = (id: string) => sendNotice({ ...world.console, sendMail }, id);

async function written(kind: "deactivated" | "purged") {
  const { tenant, request, deactivationId, purgeDueAt, deactivatedAt } = await world.given.tenantInRetention();
  const about = {
    subjectId: deactivationId,
    tenantId: tenant.id,
    requestId: request.id,
    toAddress: tenant.owner.email,
    language: "en",
    at: deactivatedAt,
  };
  const params = { deactivatedAt: deactivatedAt.toISOString(), purgeDueAt: purgeDueAt.toISOString(), purgedAt: purgeDueAt.toISOString() };
  await world.console.db.$transaction((tx) => writeNotice(tx, { kind, ...about, params }));
  await world.console.db.$transaction((tx) => writeNotice(tx, { kind, ...about, params }));
  const rows = await sql("SELECT id FROM console.notice WHERE subject_id = $1", [deactivationId]);
  expect(rows).toHaveLength(1);
  return rows[0]?.id as string;
}

describe("the mail that a case has arrived", () => {
  const complaint = async () => {
    const tenant = await world.given.tenant();
    const asker = { id: tenant.owner.id, tenantId: tenant.id, email: tenant.owner.email, language: "en" };
    const { id } = await openGrievance(world.console, asker, { kind: "grievance", topic: "other", text: "Why?" });
    const [notice] = await sql("SELECT id FROM console.notice WHERE subject_id = $1", [id]);
    return {
      id,
      noticeId: notice.id as string,
      acknowledged: () => sql("SELECT acknowledged_at FROM console.grievance WHERE id = $1", [id]),
    };
  };
  test("acknowledges it at the instant at which it was handed over, and not while nobody takes it", async () => {
    const { noticeId, acknowledged } = await complaint();
    refuseWith = 451;
    await expect(send(noticeId)).rejects.toThrow();
    expect(await acknowledged()).toEqual([{ acknowledged_at: null }]);
    refuseWith = null;
    await send(noticeId);
    const [{ sent_at }] = (await sql("SELECT sent_at FROM console.notice WHERE id = $1", [noticeId])) as [{ sent_at: Date }];
    expect(sent_at).toBeInstanceOf(Date);
    expect(await acknowledged()).toEqual([{ acknowledged_at: sent_at }]);
    await send(noticeId);
    expect(await acknowledged()).toEqual([{ acknowledged_at: sent_at }]);
  });
  test("acknowledges no other one", async () => {
    const [mine, theirs] = [await complaint(), await complaint()];
    await send(mine.noticeId);
    expect(await theirs.acknowledged()).toEqual([{ acknowledged_at: null }]);
  });
});

describe("one mail per reason", () => {
  test("four workers at the same notice hand it over once, and later ones find it sent", async () => {
    const id = await written("deactivated");
    const worker = async () => {
      const client = await queue.connect();
      try {
        await exclusively(client, `send-notice:${id}`, () => send(id));
      } finally {
        client.release();
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    await worker();
    expect(received).toHaveLength(1);
    expect(received[0]).toContain(`<notice-${id}@callmissed.com>`);
  });
  test("a server that refuses for a moment gets it later, once", async () => {
    const id = await written("deactivated");
    refuseWith = 451;
    await expect(send(id)).rejects.toThrow();
    expect(await sql("SELECT sent_at, failure_code FROM console.notice WHERE id = $1", [id])).toEqual([
      { sent_at: null, failure_code: "451" },
    ]);
    refuseWith = null;
    await send(id);
    await send(id);
    expect(received).toHaveLength(1);
  });
  test("the address goes with the last mail of a purge", async () => {
    const id = await written("purged");
    await send(id);
    expect(await sql("SELECT to_address, sent_at IS NOT NULL AS sent FROM console.notice WHERE id = $1", [id])).toEqual([
      { to_address: null, sent: true },
    ]);
  });
  test("a mailbox that refuses for good is given up in the end, with an alert, and the last mail's address goes even so", async () => {
    const id = await written("purged");
    refuseWith = 550;
    for (let index = 0; index < 12; index += 1) await expect(send(id)).rejects.toThrow();
    await send(id);
    expect(await sql("SELECT to_address, voided_at IS NOT NULL AS given_up, attempts FROM console.notice WHERE id = $1", [id])).toEqual([
      { to_address: null, given_up: true, attempts: 12 },
    ]);
    expect(
      await sql("SELECT a.kind FROM console.alert a JOIN console.notice n ON n.request_id = a.request_id WHERE n.id = $1", [id]),
    ).toEqual([{ kind: "notice_undeliverable" }]);
  });
  test("a mail that cannot be written is a try like any other: in the end a person is told, and once it can be it goes out", async () => {
    const id = await written("purged");
    const [{ request_id: requestId }] = (await sql("SELECT request_id FROM console.notice WHERE id = $1", [id])) as [
      { request_id: string },
    ];
    await sql(
      `INSERT INTO console.deletion_certificate (id, request_id, jws, sha256, issued_at, ledger_number)
       VALUES (gen_random_uuid(), $1, 'a.b.c', repeat('c', 64), now(), 1)`,
      [requestId],
    );
    const alerts = () => sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL", [requestId]);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await alerts()).toEqual([]);
      await expect(send(id)).rejects.toThrow(/signature does not hold/);
    }
    expect(await sql("SELECT attempts, failure_code, sent_at FROM console.notice WHERE id = $1", [id])).toEqual([
      { attempts: 5, failure_code: "cannot_prepare", sent_at: null },
    ]);
    expect(await alerts()).toEqual([{ kind: "notice_undeliverable" }]);
    await sql("DELETE FROM console.deletion_certificate WHERE request_id = $1", [requestId]);
    await send(id);
    expect(received).toHaveLength(1);
    expect(await alerts()).toEqual([]);
  });
});
