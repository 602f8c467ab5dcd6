import { z } from "zod";
import { INVENTORY } from "./inventory";

const instant = z.iso.datetime();
const count = z.number().int().nonnegative();

/**
 * What a deletion certificate says (P8): counts, instants and clauses. The request's number is the one thing that its
 * owner can recognise; no name, address, tenant id or amount of money stands in it, so whoever has the link may read it.
 */
export const statementSchema = z.strictObject({
  version: z.literal(1),
  certificateId: z.uuid(),
  /** Where it can be looked up; whatever else is printed on paper leads here. */
  page: z.url(),
  issuer: z.string(),
  request: z.string().regex(/^DR-\d+$/),
  policy: z.strictObject({ name: z.string(), updatedOn: z.iso.date() }),
  deactivatedAt: instant,
  purgeDueAt: instant,
  purgeStartedAt: instant,
  /** When an independent recount found nothing in any class (P4). */
  verifiedAt: instant,
  /** From here on nothing that was encrypted for the tenant can be read (P5); null when it had no key. */
  keyDestroyedAt: instant.nullable(),
  classes: z.array(z.strictObject({ name: z.string(), say: z.string(), before: count, erased: count, after: z.literal(0) })).min(1),
  kept: z.array(z.strictObject({ what: z.string(), why: z.string(), clause: z.string() })),
});
export type Statement = z.infer<typeof statementSchema>;

export const ISSUER = "CallMissed Technologies Pvt. Ltd.";

/** Of everything the inventory keeps, what came about through this tenant, in its owner's words. The rest is about our own staff and services. */
const KEPT = {
  TaxRecord: ["Tax records", "Amounts, tax and days, for 7 years; no name, number or hash leads back"],
  DeletionRequest: ["The request", "Its number, states and instants: the proof that it was carried out"],
  ProbeReceipt: ["The closed doors", "That sign-in, keys and bots were refused afterwards"],
  AuditEvent: ["Our own log", "Who of our staff did what and when; identifiers that lead to nothing any more"],
  Grievance: ["Complaints register", "Numbers, kinds and dates: that each was answered in time; no words, files or names"],
  LegalHold: ["Legal orders", "If any postponed the deletion: which authority, and until when"],
} as const satisfies Partial<Record<keyof typeof INVENTORY, readonly [what: string, why: string]>>;

/** What stays and why, with the clause that the purge's inventory cites for it; the same for everybody, so that it tells of no order. */
export function keptThings(): Statement["kept"] {
  const models = Object.keys(KEPT) as (keyof typeof KEPT)[];
  return models.map((model) => {
    const [what, why] = KEPT[model];
    return { what, why, clause: INVENTORY[model].clause.replaceAll("D§", "Policy §").replace(/, product \w+$/, "") };
  });
}

/** Which thing that is kept a statement means; null for one that is called otherwise today. */
export const keptModel = (what: string): keyof typeof KEPT | null =>
  (Object.keys(KEPT) as (keyof typeof KEPT)[]).find((model) => KEPT[model][0] === what) ?? null;

/** Where people find a certificate. */
export const certificatePage = (appUrl: string, id: string): string => `${appUrl.replace(/\/$/, "")}/certificates/${id}`;

/** Where our last mail leads (S1): what was done, in the reader's language, and the certificate's files. */
export const closedPage = (appUrl: string, id: string): string => `${appUrl.replace(/\/$/, "")}/account/closed/${id}`;

/** The name under which a certificate is saved, without its ending. */
export const certificateFile = ({ request }: Pick<Statement, "request">): string => `callmissed-deletion-certificate-${request}`;
