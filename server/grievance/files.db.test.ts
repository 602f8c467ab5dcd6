// long: the road of one file from the form to the store and back, with everything that can go wrong on it, in the order in which it goes.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import type { ObjectStore } from "@/server/lib/object-store";
import { NotFound } from "@/server/lib/refusal";
import type { Role } from "@/server/operator/permissions";
import { beginPurge } from "@/server/retention/begin-purge";
import { purgeTenant } from "@/server/retention/purge-tenant";
import { craftPng, harmlessPdf, scriptedPdf } from "@/server/testing/crafted-files";
import type { GivenTenant } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import type { Context } from "@/server/trpc/context";
import { attachFiles } from "./attach-files";
import { openFiles } from "./attachment-files.adapter";
import type { Upload } from "./examine-attachment";
import { handleAttachment } from "./handle-attachment";
import { handleOwnAttachment } from "./handle-own-attachment";
import { handleUpload } from "./handle-upload";
import { openGrievance } from "./open-grievance";
import { readAttachment } from "./read-attachment";
import { FORM_BYTES } from "./read-upload";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const asOwner = ({ id: tenantId, owner }: GivenTenant) => ({ id: owner.id, tenantId, email: owner.email, language: "en" });
const filesOf = (tenantId: string) => readdir(path.join(world.filesDir, tenantId, "grievances")).catch(() => []);
async function aCase(tenant?: GivenTenant) {
  const whose = tenant ?? (await world.given.tenant());
  const { id } = await openGrievance(world.console, asOwner(whose), { kind: "grievance", topic: "other", text: "See the files." });
  return { tenant: whose, id };
}
const attach = ({ tenant, id }: { tenant: GivenTenant; id: string }, uploads: Upload[]) =>
  attachFiles(world.console, openFiles(), asOwner(tenant), { grievanceId: id, text: "", uploads });
const bill = (): Upload => ({ name: "bill.pdf", data: harmlessPdf() });
const only = async (tenantId: string) =>
  String((await sql("SELECT id FROM console.grievance_attachment WHERE tenant_id = $1", [tenantId]))[0]?.id);

