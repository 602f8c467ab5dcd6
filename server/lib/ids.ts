import { randomUUID } from "node:crypto";
import { z } from "zod";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type TenantId = Branded<"tenant">;
export type RequestId = Branded<"request">;
export type OperatorId = Branded<"operator">;
export type LetterId = Branded<"letter">;
export type PurchaseId = Branded<"purchase">;
export type RefundId = Branded<"refund">;
export type GrievanceId = Branded<"grievance">;
export type ExportId = Branded<"export">;

const uuid = <T extends string>() => z.uuid().transform((value) => value.toLowerCase() as T);

/** Parsers for ids that arrive from outside: anything that is not a UUID is refused before a query sees it. */
export const tenantId = uuid<TenantId>();
export const requestId = uuid<RequestId>();
export const operatorId = uuid<OperatorId>();
export const letterId = uuid<LetterId>();
export const purchaseId = uuid<PurchaseId>();
export const refundId = uuid<RefundId>();
export const grievanceId = uuid<GrievanceId>();
export const exportId = uuid<ExportId>();
export const anyId = z.uuid();
/** The hash of what was on a second person's screen when they agreed (A3). */
export const shownHash = z.string().regex(/^[0-9a-f]{64}$/);

export const newId = (): string => randomUUID();

/** How people say a request: DR-2041. */
export const requestNumber = (number: number): string => `DR-${number}`;

/** How people say a grievance: GR-1017. */
export const grievanceNumber = (number: number): string => `GR-${number}`;

/** The number in "DR-2041", "dr 2041" or "2041"; null when the text is not one. */
export function parseRequestNumber(text: string): number | null {
  const match = /^\s*(?:dr[-\s]?)?(\d{1,9})\s*$/i.exec(text);
  return match ? Number(match[1]) : null;
}
