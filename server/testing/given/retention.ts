import { randomUUID } from "node:crypto";
import { factsSha256, paramsText } from "@/server/approval/facts-sha256";
import { orderOf } from "@/server/legal-hold/order";
import { DAY_MS, HOUR_MS } from "@/server/lib/clock";
import { RETENTION_HOURS } from "@/server/policy/retention";
import { classesHeldBy } from "@/server/retention/inventory";
import type { Ground } from "../given";
import { insertRows } from "../insert-rows";
import { addOneRowInEveryTable } from "./every-table";
import { addLetter, databaseTime } from "./letter";
import { addOperator } from "./operator";
import type { GivenTenant } from "./people";
import { addConfirmedCode, addRequest, type GivenRequest, type RequestWish } from "./request";

export interface RetentionWish extends RequestWish {
  /** Fractions allowed; one day when neither this nor `dueInMs` is given. */
  deactivatedDaysAgo?: number;
  /** Milliseconds until the window closes; negative once it has. */
  dueInMs?: number;
  /** Gives the tenant one row in every table before it is sealed. */
  isFilled?: true;
  /** Leaves the seal's digest to the worker. */
  isUndigested?: true;
  /** Writes the five refused probes. */
  isProbed?: true;
}

export interface GivenRetention {
  tenant: GivenTenant;
  request: GivenRequest;
  deactivationId: string;
  deactivatedAt: Date;
  purgeDueAt: Date;
  objectKeys: string[];
}

export interface HoldWish {
  tenant: Pick<GivenTenant, "id">;
  placedBy?: string;
  /** Data groups; everything when left out. */
  scope?: string[];
  isAgreed?: true;
  placedHoursAgo?: number;
  reviewInDays?: number;
  /** Released by two people at that instant. */
  releasedAt?: Date;
}

export interface ReturnWish {
  retention: GivenRetention;
  isConfirmed?: boolean;
  /** Whether the sealed data was compared since, by the real functions; yes by default, once the seal has its digest. */
  isCompared?: boolean;
  /** Also a letter that asks for it, with four passed checks. */
  isByMail?: true;
}

const WINDOW_MS = RETENTION_HOURS * HOUR_MS;

