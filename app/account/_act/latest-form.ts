"use client";
import { useEffect, useState } from "react";

const PRESSED = "callmissed:form-pressed";

/** What came of a form, until another form of the page is sent: what was wrong with the first says nothing about the second. */
export function useUntilAnother<Outcome>(outcome: Outcome | null, self: string) {
  const [stale, setStale] = useState<Outcome | null>(null);
  useEffect(() => {
    const onPressed = (event: Event) => {
      if ((event as CustomEvent<string>).detail !== self) setStale(outcome);
    };
    window.addEventListener(PRESSED, onPressed);
    return () => window.removeEventListener(PRESSED, onPressed);
  }, [outcome, self]);
  return { current: outcome === stale ? null : outcome, press: () => window.dispatchEvent(new CustomEvent(PRESSED, { detail: self })) };
}
