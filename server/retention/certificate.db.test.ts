// long: one list of what a certificate is and is not, on one purge; split it would purge again for each part.
import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CompactSign } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages, messagesOf } from "@/server/language/messages.adapter";
import { env } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { prepareNotice } from "@/server/notice/prepare-notice";
import { testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";
import { keptModel, keptThings, type Statement } from "./certificate";
import { examineCertificate, signStatement } from "./certificate-signature";
import { drawCertificate } from "./draw-certificate";
import { handleCertificate } from "./handle-certificate";
import { ERASE_CLASSES } from "./inventory";
import { purgeTenant } from "./purge-tenant";
import { renderCertificate } from "./render-certificate";
import { verifyCertificate } from "./verify-certificate";

let world: World;
let jws: string;
let identifiers: Set<string>;
let requestId: string;
const folder = mkdtempSync(path.join(os.tmpdir(), "callmissed-certificate-"));
const keys = () => openSigningKeys(env().SIGNING_KEY_FILE);
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

beforeAll(async () => {
  world = await testWorld();
  const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true, isProbed: true });
  identifiers = await everythingThatNames(tenant.id, request.id);
  requestId = request.id;
  await beginPurge(world.purge, request.id);
  await purgeTenant(world.purge, request.id);
  jws = (await sql("SELECT jws FROM console.deletion_certificate WHERE request_id = $1", [request.id]))[0]?.jws;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.end();
});

/** Every text of every row about the tenant that could lead to it: ids, names, addresses, numbers, key prefixes, orders, invoices, hashes. */
async function everythingThatNames(tenantId: string, request: string): Promise<Set<string>> {
  const tables = await sql(
    `SELECT table_schema || '.' || quote_ident(table_name) AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
     WHERE table_schema IN ('platform', 'console') GROUP BY 1`,
  );
  const found = new Set<string>();
  for (const { name, columns } of tables) {
    const by =
      name === "platform.tenant" ? "id" : ["tenant_id", "about_tenant_id", "request_id"].find((column) => columns.includes(column));
    if (!by) continue;
    for (const { row } of await sql(`SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${by} = $1`, [
      by === "request_id" ? request : tenantId,
    ]))
      for (const value of texts(row)) if (value.length >= 6 && !COMMON.test(value)) found.add(value);
  }
  return found;
}
/** What a credit note says of ourselves. */
const OURS = /^supplier_/;
const texts = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : value && typeof value === "object"
      ? Object.entries(value).flatMap(([name, part]) => (OURS.test(name) ? [] : texts(part)))
      : [];
/** Instants, states and other words of our own that lead to nobody. */
const COMMON = /^(\d{4}-\d\d-\d\d(T.*)?|[a-z_.]+|Desk|Website|Opening hours.*)$/;

async function pdf(): Promise<Buffer> {
  return (await renderCertificate(jws, await examineCertificate(jws, keys().published), "pdf")).data;
}
const judge = (file: Buffer | string, published = keys().published) => verifyCertificate(Buffer.from(file), published);

describe("no personal data", () => {
  test("no identifier the tenant ever had stands in the statement, the signed text or the PDF: raw, hashed or HMAC-ed with our keys", async () => {
    expect(identifiers.size).toBeGreaterThan(40);
    const secrets = [env().NEXTAUTH_SECRET, env().GATE_TOKEN, JSON.parse(readFileSync(env().LEDGER_KEY_FILE, "utf8")).key];
    const places = [
      Buffer.from(jws.split(".")[1] ?? "", "base64url").toString(),
      jws,
      (await pdf()).toString("latin1"),
      visible(await pdf()),
    ].map((text) => text.toLowerCase());
    for (const identifier of identifiers) {
      const traces = [identifier, identifier.replaceAll("-", "")];
      for (const encoding of ["hex", "base64", "base64url"] as const) {
        traces.push(createHash("sha256").update(identifier).digest(encoding));
        for (const secret of secrets) traces.push(createHmac("sha256", secret).update(identifier).digest(encoding));
      }
      for (const trace of traces)
        for (const place of places) expect(place.includes(trace.toLowerCase()), `${identifier} as ${trace}`).toBe(false);
    }
  });
  test("the search finds what is there", async () => {
    expect(visible(await pdf())).toContain("Certificate of deletion");
    const [{ number }] = (await sql("SELECT number FROM console.deletion_request WHERE id = $1", [requestId])) as [{ number: number }];
    expect(visible(await pdf())).toContain(`DR-${number}`);
  });
});

/** The words on the page: pdfkit writes them as hexadecimal pieces between kernings. */
const visible = (file: Buffer): string =>
  [...file.toString("latin1").matchAll(/\[([^\]]*)\] TJ/g)]
    .map(([, pieces]) =>
      [...(pieces ?? "").matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => Buffer.from(hex ?? "", "hex").toString("latin1")).join(""),
    )
    .join("\n");

