import { randomUUID } from "node:crypto";
import { HOUR_MS, MINUTE_MS } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import type { Ground } from "../given";
import { insertRows } from "../insert-rows";
import { addLetter, databaseTime, type EvidenceWish } from "./letter";
import { addOperator } from "./operator";
import { addTenant, type GivenTenant } from "./people";

export interface RequestWish {
  tenant?: GivenTenant;
  channel?: "mail" | "dashboard" | "operator";
  /** For mail: codes per check; what is left out passed. */
  evidence?: EvidenceWish;
  /** Whether the owner has confirmed the one-time code; yes by default. */
  isConfirmed?: boolean;
  /** The letter only names the tenant: the request does not take the tenant's one live place. */
  isOnlyClaimed?: boolean;
  lodgedBy?: string;
  assigneeId?: string;
  receivedAt?: Date;
}

export interface GivenRequest {
  id: string;
  number: number;
  /** What an act has to name, or it is refused as stale. */
  version: number;
  tenant: GivenTenant;
  letterId: string | null;
}

type State = "received" | "verified" | "retained";
const VERSION: Record<State, number> = { received: 1, verified: 2, retained: 3 };

export const addReceived = (ground: Ground, wish: RequestWish): Promise<GivenRequest> => addRequest(ground, wish, "received");
export const addVerified = (ground: Ground, wish: RequestWish): Promise<GivenRequest> => addRequest(ground, wish, "verified");

/** A request written directly in its state, with its letter, findings and code. */
export async function addRequest(ground: Ground, wish: RequestWish, state: State, dueAt?: Date): Promise<GivenRequest> {
  const tenant = wish.tenant ?? (await addTenant(ground, {}));
  const { channel = "mail", isOnlyClaimed = false } = wish;
  const id = randomUUID();
  const receivedAt = wish.receivedAt ?? new Date(Date.parse(await databaseTime(ground.pool)) - HOUR_MS);
  const lodgedBy = wish.lodgedBy ?? (channel === "operator" ? (await addOperator(ground, "support_agent")).id : null);
  const { rows } = await ground.pool.query<{ number: number }>(
    `INSERT INTO console.deletion_request (id, channel, state, version, tenant_id, claimed_tenant_id, lodged_by_operator_id, assignee_id, received_at, state_changed_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10) RETURNING number`,
    [
      id,
      channel,
      state,
      VERSION[state],
      isOnlyClaimed ? null : tenant.id,
      isOnlyClaimed ? tenant.id : null,
      lodgedBy,
      wish.assigneeId ?? null,
      receivedAt,
      dueAt ?? receivedAt,
    ],
  );
  const number = rows[0]?.number ?? 0;
  const letter = channel === "mail" ? await addLetter(ground, { tenant, requestId: id, evidence: wish.evidence, receivedAt }) : null;
  if (letter && isOnlyClaimed) await ground.pool.query("UPDATE console.inbound_mail SET tenant_id = NULL WHERE id = $1", [letter.id]);
  if ((wish.isConfirmed ?? true) && !isOnlyClaimed) await addConfirmedCode(ground, id, tenant, "deletion", receivedAt);
  return { id, number, version: VERSION[state], tenant, letterId: letter?.id ?? null };
}

/** A code that the owner typed five minutes after it was sent. */
export async function addConfirmedCode(
  { pool }: Ground,
  requestId: string,
  tenant: GivenTenant,
  purpose: "deletion" | "return",
  sentAt: Date,
): Promise<void> {
  const id = randomUUID();
  const later = (minutes: number) => new Date(sentAt.getTime() + minutes * MINUTE_MS).toISOString();
  await insertRows(pool, "console.confirmation", [
    {
      id,
      purpose,
      request_id: requestId,
      tenant_id: tenant.id,
      member_id: tenant.owner.id,
      code_sha256: sha256Hex(`no code ${id}`),
      attempts: 1,
      created_at: later(0),
      expires_at: later(10),
      confirmed_at: later(5),
      ended_at: later(5),
      ended_because: "confirmed",
    },
  ]);
}