export async function addRetention(ground: Ground, wish: RetentionWish): Promise<GivenRetention> {
  const now = Date.parse(await databaseTime(ground.pool));
  const purgeDueAt = new Date(wish.dueInMs !== undefined ? now + wish.dueInMs : now - (wish.deactivatedDaysAgo ?? 1) * DAY_MS + WINDOW_MS);
  const deactivatedAt = new Date(purgeDueAt.getTime() - WINDOW_MS);
  const request = await addRequest(
    ground,
    { receivedAt: new Date(deactivatedAt.getTime() - 2 * HOUR_MS), ...wish },
    "retained",
    purgeDueAt,
  );
  const { tenant } = request;
  const { objectKeys } = wish.isFilled ? await addOneRowInEveryTable(ground, tenant.id) : { objectKeys: [] };
  const { pool } = ground;
  const keys = await pool.query(
    "UPDATE platform.api_key SET revoked_at = $2, revoked_because = 'tenant_deactivated' WHERE tenant_id = $1 AND revoked_at IS NULL",
    [tenant.id, deactivatedAt],
  );
  const sessions = await pool.query("UPDATE platform.member_session SET ended_at = $2 WHERE tenant_id = $1 AND ended_at IS NULL", [
    tenant.id,
    deactivatedAt,
  ]);
  const deactivationId = randomUUID();
  await pool.query(
    `INSERT INTO console.deactivation (id, tenant_id, request_id, deactivated_at, purge_due_at, keys_revoked, sessions_ended, digest_taken_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      deactivationId,
      tenant.id,
      request.id,
      deactivatedAt,
      purgeDueAt,
      keys.rowCount,
      sessions.rowCount,
      wish.isUndigested ? null : deactivatedAt,
    ],
  );
  if (!wish.isUndigested) {
    await pool.query(
      `INSERT INTO console.seal_digest (deactivation_id, moment, table_name, rows, digest, taken_at)
       SELECT $1, 'sealed', d.table_name, d.rows, d.digest, $3 FROM platform.digest_tenant($2) d`,
      [deactivationId, tenant.id, deactivatedAt],
    );
  }
  if (wish.isProbed) await addReceipts(ground, deactivationId, deactivatedAt);
  return { tenant, request, deactivationId, deactivatedAt, purgeDueAt, objectKeys };
}

async function addReceipts({ pool }: Ground, deactivationId: string, at: Date): Promise<void> {
  const kinds = ["owner_sign_in", "member_sign_in", "api_key", "bot", "webhook"];
  const receipt = { deactivation_id: deactivationId, outcome: "refused", attempts: 1, observed_at: at.toISOString() };
  await insertRows(
    pool,
    "console.probe_receipt",
    kinds.map((kind) => ({ ...receipt, kind, reason: kind === "api_key" ? "revoked" : "tenant_deactivated" })),
  );
}

/** The owner asks to come back an hour ago, confirmed by default. */
export async function addReturnRequest(ground: Ground, wish: ReturnWish): Promise<{ id: string }> {
  const { retention, isConfirmed = true, isCompared = true, isByMail } = wish;
  const { request, tenant } = retention;
  const id = randomUUID();
  const receivedAt = new Date(Date.parse(await databaseTime(ground.pool)) - HOUR_MS);
  await insertRows(ground.pool, "console.return_request", [
    { id, request_id: request.id, tenant_id: tenant.id, received_at: receivedAt.toISOString() },
  ]);
  if (isByMail) await addLetter(ground, { tenant, requestId: request.id, intent: "reactivation", outcome: "asked_to_return", receivedAt });
  if (isConfirmed) await addConfirmedCode(ground, request.id, tenant, "return", receivedAt);
  if (isCompared) await addComparison(ground, retention);
  return { id };
}

/** A comparison with the seal, finished this instant. */
async function addComparison({ pool }: Ground, { deactivationId, tenant }: GivenRetention): Promise<void> {
  await pool.query(
    `WITH digest AS MATERIALIZED (SELECT * FROM platform.digest_tenant($2)), began AS (
       INSERT INTO console.return_comparison (deactivation_id, started_at, tables_done, tables, rows, finished_at, differs_in)
       SELECT d.id, now(), count(*), count(*), sum(n.rows), now(), min(n.table_name) FILTER (WHERE NOT EXISTS (
         SELECT 1 FROM console.seal_digest s WHERE s.deactivation_id = d.id AND s.moment = 'sealed'
           AND (s.table_name, s.rows, s.digest) = (n.table_name, n.rows, n.digest)))
       FROM console.deactivation d, digest n WHERE d.id = $1 AND d.digest_taken_at IS NOT NULL GROUP BY d.id RETURNING deactivation_id)
     INSERT INTO console.seal_digest (deactivation_id, moment, table_name, rows, digest, taken_at)
     SELECT b.deactivation_id, 'returning', n.table_name, n.rows, n.digest, now() FROM began b, digest n`,
    [deactivationId, tenant.id],
  );
}

/** A legal hold with a review in 60 days; over everything, open, and waiting for a second person unless the wish says otherwise. */
export async function addHold(ground: Ground, wish: HoldWish): Promise<{ id: string; placedBy: string; agreedBy: string | null }> {
  const id = randomUUID();
  const placedBy = wish.placedBy ?? (await addOperator(ground, "grievance_officer")).id;
  const isAgreed = wish.isAgreed || wish.releasedAt;
  const agreedBy = isAgreed ? (await addOperator(ground, "support_lead")).id : null;
  const scope = wish.scope ?? ["everything"];
  const now = Date.parse(await databaseTime(ground.pool));
  const placedAt = new Date((wish.releasedAt?.getTime() ?? now) - (wish.placedHoursAgo ?? 0) * HOUR_MS);
  const reviewOn = new Date(now + (wish.reviewInDays ?? 60) * DAY_MS + 5.5 * HOUR_MS).toISOString().slice(0, 10);
  await ground.pool.query(
    `INSERT INTO console.legal_hold (id, tenant_id, authority, reference, scope, held_classes, review_on, placed_at, placed_by, lapses_at,
       agreed_at, agreed_by, release_asked_at, release_asked_by, released_at, released_by, ended_because)
     VALUES ($1, $2, 'City Civil Court, Bengaluru', 'OS 4410/2026', $3, $4, $5, $6::timestamptz, $7, $6::timestamptz + interval '48 hours',
       CASE WHEN $8::uuid IS NOT NULL THEN $6::timestamptz END, $8, CASE WHEN $9::timestamptz IS NOT NULL THEN $6::timestamptz END,
       CASE WHEN $9::timestamptz IS NOT NULL THEN $7::uuid END, $9, CASE WHEN $9::timestamptz IS NOT NULL THEN $8::uuid END,
       CASE WHEN $9::timestamptz IS NOT NULL THEN 'released'::console."HoldEnd" END)`,
    [id, wish.tenant.id, scope, classesHeldBy(scope), reviewOn, placedAt, placedBy, agreedBy, wish.releasedAt ?? null],
  );
  if (!isAgreed) await addHoldApproval(ground, { id, tenantId: wish.tenant.id, scope, reviewOn, placedAt, placedBy });
  return { id, placedBy, agreedBy };
}

/** What the placing asked of a second person, bound to the same words. */
async function addHoldApproval(
  { pool }: Ground,
  hold: { id: string; tenantId: string; scope: string[]; reviewOn: string; placedAt: Date; placedBy: string },
) {
  const order = orderOf({
    ...hold,
    authority: "City Civil Court, Bengaluru",
    reference: "OS 4410/2026",
    heldClasses: classesHeldBy(hold.scope),
    reviewOn: new Date(hold.reviewOn),
  });
  await pool.query(
    `INSERT INTO console.approval (id, kind, subject_id, facts_sha256, params, maker_id, created_at, expires_at)
     VALUES ($1, 'place_hold', $2, $3, $4, $5, $6::timestamptz, $6::timestamptz + interval '48 hours')`,
    [randomUUID(), hold.id, factsSha256(order), paramsText(order), hold.placedBy, hold.placedAt],
  );
}
