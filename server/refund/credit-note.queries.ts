import type { Prisma } from "@/prisma/generated/client";
import type { Deps } from "@/server/lib/deps";
import { creditNoteNumber, parseNoteSearch } from "./credit-note";
import { refundNumber } from "./refund";

const PAGE = 50;
type Cursor = { issuedAt: Date; id: string };
type Asked = { financialYear: string | null; q: string; cursor: Cursor | null };

/** Credit notes, newest first, one page from the cursor on (keyset); of one financial year, by number, or all. At most 50. */
export async function listCreditNotes({ db, clock }: Deps, { financialYear, q, cursor }: Asked) {
  const wanted = parseNoteSearch(q);
  const where: Prisma.CreditNoteWhereInput[] = [];
  if (financialYear) where.push({ financialYear });
  if (q !== "") where.push({ number: { in: wanted ? await numbersOf(db, wanted) : [] } });
  if (cursor) where.push({ OR: [{ issuedAt: { lt: cursor.issuedAt } }, { issuedAt: cursor.issuedAt, id: { lt: cursor.id } }] });
  const rows = await db.creditNote.findMany({
    where: { AND: where },
    orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    select: {
      id: true,
      number: true,
      issuedAt: true,
      tenantId: true,
      refundId: true,
      recipientName: true,
      invoiceNumber: true,
      amountPaise: true,
      cgstPaise: true,
      sgstPaise: true,
      igstPaise: true,
      reversedAt: true,
      refund: { select: { number: true } },
    },
  });
  const items = rows.slice(0, PAGE).map(({ refund, cgstPaise, sgstPaise, igstPaise, ...row }) => ({
    ...row,
    taxPaise: cgstPaise + sgstPaise + igstPaise,
    refundNumber: refundNumber(refund.number),
  }));
  const end = rows.length > PAGE ? items.at(-1) : undefined;
  return { now: await clock.now(db), items, next: end ? { issuedAt: end.issuedAt, id: end.id } : null };
}

/** What a search can mean: one number, or the same place in each year's series; looked for as whole numbers, which have an index. */
async function numbersOf(db: Deps["db"], wanted: NonNullable<ReturnType<typeof parseNoteSearch>>): Promise<string[]> {
  if ("number" in wanted) return [wanted.number];
  const ordinal = Number(wanted.ordinal);
  if (ordinal < 1) return [];
  const series = await db.creditNoteSeries.findMany({ where: { lastNumber: { gte: ordinal } }, select: { financialYear: true } });
  return series.map(({ financialYear }) => creditNoteNumber(financialYear, ordinal));
}

/** The financial years in which notes were issued, the latest first. */
export async function creditNoteYears({ db, clock }: Deps) {
  const series = await db.creditNoteSeries.findMany({ select: { financialYear: true }, orderBy: { financialYear: "desc" } });
  return { now: await clock.now(db), years: series.map(({ financialYear }) => financialYear) };
}

/** What the credit notes of one financial year ("2026-27") come to, in paise with their GST, and what of it came back from the bank. */
export async function creditNoteTotals({ db }: Deps, financialYear: string) {
  // The year's bounds in India, so that the index by date finds its notes.
  const first = Number(financialYear.slice(0, 4));
  const issuedAt = { gte: new Date(`${first}-03-31T18:30:00.000Z`), lt: new Date(`${first + 1}-03-31T18:30:00.000Z`) };
  const sums = { amountPaise: true, taxablePaise: true } as const;
  const [all, reversed] = await Promise.all([
    db.creditNote.aggregate({ where: { financialYear, issuedAt }, _count: true, _sum: sums }),
    db.creditNote.aggregate({ where: { financialYear, issuedAt, reversedAt: { not: null } }, _count: true, _sum: sums }),
  ]);
  const amountPaise = all._sum.amountPaise ?? 0n;
  return {
    notes: all._count,
    amountPaise,
    taxPaise: amountPaise - (all._sum.taxablePaise ?? 0n),
    reversed: { notes: reversed._count, amountPaise: reversed._sum.amountPaise ?? 0n },
  };
}