describe("a file", () => {
  test("lies encrypted under its tenant's prefix and comes back byte for byte; who took it stands in the book", async () => {
    const opened = await aCase();
    await attach(opened, [bill()]);
    const { tenant } = opened;
    const attachmentId = await only(tenant.id);
    expect(await filesOf(tenant.id)).toEqual([attachmentId]);
    const stored = await readFile(path.join(world.filesDir, tenant.id, "grievances", attachmentId));
    expect(stored.includes("%PDF")).toBe(false);
    const reader = { kind: "owner", id: tenant.owner.id, tenantId: tenant.id } as const;
    const taken = await readAttachment(world.console, openFiles(), reader, attachmentId);
    expect(taken).toMatchObject({ fileName: "bill.pdf", mediaType: "application/pdf", data: harmlessPdf() });
    const [event] = await sql("SELECT actor_id, payload FROM console.audit_event WHERE type = 'grievance.file_read' AND tenant_id = $1", [
      tenant.id,
    ]);
    expect(event).toEqual({ actor_id: tenant.owner.id, payload: { grievanceId: opened.id, attachmentId } });
  });
  test("that is refused takes the others with it: nothing is stored and nothing written", async () => {
    const opened = await aCase();
    expect(await outcomeOf(attach(opened, [bill(), { name: "trap.pdf", data: scriptedPdf() }]))).toEqual({ refused: "file_active" });
    expect(await filesOf(opened.tenant.id)).toEqual([]);
    expect(await sql("SELECT 1 FROM console.grievance_message WHERE grievance_id = $1", [opened.id])).toHaveLength(1);
  });
  test("is removed again when its row does not come to be", async () => {
    const opened = await aCase();
    await sql(
      "CREATE FUNCTION console.refuse_for_test() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the disk is full''; END'; CREATE CONSTRAINT TRIGGER refuse_for_test AFTER INSERT ON console.grievance_attachment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION console.refuse_for_test()",
    );
    const stored: string[] = [];
    const { store, ring } = openFiles();
    const put: ObjectStore["put"] = async (key, ...rest) => {
      await store.put(key, ...rest);
      stored.push(...(await filesOf(opened.tenant.id)));
    };
    const adding = attachFiles(world.console, { store: { ...store, put }, ring }, asOwner(opened.tenant), {
      ...{ grievanceId: opened.id, text: "", uploads: [bill()] },
    });
    await expect(adding).rejects.toThrow();
    expect(stored).toHaveLength(1);
    await sql("DROP TRIGGER refuse_for_test ON console.grievance_attachment; DROP FUNCTION console.refuse_for_test()");
    expect(await filesOf(opened.tenant.id)).toEqual([]);
    expect(await sql("SELECT 1 FROM console.grievance_message WHERE grievance_id = $1", [opened.id])).toHaveLength(1);
  });
  test("five at once, twenty in a case", async () => {
    const opened = await aCase();
    const many = (count: number) => Array.from({ length: count }, () => ({ name: "a.txt", data: Buffer.from("a") }));
    expect(await outcomeOf(attach(opened, many(6)))).toEqual({ refused: "file_too_many" });
    expect(await outcomeOf(attach(opened, []))).toEqual({ refused: "file_missing" });
    for (let n = 0; n < 4; n += 1) await attach(opened, many(5));
    expect(await outcomeOf(attach(opened, many(1)))).toEqual({ refused: "file_too_many" });
    expect(await filesOf(opened.tenant.id)).toHaveLength(20);
  });
  test("of another tenant's case is neither added nor handed out (S4)", async () => {
    const [theirs, mine] = [await aCase(), await aCase()];
    await attach(theirs, [bill()]);
    const attachmentId = await only(theirs.tenant.id);
    await expect(attach({ tenant: mine.tenant, id: theirs.id }, [bill()])).rejects.toThrow(NotFound);
    const reader = { kind: "owner", id: mine.tenant.owner.id, tenantId: mine.tenant.id } as const;
    for (const id of [attachmentId, newId()])
      await expect(readAttachment(world.console, openFiles(), reader, id)).rejects.toThrow(NotFound);
    expect(await filesOf(mine.tenant.id)).toEqual([]);
  });
  test("can be added during retention, and goes with the purge, as does one that no row points to", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 29.9 });
    const opened = await aCase(tenant);
    await attach(opened, [bill()]);
    await openFiles().store.put(`${tenant.id}/grievances/${newId()}`, Buffer.from("left by a crash"));
    expect(await filesOf(tenant.id)).toHaveLength(2);
    await sql(
      "SET session_replication_role = replica; UPDATE console.deactivation SET deactivated_at = deactivated_at - interval '5 hours', purge_due_at = purge_due_at - interval '5 hours' WHERE tenant_id = '" +
        tenant.id +
        "'; SET session_replication_role = origin",
    );
    await beginPurge(world.purge, request.id);
    expect(await outcomeOf(attach(opened, [bill()]))).toEqual({ refused: "rights_ended" });
    await purgeTenant(world.purge, request.id);
    expect(await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id])).toEqual([{ state: "purged" }]);
    expect(await filesOf(tenant.id)).toEqual([]);
    expect(await sql("SELECT 1 FROM console.grievance_attachment WHERE tenant_id = $1", [tenant.id])).toEqual([]);
  });
});

const contextOf =
  (who: { tenant?: GivenTenant; role?: "owner" | "agent"; operator?: Role }): (() => Promise<Context>) =>
  async () => {
    const operator = who.operator ? await world.given.operator(who.operator) : null;
    const { tenant, role = "owner" } = who;
    return {
      deps: world.console,
      operator: operator && { ...operator, role: operator.role as Role },
      member: tenant ? { ...tenant.owner, sessionId: newId(), tenantId: tenant.id, role, language: "en" } : null,
      callId: "call",
    };
  };
const origin = () => new URL(env().APP_URL).origin;

