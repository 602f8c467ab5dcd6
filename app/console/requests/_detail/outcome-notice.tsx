"use client";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Refused } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { Trouble } from "@/app/_ui/trouble";

type Outcome = { done: string } | { refused: Refused } | null;
type Props = { outcome: Outcome; onLookAgain: () => Promise<unknown>; onClose: () => void };

/** What came of the last act: exactly what happened, or which rule said no. The focus comes here when its button is gone. */
export function OutcomeNotice({ outcome, onLookAgain, onClose }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome && document.activeElement === document.body) place.current?.focus();
  }, [outcome]);
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      {outcome && "done" in outcome ? (
        <Callout
          tone="good"
          live="status"
          className="mb-3"
          action={
            <button
              type="button"
              onClick={onClose}
              aria-label="Close this message"
              className="-m-1 flex size-7 shrink-0 items-center justify-center rounded hover:bg-black/5 max-sm:size-11"
            >
              <X aria-hidden className="size-4" />
            </button>
          }
        >
          {outcome.done}
        </Callout>
      ) : null}
      {outcome && "refused" in outcome ? (
        <div className="mb-3">
          <Refusal refused={outcome.refused} onLookAgain={onLookAgain} />
        </div>
      ) : null}
    </div>
  );
}

/** What one saw is no longer so: nothing more can come of this question. */
export const isStale = (outcome: Outcome): boolean => outcome !== null && "refused" in outcome && outcome.refused.code === "stale_screen";

/** A refusal in its place. On a stale screen the way on is to look again. */
export function Refusal({ refused, onLookAgain }: { refused: Refused; onLookAgain: () => Promise<unknown> }) {
  const stale = refused.code === "stale_screen";
  return (
    <Trouble
      sentence={refused.sentence}
      callId={refused.callId}
      onRetry={stale ? () => void onLookAgain() : undefined}
      retryWords="Look again"
    />
  );
}
