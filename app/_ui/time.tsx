"use client";
import { INDIA, instantIn, relativeWords } from "./instant";
import { useAwake, useServerTime } from "./tick";

/** An instant: absolute in IST, beside it how far away, and in the tooltip the viewer's own zone. */
export function Time({ at, now, relative = true, className }: { at: Date; now: Date; relative?: boolean; className?: string }) {
  const words = useServerTime(now, (present) => (relative ? relativeWords(at, present) : ""));
  return (
    <time dateTime={at.toISOString()} title={useOwnZone(at)} className={className}>
      <span className="whitespace-nowrap tabular-nums">{instantIn(at)}</span>
      {/* The line may break before the dot, and nowhere else. */}
      {relative ? " " : null}
      {relative ? <span className="whitespace-nowrap text-faint tabular-nums">· {words}</span> : null}
    </time>
  );
}

/** The distance alone, where the row has no room; the tooltip has the instant. */
export function Ago({ at, now, className }: { at: Date; now: Date; className?: string }) {
  const words = useServerTime(now, (present) => relativeWords(at, present));
  const own = useOwnZone(at);
  return (
    <time dateTime={at.toISOString()} title={own ? `${instantIn(at)} · ${own}` : instantIn(at)} className={className}>
      <span className="whitespace-nowrap tabular-nums">{words}</span>
    </time>
  );
}

/** "Where you are: 22 Dec 2026, 11:34 GMT+1", for viewers outside India, once the browser is asked. */
function useOwnZone(at: Date): string | undefined {
  const awake = useAwake();
  if (!awake) return undefined;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === INDIA || zone === "Asia/Calcutta" ? undefined : `Where you are: ${instantIn(at, zone)}`;
}
