import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { type ActingOnOperator, type Actor, actOnOperator } from "./act-on-operator";
import type { Change } from "./operator";

type ActingOnChange = ActingOnOperator & { change: Change };

/** The same for an answer to exactly this change. Throws `change_over` where another one waits by now, or none. */
export async function actOnChange<Result>(
  deps: Deps,
  actor: Actor,
  changeId: string,
  act: "agree" | "decline" | "withdraw",
  consequences: (acting: ActingOnChange) => Promise<Result>,
): Promise<Result> {
  const asked = await deps.db.operatorChange.findUnique({ where: { id: changeId }, select: { operatorId: true } });
  if (!asked) throw new NotFound("change");
  const attempt = async () => {
    try {
      return await actOnOperator(deps, actor, asked.operatorId, act, (acting) => {
        if (acting.change?.id !== changeId) throw new Refusal("change_over");
        return consequences({ ...acting, change: acting.change });
      });
    } catch (error) {
      // An invitation that is over leaves nobody behind, but it was one.
      throw error instanceof NotFound ? new Refusal("change_over") : error;
    }
  };
  return act === "withdraw" ? attempt() : orRefusalRecorded(deps, actor, { kind: "change_operator", subjectId: changeId }, attempt);
}
