import { Lock } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import type { State } from "@/server/deletion/lifecycle";
import { STATE_MARKS } from "./states";

/** A request's state: word, shape, colour. `look` may deepen it as time runs out. */
export function StateMark({ state, look }: { state: State; look?: string }) {
  const mark = STATE_MARKS[state];
  return (
    <Badge icon={mark.icon} look={look ?? mark.look} title={mark.means}>
      {mark.word}
    </Badge>
  );
}

export function HeldMark() {
  return (
    <Badge icon={Lock} look="bg-held-ground text-held" title="A legal hold is open: nothing may be deleted.">
      held
    </Badge>
  );
}
