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
  /** How many legal orders postponed the deletion beyond its day (H3). */
  holds: count,
  classes: z.array(z.strictObject({ name: z.string(), say: z.string(), before: count, erased: count, after: z.literal(0) })).min(1),
  kept: z.array(z.strictObject({ what: z.string(), why: z.string(), clause: z.string() })),
});
export type Statement = z.infer<typeof statementSchema>;

export const ISSUER = "CallMissed Technologies Pvt. Ltd.";
export const BACKUPS_SENTENCE = "Copies in backups run out within about 90 days; their content cannot be read without the destroyed key.";

/** Of everything the inventory keeps, what came about through this tenant. The rest is about our own staff and services. */
const KEPT = {
  TaxRecord: "Tax records",
  DeletionRequest: "The request and its course",
  ProbeReceipt: "Results of the lock-out",
  AuditEvent: "The log of what our staff did",
  LegalHold: "Legal orders",
} as const satisfies Partial<Record<keyof typeof INVENTORY, string>>;

/** What stays and why, each with its clause, from the same inventory that the purge works by. */
export function keptThings(holds: number): Statement["kept"] {
  return Object.entries(KEPT)
    .filter(([model]) => model !== "LegalHold" || holds > 0)
    .map(([model, what]) => {
      const { reason, clause } = INVENTORY[model as keyof typeof KEPT];
      return { what, why: reason, clause };
    });
}

/** Where people find a certificate. */
export const certificatePage = (appUrl: string, id: string): string => `${appUrl.replace(/\/$/, "")}/certificates/${id}`;

/** The name under which a certificate is saved, without its ending. */
export const certificateFile = ({ request }: Pick<Statement, "request">): string => `callmissed-deletion-certificate-${request}`;
