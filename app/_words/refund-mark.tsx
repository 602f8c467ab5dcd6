import { OctagonAlert, UsersRound } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import type { RefundState, Trouble } from "@/server/refund/refund";
import { REFUND_MARKS, TROUBLE_WORDS } from "./refunds";

/** A refund's state: word, shape, colour. While others have to agree it says so. */
export function RefundMark({ state, waits = false }: { state: RefundState; waits?: boolean }) {
  const mark = REFUND_MARKS[state];
  if (state === "requested" && waits)
    return (
      <Badge icon={UsersRound} look={mark.look} title="Somebody proposes to grant it. Other people have to agree.">
        proposed
      </Badge>
    );
  return (
    <Badge icon={mark.icon} look={mark.look} title={mark.means}>
      {mark.word}
    </Badge>
  );
}

/** Somebody has to look at it. Filled, so that nobody overlooks it among the states. */
export function TroubleMark({ trouble }: { trouble: Trouble }) {
  return (
    <Badge icon={OctagonAlert} look="bg-purging text-ground" title={TROUBLE_WORDS[trouble].title}>
      {TROUBLE_WORDS[trouble].short}
    </Badge>
  );
}