describe("in Hindi", () => {
  const inHindi = async () => (await renderCertificate(jws, await examineCertificate(jws, keys().published), "pdf", "hi")).data;

  test("the page says so, is drawn in a face that has its letters, and holds the same signed text", async () => {
    const page = (await inHindi()).toString("latin1");
    expect(page).toContain("/Lang (hi)");
    expect(page).toMatch(/NotoSansDevanagari/);
    expect(page).toContain(`stream\n${jws}\nendstream`);
  });
  test("it is valid offline, byte for byte, and a byte changed anywhere is not", async () => {
    const whole = await inHindi();
    expect(await judge(whole)).toMatchObject({ exit: 0, says: expect.stringMatching(/^VALID/) });
    expect(whole.equals(await inHindi())).toBe(true);
    for (const at of [40_009, whole.length - 5_000]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await judge(changed)).exit, `byte ${at}`).not.toBe(0);
    }
  }, 60_000);
  test("one drawn with other words than today's is not called forged", async () => {
    const whole = (await inHindi()).toString("latin1").replaceAll(/layout 1, hi [0-9a-f]{8}/g, "layout 1, hi 00000000");
    expect((await judge(Buffer.from(whole, "latin1"))).exit).toBe(2);
  });
  test("the English page taken for a Hindi one is not valid", async () => {
    const claimed = (await pdf()).toString("latin1").replace("/Lang (en)", "/Lang (hi)");
    expect((await judge(Buffer.from(claimed, "latin1"))).exit).not.toBe(0);
  });
  test("the download gives it by its language, and English for one that we do not speak", async () => {
    (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
    const [{ id }] = (await sql("SELECT id FROM console.deletion_certificate WHERE request_id = $1", [requestId])) as [{ id: string }];
    const file = async (query: string) => {
      const request = new Request(`http://localhost/${query}`);
      const answer = await handleCertificate(request, { params: Promise.resolve({ id, ending: "pdf" }) });
      return Buffer.from(await answer.arrayBuffer());
    };
    expect((await file("?lang=hi")).equals(await inHindi())).toBe(true);
    expect((await file("?lang=xx")).equals(await pdf())).toBe(true);
  });
});

test("every class that is erased, and everything that is kept, has its words in every language, and English says what is signed", () => {
  for (const language of languages()) {
    const { classes, keptThings: things } = messagesOf(language).certificate;
    expect(Object.keys(classes).toSorted(), language).toEqual(ERASE_CLASSES.map(({ name }) => name).toSorted());
    expect(Object.keys(things)).toEqual(keptThings().map(({ what }) => keptModel(what)));
  }
  const { classes, keptThings: things } = messagesOf("en").certificate;
  expect(classes).toEqual(Object.fromEntries(ERASE_CLASSES.map(({ name, say }) => [name, say])));
  expect(Object.values(things)).toEqual(keptThings().map(({ what, why }) => ({ what, why })));
});

test("the English page is drawn as it always was: whoever changes a word or a line of it gives it a new layout", async () => {
  const at = "2026-12-22T10:34:00.000Z";
  const statement: Statement = {
    version: 1,
    certificateId: "5c1f7e0e-6d1b-4b7a-9f55-2f3f6b9e1c04",
    page: "http://localhost:3000/certificates/5c1f7e0e-6d1b-4b7a-9f55-2f3f6b9e1c04",
    issuer: "CallMissed Technologies Pvt. Ltd.",
    request: "DR-2041",
    policy: { name: "Account Deletion Policy", updatedOn: "2026-01-15" },
    deactivatedAt: at,
    purgeDueAt: at,
    purgeStartedAt: at,
    verifiedAt: at,
    keyDestroyedAt: at,
    classes: [{ name: "message", say: "Messages", before: 1_234_567, erased: 1_234_567, after: 0 }],
    kept: [{ what: "Tax records", why: "Amounts and days", clause: "Policy §4" }],
  };
  const page = await drawCertificate({ statement, jws: "a.b.c", kid: "local-1", sha256: "0".repeat(64) });
  expect(createHash("sha256").update(page).digest("hex")).toBe("111c0887cc3907aa38e7533c03d4821cdb19e8351220830253d9ec1eee5ea59f");
});

describe("the same certificate gives the same bytes", () => {
  test("signed twice, drawn twice", async () => {
    const finding = await examineCertificate(jws, keys().published);
    if (finding.is !== "valid") throw new Error("not valid");
    expect(await signStatement(finding.statement, keys().current)).toBe(jws);
    expect((await pdf()).equals(await pdf())).toBe(true);
  });
});

