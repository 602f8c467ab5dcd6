import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { csvLine } from "@/server/lib/csv";
import type { Db } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { accountingRow, COLUMN_NAMES } from "./accounting-row";
import { type ExportPeriod, periodWhere } from "./credit-note";

const PAGE = 500;

/**
 * All notes of a financial year or a month as CSV for accounting, page by page, never all in memory. How many of them and of when
 * is written into the book before the first line goes out. What is issued meanwhile belongs to the next file: numbers are given
 * one after the other, so everything up to the last one that is there now is complete.
 */
export async function exportCreditNotes(
  { db }: Pick<Deps, "db">,
  actor: { kind: "operator"; id: string },
  period: ExportPeriod,
): Promise<AsyncGenerator<Buffer>> {
  const last = await db.$transaction(async (tx) => {
    const { _count: notes, _max } = await tx.creditNote.aggregate({ where: periodWhere(period), _count: true, _max: { number: true } });
    const { financialYear = null, month = null } = period;
    await recordAuditEvent(tx, "credit_notes.exported", actor, {}, { notes, financialYear, month });
    return _max.number ?? "";
  });
  return lines(db, period, last);
}

/** Begins with the mark by which spreadsheets know UTF-8, so that names in Hindi stay readable. */
async function* lines(db: Pick<Db, "creditNote">, period: ExportPeriod, last: string): AsyncGenerator<Buffer> {
  yield Buffer.from(`\ufeff${csvLine(COLUMN_NAMES)}`);
  for (let after = ""; ; ) {
    const notes = await db.creditNote.findMany({
      where: { AND: [periodWhere(period), { number: { gt: after, lte: last } }] },
      orderBy: { number: "asc" },
      take: PAGE,
      include: { refund: { select: { number: true, gateway: true, bankReference: true } } },
    });
    if (notes.length > 0) yield Buffer.from(notes.map((note) => csvLine(accountingRow(note))).join(""));
    const end = notes[PAGE - 1];
    if (!end) return;
    after = end.number;
  }
}
