import type { LegalHold } from "@/prisma/generated/client";
import { lockRequest } from "@/server/deletion/act-on-request";
import { LIVE_STATES } from "@/server/deletion/lifecycle";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { holdState } from "./gather-held";
import { type HoldAct, type HoldState, refuseAct } from "./hold-acts";
import type { RefusalCode } from "./refusals";

type Who = { kind: "operator"; id: string } | { kind: "system" };
export type ActingOnHold = { tx: Tx; now: Date; hold: LegalHold; requestId: string | null };

/**
 * The life of every act on an open hold: one transaction, the tenant's lock first, then its live request's, as the purge
 * takes them before every batch; only then is the hold read and `refuseAct` asked. What it refuses is thrown, and anything
 * thrown rolls everything back. `lapse` is the clock's own act.
 */
export async function actOnHold<Result>(
  deps: Deps,
  actor: Who,
  holdId: string,
  act: HoldAct | "lapse",
  consequences: (acting: ActingOnHold) => Promise<Result>,
) {
  return deps.db.$transaction(async (tx) => {
    const known = await tx.legalHold.findUnique({ where: { id: holdId }, select: { tenantId: true } });
    if (!known) throw new NotFound("hold");
    const requestId = await lockTenantsCase(tx, known.tenantId);
    await tx.$queryRaw`SELECT 1 FROM console.legal_hold WHERE id = ${holdId}::uuid FOR UPDATE`;
    const hold = await tx.legalHold.findUniqueOrThrow({ where: { id: holdId } });
    const now = await deps.clock.now(tx);
    const because = refuse(await holdState(tx, hold, now), act, actor, now);
    if (because) throw new Refusal(because);
    return consequences({ tx, now, hold, requestId });
  });
}

function refuse(state: HoldState, act: HoldAct | "lapse", actor: Who, now: Date): RefusalCode | null {
  if (act !== "lapse") return refuseAct(state, act, actor.kind === "operator" ? actor.id : "", now);
  if (state.endedBecause) return `hold_${state.endedBecause}`;
  if (state.agreedAt) return "hold_agreed";
  return now < state.lapsesAt ? "hold_not_agreed" : null;
}

/** Locks a tenant and its live request, if there is one. The tenant's own row may be gone while letters about it are still held. */
export async function lockTenantsCase(tx: Tx, tenantId: string): Promise<string | null> {
  await lockTenant(tx, tenantId);
  const request = await tx.deletionRequest.findFirst({ where: { tenantId, state: { in: [...LIVE_STATES] } }, select: { id: true } });
  if (request) await lockRequest(tx, request.id);
  return request?.id ?? null;
}
