"use client";
import type { RequestDetail } from "@/app/_trpc/answers";
import { buttonClass } from "@/app/_ui/button";
import { cx } from "@/app/_ui/cx";
import { Kbd } from "@/app/_ui/kbd";
import { ACTS, type ActName } from "./acts";

type Decision = RequestDetail["decisions"]["verify"];
type ActButtonProps = { act: ActName | "take"; title?: string; decision?: Decision; busy: boolean; onStart: () => void };

/** One act. When a rule forbids it, it can still be reached by keyboard and points to the sentence that says why. */
export function ActButton({ act, title, decision, busy, onStart }: ActButtonProps) {
  const shown = act === "take" ? { title: title ?? "", keys: "m", look: "quiet" as const } : ACTS[act];
  const forbidden = decision?.allowed === false;
  return (
    <button
      type="button"
      aria-disabled={forbidden || busy || undefined}
      aria-describedby={forbidden && decision.code ? `why-${decision.code}` : undefined}
      onClick={() => {
        if (!forbidden && !busy) onStart();
      }}
      className={cx(
        buttonClass(shown.look),
        (forbidden || busy) && "cursor-not-allowed",
        forbidden && "border-line bg-sunken text-faint hover:bg-sunken",
      )}
    >
      {shown.title}
      <span className="hidden lg:inline">
        <Kbd keys={shown.keys} tone="inherit" />
      </span>
    </button>
  );
}
