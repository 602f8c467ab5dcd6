"use client";
import { type ReactNode, useEffect, useRef } from "react";

/** A sentence that is read aloud when it changes; it also takes the focus if what was pressed is gone from the page. */
export function Said({ state, children }: { state: string; children: ReactNode }) {
  const sentence = useRef<HTMLParagraphElement>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (document.activeElement === document.body) sentence.current?.focus();
  }, [state]);
  return (
    <p ref={sentence} role="status" tabIndex={-1} className="outline-none">
      {children}
    </p>
  );
}
