import type { AlertKind } from "@/prisma/generated/enums";
import type { Deps } from "@/server/lib/deps";

/** An open alert, with the names of what it is about. The organisation is null where its tenant is erased or it has none. */
export type OpenAlert = {
  id: string;
  kind: AlertKind;
  requestId: string | null;
  holdId: string | null;
  endpointId: string | null;
  refundId: string | null;
  differenceId: string | null;
  grievanceId: string | null;
  raisedAt: Date;
  /** The request's number. */
  number: number | null;
  refundNumber: number | null;
  grievanceNumber: number | null;
  amountPaise: bigint | null;
  organisation: string | null;
};

/**
 * What went wrong and stays wrong until somebody looks: first where money is with somebody who should not have it, then the oldest. At most 20.
 * Those about a case of the desk are for who may see that it is there.
 */
export const listOpenAlerts = ({ db }: Deps, { ofDesk }: { ofDesk: boolean }): Promise<OpenAlert[]> => db.$queryRaw<OpenAlert[]>`
  SELECT a.id, a.kind::text AS kind, a.request_id AS "requestId", a.hold_id AS "holdId", a.endpoint_id AS "endpointId",
    a.refund_id AS "refundId", a.difference_id AS "differenceId", a.grievance_id AS "grievanceId", a.raised_at AS "raisedAt", q.number,
    r.number AS "refundNumber", g.number AS "grievanceNumber", r.amount_paise AS "amountPaise", t.name AS organisation
  FROM console.alert a
  LEFT JOIN console.deletion_request q ON q.id = a.request_id
  LEFT JOIN console.refund r ON r.id = a.refund_id
  LEFT JOIN console.grievance g ON g.id = a.grievance_id
  LEFT JOIN platform.tenant t ON t.id = r.tenant_id
  WHERE a.ended_at IS NULL AND (a.grievance_id IS NULL OR ${ofDesk})
  ORDER BY (a.kind = 'refund_reversed' OR coalesce(r.trouble::text, '') IN ('paid_after_all', 'paid_twice', 'reversed')) DESC, a.raised_at, a.id
  LIMIT 20`;