describe("whoever holds it can check it offline", () => {
  test("the PDF, the signed text and the JSON are valid", async () => {
    const finding = await examineCertificate(jws, keys().published);
    for (const ending of ["pdf", "jws", "json"] as const) {
      const { exit, says } = await judge((await renderCertificate(jws, finding, ending)).data);
      expect({ ending, exit }).toEqual({ ending, exit: 0 });
      expect(says).toMatch(/^VALID/);
    }
  });
  test("any single character of the signed text changed is not valid, wherever it stands", async () => {
    for (let at = 0; at < jws.length; at += 7) {
      const changed = `${jws.slice(0, at)}${jws[at] === "A" ? "B" : "A"}${jws.slice(at + 1)}`;
      expect((await judge(changed)).exit, `character ${at}`).not.toBe(0);
    }
    const last = jws.slice(0, -1);
    for (const end of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123456789-_")
      if (last + end !== jws) expect((await judge(last + end)).exit).not.toBe(0);
  });
  test("a byte changed anywhere in the PDF is not valid", async () => {
    const whole = await pdf();
    for (let at = 9; at < whole.length; at += 997) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await judge(changed)).exit, `byte ${at}`).not.toBe(0);
    }
    const number = whole.indexOf("Certificate") > -1 ? whole : whole;
    expect((await judge(Buffer.concat([number, Buffer.from("%")]))).exit).toBe(1);
  });
  test("a JSON that says something else than what was signed is not valid", async () => {
    const finding = await examineCertificate(jws, keys().published);
    const json = JSON.parse((await renderCertificate(jws, finding, "json")).data.toString());
    json.statement.classes[0].before = 7;
    expect(await judge(JSON.stringify(json))).toMatchObject({ exit: 1, says: expect.stringMatching(/not what was signed/) });
  });
  test.each([
    ["nothing", "", /empty/],
    ["a cut signed text", () => jws.split(".").slice(0, 2).join("."), /cut off/],
    ["another file", "hello, this is a letter", /neither/],
    ["JSON without a signature", "{}", /jws/],
    ["cut JSON", '{"statement":', /cut off/],
  ])("%s: it cannot be said, with a sentence", async (_what, file, sentence) => {
    expect(await judge(typeof file === "string" ? file : file())).toMatchObject({ exit: 2, says: expect.stringMatching(sentence) });
  });
  test("a cut PDF: it cannot be said", async () => {
    expect((await judge((await pdf()).subarray(0, 900))).exit).toBe(2);
  });
  test("another key of the same name is not valid, an unknown key cannot be judged", async () => {
    const { x } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }) as { x: string };
    const [mine] = keys().published;
    if (!mine) throw new Error("no key");
    expect((await judge(jws, [{ ...mine, x }])).exit).toBe(1);
    expect((await judge(jws, [{ ...mine, kid: "another" }])).exit).toBe(2);
  });
});

describe("only Ed25519 counts", () => {
  const [, payload = ""] = ["", ""];
  const head = (header: object) => Buffer.from(JSON.stringify(header)).toString("base64url");
  const base = { kid: "local-1", typ: "deletion-certificate+jws" };
  const body = () => jws.split(".")[1] ?? payload;

  test("alg none is not valid", async () => {
    expect((await judge(`${head({ ...base, alg: "none" })}.${body()}.AA`)).exit).toBe(1);
    expect((await judge(`${head({ ...base, alg: "none" })}.${body()}.`)).exit).not.toBe(0);
  });
  test("HS256 with the public key as its secret is not valid", async () => {
    const input = `${head({ ...base, alg: "HS256" })}.${body()}`;
    const mac = createHmac("sha256", Buffer.from(keys().published[0]?.x ?? "", "base64url"))
      .update(input)
      .digest("base64url");
    expect(await judge(`${input}.${mac}`)).toMatchObject({ exit: 1, says: expect.stringContaining("HS256") });
  });
  test("a signature that our key made for another purpose is no certificate", async () => {
    const { privateJwk, kid } = keys().current;
    const key = await crypto.subtle.importKey("jwk", privateJwk, "Ed25519", false, ["sign"]);
    const other = await new CompactSign(Buffer.from(body(), "base64url"))
      .setProtectedHeader({ alg: "EdDSA", kid, typ: "checkpoint+jws" })
      .sign(key);
    expect((await judge(other)).exit).toBe(1);
  });
});