describe("the form with files", () => {
  async function post(who: Parameters<typeof contextOf>[0], grievanceId: string, files: File[], headers: Record<string, string> = {}) {
    const form = new FormData();
    form.set("grievanceId", grievanceId);
    form.set("lang", "hi");
    for (const file of files) form.append("files", file);
    const whole = new Response(form);
    const body = Buffer.from(await whole.arrayBuffer());
    const request = new Request(`${origin()}/api/account/grievances?lang=hi`, {
      method: "POST",
      body,
      headers: {
        origin: origin(),
        "content-type": whole.headers.get("content-type") ?? "",
        "content-length": String(body.length),
        ...headers,
      },
    });
    const { status, headers: said } = await handleUpload(request, undefined, contextOf(who));
    return { status, location: said.get("location") };
  }
  const file = (data: Buffer, name: string) => new File([new Uint8Array(data)], name);

  test("leads back to the page of the case, which says what came of it", async () => {
    const { tenant, id } = await aCase();
    expect(await post({ tenant }, id, [file(craftPng(), "a.png"), file(harmlessPdf(), "b.pdf")])).toEqual({
      status: 303,
      location: `/account/rights/${id}?sent=2&lang=hi#files`,
    });
    expect(await post({ tenant }, id, [file(scriptedPdf(), "b.pdf")])).toEqual({
      status: 303,
      location: `/account/rights/${id}?refused=file_active&lang=hi#files`,
    });
    expect(await post({ tenant }, id, [new File([], "")])).toMatchObject({ location: expect.stringContaining("refused=file_missing") });
  });
  test("is taken from our own pages, from the owner, about a case of theirs, and from nobody else", async () => {
    const { tenant, id } = await aCase();
    const text = [file(Buffer.from("a"), "a.txt")];
    expect(await post({ tenant }, id, text, { origin: "https://evil.example" })).toMatchObject({ status: 403 });
    expect(await post({ tenant, role: "agent" }, id, text)).toMatchObject({ status: 403 });
    expect(await post({}, id, text)).toEqual({ status: 303, location: "/account/sign-in?returnTo=%2Faccount%2Frights&lang=hi" });
    expect(await post({ tenant: (await aCase()).tenant }, id, text)).toEqual({ status: 404, location: null });
    expect(await post({ tenant }, "1 OR 1=1", text)).toMatchObject({ status: 400 });
    expect(await sql("SELECT 1 FROM console.grievance_attachment WHERE tenant_id = $1", [tenant.id])).toEqual([]);
  });
  test("that says it is too long is not read, and one that lies about its length is cut off", async () => {
    const { tenant } = await aCase();
    let pulled = 0;
    const send = (length: number) => {
      pulled = 0;
      const endless = new ReadableStream<Uint8Array>(
        {
          pull(stream) {
            pulled += 1;
            stream.enqueue(new Uint8Array(1024 * 1024));
          },
        },
        { highWaterMark: 0 },
      );
      const headers = { origin: origin(), "content-type": "multipart/form-data; boundary=x", "content-length": String(length) };
      const init = { method: "POST", body: endless, duplex: "half", headers };
      return handleUpload(new Request(`${origin()}/api/account/grievances`, init as RequestInit), undefined, contextOf({ tenant }));
    };
    expect((await send(FORM_BYTES + 1)).headers.get("location")).toBe("/account/rights?refused=file_too_big#files");
    expect(pulled).toBe(0);
    expect((await send(1_000)).headers.get("location")).toBe("/account/rights?refused=file_too_big#files");
    expect(pulled).toBeLessThan(32);
  });
});

describe("handing out a file", () => {
  test("to its owner and to the desk: to be saved, never to be shown", async () => {
    const opened = await aCase();
    await attach(opened, [bill()]);
    const params = { params: Promise.resolve({ id: await only(opened.tenant.id) }) };
    const request = new Request("http://localhost");
    for (const response of [
      await handleOwnAttachment(request, params, contextOf({ tenant: opened.tenant })),
      await handleAttachment(request, params, contextOf({ operator: "grievance_officer" })),
    ]) {
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "application/pdf",
        "content-disposition": "attachment; filename=\"bill.pdf\"; filename*=UTF-8''bill.pdf",
        "content-security-policy": expect.stringContaining("sandbox"),
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      });
      expect(Buffer.from(await response.arrayBuffer())).toEqual(harmlessPdf());
    }
    const byLink = new Request("http://localhost", { headers: { accept: "text/html" } });
    const led = [
      await handleOwnAttachment(byLink, params, contextOf({})),
      await handleOwnAttachment(byLink, params, contextOf({ tenant: (await aCase()).tenant })),
    ];
    expect(led.map(({ status, headers }) => [status, headers.get("location")])).toEqual([
      [303, "/account/sign-in?returnTo=%2Faccount%2Frights"],
      [303, "/account/rights"],
    ]);
    const statuses = await Promise.all([
      handleOwnAttachment(request, params, contextOf({ tenant: (await aCase()).tenant })),
      handleOwnAttachment(request, params, contextOf({ tenant: opened.tenant, role: "agent" })),
      handleOwnAttachment(request, params, contextOf({})),
      handleAttachment(request, params, contextOf({ operator: "support_lead" })),
      handleAttachment(request, params, contextOf({})),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([404, 403, 401, 403, 401]);
  });
});
