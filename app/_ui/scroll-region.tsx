import type { ReactNode } from "react";

/** Something longer than its place: can be scrolled with the wheel, a finger, and the arrow keys. */
export function ScrollRegion({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a place in the tab order a keyboard could not scroll it
    <section tabIndex={0} aria-label={label} className={className}>
      {children}
    </section>
  );
}

/** Somebody's letter: plain text with its own line ends, and nothing that can be clicked. */
export function PlainText({ label, text, empty }: { label: string; text: string | null; empty: string }) {
  return (
    <ScrollRegion
      label={label}
      className="relative max-h-96 overflow-y-auto whitespace-pre-wrap rounded-md bg-sunken px-4 py-3 leading-6 [overflow-wrap:anywhere]"
    >
      {text?.trim() || empty}
    </ScrollRegion>
  );
}
