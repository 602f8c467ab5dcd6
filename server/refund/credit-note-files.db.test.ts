import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { may, ROLES, type Role } from "@/server/operator/permissions";
import { pdfWords } from "@/server/testing/pdf-words";
import { testWorld, type World } from "@/server/testing/world";
import { handleCreditNote } from "./handle-credit-note";
import { handleCreditNoteExport } from "./handle-credit-note-export";
import { issueCreditNote } from "./issue-credit-note";
import { readCreditNote } from "./read-credit-note";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

/** A tenant with a refund that was paid and its note. */
async function issued({ name = "Chai Point Labs", stateCode = "29", at = "2026-11-22T10:34:00.000Z", taxablePaise = 12_345_650 } = {}) {
  const tenant = await world.given.tenant({ name, stateCode });
  const purchase = await world.given.purchase({ tenant, stateCode, taxablePaise, purchasedAt: new Date("2026-11-20T04:00:00.000Z") });
  const refund = await world.given.refund({ purchase, state: "succeeded" });
  await sql("UPDATE console.refund SET bank_reference = 'ARN74332746326' WHERE id = $1", [refund.id]);
  const note = await world.console.db.$transaction((tx) => issueCreditNote(tx, refund.id, new Date(at)));
  return { tenant, purchase, refund, note };
}

const as = (role: Role | null) => async () => {
  const operator = role && (await world.given.operator(role));
  return { deps: world.console, operator: operator && { ...operator, role: operator.role as Role }, member: null, callId: "call" };
};
const download = (id: string, role: Role | null = "support_agent") =>
  handleCreditNote(new Request("http://localhost"), { params: Promise.resolve({ id }) }, as(role));
const take = (query: string, role: Role | null = "support_lead") =>
  handleCreditNoteExport(new Request(`http://localhost/api/credit-notes/export?${query}`), undefined, as(role));

describe("the paper", () => {
  test("has what r.53(1A) asks for: CGST and SGST inside the State", async () => {
    const { note, purchase, refund } = await issued();
    const words = pdfWords((await readCreditNote(world.console.db, note.id))?.pdf ?? Buffer.of());
    const [{ number }] = (await sql("SELECT number FROM console.refund WHERE id = $1", [refund.id])) as [{ number: number }];
    for (const said of [
      "Credit note",
      "CallMissed Technologies Pvt. Ltd.",
      /GSTIN \d\d[A-Z0-9]{13}/,
      note.number,
      "22 November 2026",
      "Chai Point Labs",
      "GSTIN not given",
      "Place of supply: 29 Karnataka",
      purchase.invoiceNumber,
      "20 November 2026",
      `RF-${number}`,
      "ARN74332746326",
      "₹1,23,456.50",
      "Central tax (CGST)",
      "State tax (SGST)",
      "9%",
      "₹11,111.09",
      "₹1,45,678.68",
    ])
      expect(words).toMatch(said);
    expect(words.match(/₹11,111\.09/g)).toHaveLength(2);
    expect(words.replace(/\s+/g, " ")).toMatch("Rupees one lakh forty-five thousand six hundred seventy-eight and sixty-eight paise only");
    expect(words).not.toMatch(/IGST|\ufffd/);
  });
  test("IGST across States, and a name in Hindi is written with its own letters", async () => {
    const { note } = await issued({ name: "चाय पॉइंट", stateCode: "07", taxablePaise: 100_000 });
    const words = pdfWords((await readCreditNote(world.console.db, note.id))?.pdf ?? Buffer.of());
    for (const said of ["Place of supply: 07 Delhi", "Integrated tax (IGST)", "18%", "₹180.00", "₹1,180.00", "चाय"])
      expect(words).toContain(said);
    expect(words).not.toMatch(/CGST\)|SGST\)|\ufffd/);
  });
  test("is the same to the byte whenever it is drawn, whatever becomes of tenant, payment and settings, also after a reversal", async () => {
    const { note, tenant, refund } = await issued();
    const hash = async () =>
      createHash("sha256")
        .update((await readCreditNote(world.console.db, note.id))?.pdf ?? "")
        .digest("hex");
    const first = await hash();
    await sql("UPDATE platform.tenant SET name = 'Renamed', gstin = '29AAPFU0939F1ZV' WHERE id = $1", [tenant.id]);
    await sql("UPDATE console.refund SET bank_reference = 'another' WHERE id = $1", [refund.id]);
    await sql("UPDATE console.credit_note SET reversed_at = now() WHERE id = $1", [note.id]);
    expect(await hash()).toBe(first);
  });
});