test("after a rotation old certificates stay valid and new ones are signed with the new key", async () => {
  const file = path.join(folder, "rotated.json");
  const old = JSON.parse(readFileSync(env().SIGNING_KEY_FILE, "utf8"));
  const fresh = { ...generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" }), kid: "2027-1" };
  writeFileSync(file, JSON.stringify({ keys: [fresh, ...old.keys] }));
  const rotated = openSigningKeys(file);
  const finding = await examineCertificate(jws, rotated.published);
  if (finding.is !== "valid") throw new Error(finding.because);
  const again = await examineCertificate(await signStatement(finding.statement, rotated.current), rotated.published);
  expect(again).toMatchObject({ is: "valid", kid: "2027-1" });
  // The old private part may go; its public part is what verifies.
  writeFileSync(file, JSON.stringify({ keys: [fresh, ...old.keys.map(({ d: _private, ...rest }: { d: string }) => rest)] }));
  expect((await examineCertificate(jws, openSigningKeys(file).published)).is).toBe("valid");
});

test.each([
  ["is not there", null],
  ["is cut", '{"keys": ['],
  ["has no private part", () => JSON.stringify({ keys: keys().published })],
  [
    "has a public part of another key",
    () => JSON.stringify({ keys: [{ ...keys().current.privateJwk, x: Buffer.alloc(32, 1).toString("base64url") }] }),
  ],
])("a signing key file that %s is refused with one sentence", (_what, content) => {
  const file = path.join(folder, "wrong.json");
  rmSync(file, { force: true });
  if (content !== null) writeFileSync(file, typeof content === "string" ? content : content());
  expect(() => openSigningKeys(file)).toThrow(/SIGNING_KEY_FILE/);
});

test("the last mail links to the certificate and carries PDF and signed text", async () => {
  const notice = await world.console.db.notice.findFirstOrThrow({ where: { requestId, kind: "purged" } });
  const mail = await prepareNotice(world.console, notice);
  if (mail === "void") throw new Error("nothing to send");
  expect(mail.text).toMatch(/http:\/\/localhost:3000\/account\/closed\/[0-9a-f-]{36}\?lang=en$/m);
  expect(mail.attachments?.map(({ filename }) => filename.replace(/\d+/, "1"))).toEqual([
    "callmissed-deletion-certificate-DR-1.pdf",
    "callmissed-deletion-certificate-DR-1.jws",
  ]);
  for (const { content } of mail.attachments ?? []) expect((await judge(content)).exit).toBe(0);
});

test("anybody may keep the files for a day: the same address gives the same bytes", async () => {
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
  const [{ id }] = (await sql("SELECT id FROM console.deletion_certificate WHERE request_id = $1", [requestId])) as [{ id: string }];
  const file = () => handleCertificate(new Request("http://localhost"), { params: Promise.resolve({ id, ending: "pdf" }) });
  const [first, second] = [await file(), await file()];
  expect(first.headers.get("cache-control")).toBe("public, max-age=86400, immutable");
  expect(Buffer.from(await first.arrayBuffer()).equals(await pdf())).toBe(true);
  expect(Buffer.from(await second.arrayBuffer()).equals(await pdf())).toBe(true);
  const unknown = await handleCertificate(new Request("http://localhost"), { params: Promise.resolve({ id: requestId, ending: "pdf" }) });
  expect([unknown.status, unknown.headers.get("cache-control")]).toEqual([404, null]);
});

test("whether a legal order postponed it is told to nobody: the statement has the same parts with one and without", async () => {
  const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 40 });
  const { id } = await world.given.hold({ tenant, scope: ["payments"], isAgreed: true });
  await sql(
    `SET session_replication_role = replica; UPDATE console.legal_hold SET placed_at = now() - interval '30 days', agreed_at = now() - interval '30 days',
       lapses_at = now() - interval '28 days', released_at = now() - interval '3 days', released_by = gen_random_uuid(),
       release_asked_at = now(), release_asked_by = gen_random_uuid(), ended_because = 'released' WHERE id = '${id}'; RESET ALL`,
  );
  await beginPurge(world.purge, request.id);
  expect(await purgeTenant(world.purge, request.id)).toBe("finished");
  const held = (await sql("SELECT jws FROM console.deletion_certificate WHERE request_id = $1", [request.id]))[0]?.jws;
  const said = (text: string) => JSON.parse(Buffer.from(text.split(".")[1] ?? "", "base64url").toString());
  expect(Object.keys(said(held))).toEqual(Object.keys(said(jws)));
  expect(said(held).kept).toEqual(said(jws).kept);
  expect(JSON.stringify(said(held))).not.toMatch(/"holds"/);
});

test("what jose signs, the standard library verifies: anybody's program can", () => {
  const [head, body, signature] = jws.split(".");
  const { privateJwk } = keys().current;
  const made = sign(null, Buffer.from(`${head}.${body}`), { key: privateJwk, format: "jwk" } as unknown as Parameters<typeof sign>[2]);
  expect(made.toString("base64url")).toBe(signature);
});
