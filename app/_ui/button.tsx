import type { ComponentProps } from "react";
import { cx } from "./cx";

const LOOKS = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border-edge/60 bg-ground text-ink hover:bg-hover",
  quiet: "border-transparent bg-transparent text-soft hover:bg-hover hover:text-ink",
  danger: "border-purging bg-ground text-purging hover:bg-purging-ground",
  dangerous: "border-transparent bg-purging text-ground hover:opacity-90",
} as const;

type ButtonProps = ComponentProps<"button"> & { look?: keyof typeof LOOKS; size?: "small" | "normal"; busy?: boolean };

/** A button says what it does. While it is busy it keeps its size and its words, and takes no second press. */
export function Button({ look = "plain", size = "normal", busy = false, className, disabled, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(
        buttonClass(look, size),
        "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-faint",
        busy && "disabled:cursor-progress",
        className,
      )}
      {...rest}
    />
  );
}

/** The look of a button for things that are links. */
export function buttonClass(look: keyof typeof LOOKS = "plain", size: "small" | "normal" = "normal"): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium text-sm",
    size === "small" ? "h-8 px-2.5 max-sm:h-11" : "h-9 px-3.5 max-sm:h-11",
    LOOKS[look],
  );
}
