import { TAX_RECORD_YEARS } from "@/server/policy/retention";
import { ERASE_CLASSES, type EraseClass } from "@/server/retention/inventory";
import type { Row } from "@/server/testing/insert-rows";
import type { Book, Table } from "../book";
import { dayInIndia, type Instant, iso } from "../instants";
import type { Case } from "./request";
import { SYSTEM } from "./trail";

/** What a purge found before it erased it: rows per table, files, and the purchases whose sums the tax law keeps. */
export interface Remains {
  counts: { className: string; rows: number }[];
  purchases: Row[];
  balancePaise: number;
}

// What the console itself held about a purged tenant here: its one letter, the code, the mails sent to the owner, and a fingerprint per table.
const OF_THE_CONSOLE: Record<string, number> = { letter: 1, confirmation: 1, notice: 2, seal_digest: 14, tenant_key: 1 };
const NAMED_PARTS = ["recordings", "knowledge"];

/** Takes stock of a book that holds one tenant only, class by class as the purge erases them. */
export function remainsOf(book: Book, balancePaise: number, isByMail: boolean): Remains {
  const partOf = (objectKey: string) => NAMED_PARTS.find((part) => part === objectKey.split("/")[1]) ?? "rest";
  const count = ({ name, table, part }: EraseClass): number => {
    if (part) return [...book.objects.keys()].filter((objectKey) => partOf(objectKey) === part).length;
    if (name === "letter" && !isByMail) return 0;
    return OF_THE_CONSOLE[name] ?? book.of(table as Table).length;
  };
  return {
    counts: ERASE_CLASSES.map((entry) => ({ className: entry.name, rows: count(entry) })),
    purchases: book.of("platform.purchase"),
    balancePaise,
  };
}

/** The purge that ran when the window closed: steps, recount, anonymous tax records, and the last mail. Returns its end. */
export function addPurge(that: Case, deactivationId: string, purgeDueAt: Instant, remains: Remains): Instant {
  const { book, random, tenant, requestId, trail } = that;
  const startedAt = purgeDueAt + random.int(3_000, 55_000);
  trail.event("purge.started", startedAt, SYSTEM, {});
  let clock = startedAt + 400;
  const steps = remains.counts.map(({ className, rows }, position): Row => {
    const began = clock;
    clock += 300 + rows * 3 + random.int(0, 900);
    trail.event("purge.step_finished", clock, SYSTEM, { className, erased: rows });
    return {
      request_id: requestId,
      position,
      class_name: className,
      before: rows,
      done: rows,
      survivors: 0,
      worked_ms: Math.round((clock - began) / 2),
      started_at: iso(began),
      finished_at: iso(clock),
    };
  });
  const verifiedAt = clock + 1_200;
  const finishedAt = verifiedAt + 300;
  const forfeitedPaise = remains.balancePaise;
  book.add("console.purge_run", {
    request_id: requestId,
    tenant_id: tenant.id,
    started_at: iso(startedAt),
    heartbeat_at: iso(clock),
    verified_at: iso(verifiedAt),
    finished_at: iso(finishedAt),
    fault: null,
    forfeited_paise: forfeitedPaise,
  });
  book.add("console.purge_step", ...steps);
  for (const purchase of remains.purchases) addTaxRecord(that, purchase);
  const erased = remains.counts.reduce((sum, { rows }) => sum + rows, 0);
  trail.event("purge.finished", finishedAt, SYSTEM, {
    classes: remains.counts.length,
    erased,
    forfeitedPaise: String(forfeitedPaise),
    taxRecords: remains.purchases.length,
  });
  trail.notice("purged", requestId, finishedAt, { purgedAt: iso(finishedAt) });
  trail.signal("tenant_purged", requestId, finishedAt);
  const deactivation = book.of("console.deactivation").find(({ id }) => id === deactivationId);
  Object.assign(deactivation ?? {}, { ended_at: iso(finishedAt), ended_because: "purged" });
  return finishedAt;
}

/** Sums and a day; a new id, and nothing that leads back (P7). */
function addTaxRecord(
  { book, random }: Case,
  { kind, currency, amount_paise, taxable_paise, cgst_paise, sgst_paise, igst_paise, purchased_at }: Row,
): void {
  const day = dayInIndia(Date.parse(String(purchased_at)));
  const eraseOn = `${Number(day.slice(0, 4)) + TAX_RECORD_YEARS}${day.slice(4)}`.replace("-02-29", "-03-01");
  book.add("console.tax_record", {
    id: random.uuid(),
    kind: kind ?? null,
    currency: currency ?? null,
    amount_paise: amount_paise ?? null,
    taxable_paise: taxable_paise ?? null,
    cgst_paise: cgst_paise ?? null,
    sgst_paise: sgst_paise ?? null,
    igst_paise: igst_paise ?? null,
    transacted_on: day,
    erase_on: eraseOn,
  });
}
