import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { STATE_MARKS } from "@/app/_words/states";
import type { State } from "@/server/deletion/lifecycle";

/** Somebody else, or the clock, moved this request while it was being looked at. */
export function MovedOn({ state, onSeen }: { state: State; onSeen: () => void }) {
  return (
    <Callout
      tone="unsure"
      live="status"
      className="mb-3"
      action={
        <Button size="small" look="quiet" className="-my-1 text-inherit" onClick={onSeen}>
          I see
        </Button>
      }
    >
      This request changed while you were looking. It is {STATE_MARKS[state].word} now.
    </Callout>
  );
}
