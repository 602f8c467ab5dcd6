import { orRecordedPause } from "@/server/grievance/record-kept-back";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { gatherFacts } from "./gather-facts";
import { type Act, type Actor, decide, type Facts, type State } from "./lifecycle";

export type Acting = {
  tx: Tx;
  now: Date;
  facts: Facts;
  request: Awaited<ReturnType<typeof gatherFacts>>["request"];
  owner: Awaited<ReturnType<typeof gatherFacts>>["owner"];
  /** Moves the request to the state that `decide` allowed; call it where the act's order needs it. */
  move: (data?: { rejectedBecause?: string; dueAt?: Date }) => Promise<void>;
};

type Consequences<Result> = (acting: Acting) => Promise<Result>;

/**
 * The life of every act on a request (house §3): one transaction, the tenant's lock first, then the request's, the facts
 * under both, the decision, and only then the consequences. Throws `stale_screen` when `version` is not the one the
 * person saw, and whatever refusal `decide` names; anything thrown rolls everything back. What the officer's pause keeps
 * back is written in the book (G4).
 */
export async function actOnRequest<Result>(
  deps: Deps,
  actor: Actor,
  requestId: string,
  version: number | null,
  act: Act,
  consequences: Consequences<Result>,
): Promise<Result> {
  const aboutOf = async () => {
    const request = await deps.db.deletionRequest.findUnique({ where: { id: requestId }, select: { tenantId: true } });
    return { requestId, tenantId: request?.tenantId ?? null };
  };
  return orRecordedPause(deps, actor, act, aboutOf, () =>
    deps.db.$transaction(async (tx) => {
      await lockRequest(tx, requestId);
      return actInside(tx, await deps.clock.now(tx), actor, requestId, version, act, consequences);
    }),
  );
}

/** The same in the transaction of whoever holds both locks already, for several acts that happen together or not at all. */
export async function actInside<Result>(
  tx: Tx,
  now: Date,
  actor: Actor,
  requestId: string,
  version: number | null,
  act: Act,
  consequences: Consequences<Result>,
): Promise<Result> {
  const { request, facts, owner } = await gatherFacts(tx, requestId, now);
  if (version !== null && version !== request.version) throw new Refusal("stale_screen", { state: request.state });
  const decision = decide(facts, act, actor, now);
  if (!decision.allowed)
    throw new Refusal(decision.because, { state: request.state, table: facts.differsIn, order: facts.paused?.orderId ?? null });
  const move: Acting["move"] = async (data = {}) => {
    if (!decision.to) throw new Error(`${act} moves no state`);
    await moveRequest(tx, request, decision.to, now, data);
  };
  return consequences({ tx, now, facts, request, owner, move });
}

/** Locks the tenant, then the request; in this order everywhere, so that two acts can never wait for each other in a circle. */
export async function lockRequest(tx: Tx, requestId: string): Promise<void> {
  const known = await tx.deletionRequest.findUnique({ where: { id: requestId }, select: { tenantId: true } });
  if (!known) throw new NotFound("request");
  if (known.tenantId) await lockTenant(tx, known.tenantId);
  await tx.$queryRaw`SELECT 1 FROM console.deletion_request WHERE id = ${requestId}::uuid FOR UPDATE`;
}

async function moveRequest(
  tx: Tx,
  request: { id: string; version: number; state: State },
  to: State,
  now: Date,
  data: { rejectedBecause?: string; dueAt?: Date },
): Promise<void> {
  const { count } = await tx.deletionRequest.updateMany({
    where: { id: request.id, version: request.version, state: request.state },
    data: { state: to, version: request.version + 1, stateChangedAt: now, dueAt: data.dueAt ?? now, rejectedBecause: data.rejectedBecause },
  });
  if (count !== 1) throw new Error("the request moved although it was locked");
}
