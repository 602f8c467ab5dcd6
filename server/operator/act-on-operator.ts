import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { type Gathered, gatherOperator } from "./gather-operator";
import { lockOperators } from "./lock-operators";
import { type OperatorAct, refuseAct } from "./operator-acts";

export type Actor = { kind: "operator"; id: string };
export type ActingOnOperator = Gathered & { tx: Tx; now: Date };

/** The life of every act on somebody who works here: one transaction, the one lock of all operators, then `refuseAct`, then what follows. */
export async function actOnOperator<Result>(
  deps: Deps,
  actor: Actor,
  operatorId: string,
  act: OperatorAct,
  consequences: (acting: ActingOnOperator) => Promise<Result>,
): Promise<Result> {
  return deps.db.$transaction(async (tx) => {
    await lockOperators(tx);
    const now = await deps.clock.now(tx);
    const gathered = await gatherOperator(tx, operatorId, now);
    if (!gathered) throw new NotFound("operator");
    const because = refuseAct(gathered.facts, act, actor.id);
    if (because) throw new Refusal(because);
    return consequences({ ...gathered, tx, now });
  });
}
