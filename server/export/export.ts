import type { ExportState } from "@/prisma/generated/enums";
import { HOUR_MS, later } from "@/server/lib/clock";

/*
 *   requested ──▶ building ──▶ ready ──▶ expired        (168 hours later; not while an order holds it)
 *       │             │
 *       └─────────────┴──▶ failed                       (the tenant was sealed, or it could not be built)
 *
 *  A try that is killed leaves `building` behind; the next one builds anew.
 */

/** How long an archive can be fetched (D§5); a check of the database says the same. */
export const VALID_HOURS = 7 * 24;
/** Of one tenant, in 24 hours; those that failed do not count. */
export const MOST_A_DAY = 3;
/** After so many tries, killed ones included, a person has to look. */
export const MOST_ATTEMPTS = 5;

export type FailedBecause = "tenant_sealed" | "could_not_be_built";

/** Where an archive lies: under the tenant's own prefix, so that the purge takes it with "everything else" (P1). */
export const exportsPrefix = (tenantId: string): string => `${tenantId}/exports/`;
export const archiveKey = ({ tenantId, id }: { tenantId: string; id: string }): string => `${exportsPrefix(tenantId)}${id}.zip`;

/** The class of the purge's inventory that an archive belongs to, and so what order holds it. */
export const HELD_AS = "objects_rest";

export const expiryOf = (readyAt: Date): Date => later(readyAt, VALID_HOURS * HOUR_MS);

/** Whether its owner can fetch it now. */
export const isOpen = ({ state, expiresAt }: { state: ExportState; expiresAt: Date | null }, now: Date): boolean =>
  state === "ready" && expiresAt !== null && now < expiresAt;

/** The tenant was deactivated: nothing more of it is read or written (L4). */
export class TenantSealed extends Error {
  constructor() {
    super("the tenant is sealed");
    this.name = "TenantSealed";
  }
}

/** This try is not the one that counts (any more): another one builds, or the archive's row has ended or gone. */
export class Overtaken extends Error {
  constructor() {
    super("another try builds this archive, or nobody wants it any more");
    this.name = "Overtaken";
  }
}
