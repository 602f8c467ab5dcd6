"use client";
import { Popover } from "radix-ui";
import { useEffect, useId, useRef, useState } from "react";
import { cx } from "./cx";

type RevealableProps<Reason extends string> = {
  /** What it looks like while it is hidden. */
  masked: string;
  /** What it is, as in "Show the e-mail address". */
  what: string;
  reasons: readonly { value: Reason; words: string }[];
  /** Asks for the value, for this reason. Throws with words for the person. */
  ask: (because: Reason) => Promise<string>;
  className?: string;
};

/** A hidden value that is shown once a reason is given, for as long as this place is on screen; nothing remembers it besides. */
export function Revealable<Reason extends string>({ masked, what, reasons, ask, className }: RevealableProps<Reason>) {
  const [value, setValue] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const title = useId();
  const hide = useRef<HTMLButtonElement>(null);
  const isShown = value !== null;
  useEffect(() => {
    if (isShown) hide.current?.focus();
  }, [isShown]);

  async function reveal(because: Reason) {
    setBusy(true);
    setTrouble(null);
    try {
      setValue(await ask(because));
      setOpen(false);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : "It could not be shown.");
    } finally {
      setBusy(false);
    }
  }

  const button = "inline-flex min-h-6 shrink-0 items-center rounded px-1 text-soft text-xs underline decoration-edge underline-offset-4";
  return (
    <span className={cx("inline-flex min-w-0 flex-wrap items-center gap-x-1", className)}>
      <span className="min-w-0 [overflow-wrap:anywhere]">{value ?? masked}</span>
      {isShown ? (
        <button ref={hide} type="button" onClick={() => setValue(null)} className={cx(button, "hover:text-ink max-sm:min-h-11")}>
          Hide<span className="sr-only"> {what}</span>
        </button>
      ) : (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger className={cx(button, "hover:text-ink max-sm:min-h-11")}>
            Show…<span className="sr-only"> {what}</span>
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              aria-labelledby={title}
              align="start"
              sideOffset={4}
              collisionPadding={12}
              className="z-50 w-72 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-raised p-1.5 text-sm shadow-float"
            >
              <p id={title} className="px-2 py-1 text-pretty text-soft text-xs">
                Why do you need {what}? The reason is written down.
              </p>
              <ul>
                {reasons.map(({ value: because, words }) => (
                  <li key={because}>
                    <button
                      type="button"
                      disabled={busy}
                      onClick={() => void reveal(because)}
                      className="flex min-h-8 w-full items-center rounded-md px-2 text-left hover:bg-hover focus-visible:-outline-offset-2 disabled:text-faint max-sm:min-h-11"
                    >
                      {words}
                    </button>
                  </li>
                ))}
              </ul>
              {trouble ? (
                <p role="alert" className="px-2 py-1 text-purging text-xs">
                  {trouble}
                </p>
              ) : null}
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
      <span role="status" className="sr-only">
        {isShown ? `Shown: ${what}.` : ""}
      </span>
    </span>
  );
}
