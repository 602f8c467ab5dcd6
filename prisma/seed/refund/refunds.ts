import { DAY_MS, HOUR_MS } from "@/server/lib/clock";
import { financialYearOf } from "@/server/refund/credit-note";
import type { Book } from "../book";
import { type Instant, startOfDay } from "../instants";
import { randomFor } from "../random";
import type { Tenant } from "../tenant/tenant";
import { REFUND_CASES, type RefundCase } from "./cases";
import type { UnnumberedNote } from "./credit-notes";
import type { Sealed } from "./record";
import { RefundStory } from "./story";

/** Money on its way back to owners, in every state, over tenants that are active and some that were sealed meanwhile. Answers with the credit notes, to be numbered. */
export function addRefunds(book: Book, now: Instant, active: readonly Tenant[], sealed: readonly Sealed[]): UnnumberedNote[] {
  const notes: UnnumberedNote[] = [];
  const underSeal = sealed.filter(({ deactivatedAt }) => now - deactivatedAt > 5 * DAY_MS && now - deactivatedAt < 7 * DAY_MS);
  const waiting = [...active];
  let last: RefundStory | undefined;
  for (const [at, told] of REFUND_CASES.entries()) {
    const random = randomFor(`refund ${at}`);
    const seal = told.isUnderSeal ? underSeal.shift() : undefined;
    const askedAt = seal ? seal.deactivatedAt - told.askedHoursAgo * HOUR_MS : whenAsked(told, now) + random.int(1, 50) * 1_000;
    const boughtAt = askedAt - told.afterHours * HOUR_MS;
    const tenant = (told.retriesLast && last?.tenant) || seal?.tenant || takeOld(book, waiting, boughtAt);
    last = new RefundStory({ book, random, now, tenant, told, askedAt, boughtAt, retries: told.retriesLast ? last : undefined });
    const note = last.tell();
    if (note) notes.push(note);
  }
  return notes;
}

function whenAsked({ askedHoursAgo, daysBeforeApril }: RefundCase, now: Instant): Instant {
  if (daysBeforeApril === undefined) return now - askedHoursAgo * HOUR_MS;
  const april = Date.parse(`${financialYearOf(new Date(now)).slice(0, 4)}-04-01T00:00:00+05:30`);
  return startOfDay(april - daysBeforeApril * DAY_MS) + 11 * HOUR_MS;
}

/** The next tenant that was there already when this was bought; each is asked once as long as there are others. */
function takeOld(book: Book, waiting: Tenant[], boughtAt: Instant): Tenant {
  const createdAt = (tenant: Tenant) => Date.parse(String(book.of("platform.tenant").find(({ id }) => id === tenant.id)?.created_at));
  const at = waiting.findIndex((tenant) => createdAt(tenant) < boughtAt - DAY_MS);
  const [found] = at === -1 ? [] : waiting.splice(at, 1);
  if (!found) throw new Error("there are fewer active tenants than refunds");
  waiting.push(found);
  return found;
}