describe("who may have it", () => {
  test.each(ROLES)("%s gets the PDF as the table of permissions says, and it stands in the book", async (role) => {
    const { note, refund, tenant } = await issued();
    const response = await download(note.id, role);
    expect(response.status).toBe(may(role, "refund:read") ? 200 : 403);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="credit-note-${note.number.replaceAll("/", "-")}.pdf"`);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(
      await sql("SELECT actor_kind, tenant_id, payload FROM console.audit_event WHERE type = 'credit_note.read' AND tenant_id = $1", [
        tenant.id,
      ]),
    ).toEqual([{ actor_kind: "operator", tenant_id: tenant.id, payload: { refundId: refund.id } }]);
  });
  test("whoever is signed out gets nothing, and nothing is recorded", async () => {
    const { note, tenant } = await issued();
    expect((await download(note.id, null)).status).toBe(401);
    expect(await sql("SELECT 1 FROM console.audit_event WHERE tenant_id = $1 AND type = 'credit_note.read'", [tenant.id])).toEqual([]);
  });
  test("an id of something else, a made-up one, what is no id, and an erased one are all the same: not there", async () => {
    const { note, tenant, refund } = await issued();
    await sql("DELETE FROM console.credit_note WHERE id = $1", [note.id]);
    const answers = await Promise.all(
      [tenant.id, refund.id, crypto.randomUUID(), "export", "../1", note.id].map(async (id) => {
        const response = await download(id);
        return [response.status, await response.text()];
      }),
    );
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
  });
  test.each(ROLES)("%s exports as the table of permissions says", async (role) => {
    expect((await take("year=2026-27", role)).status).toBe(may(role, "refund:export") ? 200 : 403);
  });
  test("nobody exports signed out", async () => expect((await take("year=2026-27", null)).status).toBe(401));
});

describe("the file for accounting", () => {
  /** Reads RFC 4180 back; none of the test's cells has a line break in it. */
  const parse = (text: string) =>
    text
      .replace(/^\ufeff/, "")
      .trimEnd()
      .split("\r\n")
      .map((line) =>
        [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain),
      );
  const paise = (text: string | undefined) => BigInt((text ?? "").replace(".", ""));

  test("has every note of its period once, in the order of the series, and its sums are those of the rows", async () => {
    await issued({ name: '=HYPERLINK("http://x","y"), Inc.', at: "2031-04-30T18:29:59.999Z", taxablePaise: 33_333 });
    await issued({ stateCode: "07", at: "2031-04-30T18:30:00.000Z", taxablePaise: 77_777 });
    await issued({ at: "2032-03-31T18:29:59.999Z", taxablePaise: 101 });
    const response = await take("year=2031-32");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="credit-notes-2031-32.csv"');
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    expect(text.startsWith("\ufeffCredit note number,Credit note date,")).toBe(true);
    const [head = [], ...rows] = parse(text);
    expect(rows.map((row) => row[0])).toEqual([1, 2, 3].map((ordinal) => `CN/31-32/000000${ordinal}`));
    expect(rows.map((row) => row[1])).toEqual(["2031-04-30", "2031-05-01", "2032-03-31"]);
    for (const row of rows) expect(row).toHaveLength(head.length);
    expect(rows[0]?.[2]).toBe(`'=HYPERLINK("http://x","y"), Inc.`);
    expect(rows[1]).toMatchObject({
      4: "07 Delhi",
      8: "18",
      9: "0.00",
      13: expect.stringMatching(/^RF-\d+$/),
      14: "cashfree",
      15: "ARN74332746326",
      16: "",
    });
    const [sums] = await sql(
      "SELECT sum(taxable_paise) AS a, sum(cgst_paise) AS b, sum(sgst_paise) AS c, sum(igst_paise) AS d, sum(amount_paise) AS e FROM console.credit_note WHERE financial_year = '2031-32'",
    );
    const sum = (name: string) => rows.reduce((all, row) => all + paise(row[head.indexOf(name)]), 0n);
    expect(["Taxable value", "CGST", "SGST", "IGST", "Total"].map(sum)).toEqual(Object.values(sums as object).map(BigInt));
    expect(sum("Taxable value") + sum("CGST") + sum("SGST") + sum("IGST")).toBe(sum("Total"));
  });
  test("a month begins and ends at midnight in India", async () => {
    const numbers = async (month: string) =>
      parse(Buffer.from(await (await take(`month=${month}`)).arrayBuffer()).toString("utf8"))
        .slice(1)
        .map(([number]) => number);
    expect(await numbers("2031-04")).toEqual(["CN/31-32/0000001"]);
    expect(await numbers("2031-05")).toEqual(["CN/31-32/0000002"]);
    expect(await numbers("2031-06")).toEqual([]);
  });
  test("a reversed note stays in it, marked", async () => {
    const { note } = await issued({ at: "2033-06-01T00:00:00.000Z" });
    await sql("UPDATE console.credit_note SET reversed_at = '2033-06-05T19:00:00Z' WHERE id = $1", [note.id]);
    const [, row] = parse(Buffer.from(await (await take("year=2033-34")).arrayBuffer()).toString("utf8"));
    expect(row?.at(-1)).toBe("2033-06-06");
  });
  test("goes over pages without losing or doubling a line, and leaves what is issued meanwhile to the next file", async () => {
    const { note } = await issued({ at: "2035-06-01T00:00:00.000Z" });
    // The same note 1,200 times under other numbers; what would point to a refund is not looked at here.
    await sql(
      `SET session_replication_role = replica;
       CREATE TEMP TABLE many AS SELECT m.*, n AS ordinal FROM generate_series(2, 1201) n, console.refund r JOIN console.credit_note c ON c.refund_id = r.id,
         LATERAL jsonb_populate_record(NULL::console.refund, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'number', 1000000 + n, 'gateway_refund_id', 'cmr_many_' || n)) m WHERE c.id = '${note.id}';
       INSERT INTO console.refund SELECT p.* FROM many m, LATERAL jsonb_populate_record(NULL::console.refund, to_jsonb(m)) p;
       INSERT INTO console.credit_note SELECT p.* FROM many m, console.credit_note c,
         LATERAL jsonb_populate_record(NULL::console.credit_note, to_jsonb(c) || jsonb_build_object('id', gen_random_uuid(), 'refund_id', m.id, 'number', 'CN/35-36/' || lpad(m.ordinal::text, 7, '0'))) p WHERE c.id = '${note.id}';
       UPDATE console.credit_note_series SET last_number = 1201 WHERE financial_year = '2035-36';
       SET session_replication_role = origin`,
    );
    const reader = (await take("year=2035-36")).body?.getReader();
    const parts: Uint8Array[] = [];
    let later: string | undefined;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      later ??= (await issued({ at: "2035-06-02T00:00:00.000Z" })).note.number;
    }
    const numbers = parse(Buffer.concat(parts).toString("utf8"))
      .slice(1)
      .map(([number]) => number);
    expect(numbers).toEqual(Array.from({ length: 1_201 }, (_, index) => `CN/35-36/${String(index + 1).padStart(7, "0")}`));
    expect(later).toBe("CN/35-36/0001202");
    expect(parts.length).toBeGreaterThan(3);
  });
  test("who took it, of when and how many, stands in the book", async () => {
    const before = await sql("SELECT count(*)::int AS n FROM console.credit_note WHERE financial_year = '2031-32'");
    await take("year=2031-32", "auditor");
    await take("month=2031-04", "auditor");
    expect(await sql("SELECT payload FROM console.audit_event WHERE type = 'credit_notes.exported' ORDER BY id DESC LIMIT 2")).toEqual([
      { payload: { notes: 1, financialYear: null, month: "2031-04" } },
      { payload: { notes: before[0]?.n, financialYear: "2031-32", month: null } },
    ]);
  });
  test.each(["", "year=2026", "year=2026-28", "month=2026-13", "year=2026-27&month=2026-11", "year=%27%20OR%201=1"])(
    "%j is no period",
    async (query) => expect((await take(query)).status).toBe(400),
  );
});
