"use client";
import { DAY, spanParts, spanWords, two } from "./instant";
import { useServerTime } from "./tick";

/** What is left until `until`, in words, ticking in place. Screen readers read it when they come by and are not interrupted. */
export function Countdown({ until, now, className }: { until: Date; now: Date; className?: string }) {
  const words = useServerTime(now, (present) => remainingWords(until.getTime() - present));
  return (
    <span role="timer" aria-live="off" className={className}>
      <span className="tabular-nums">{words}</span>
    </span>
  );
}

const remainingWords = (left: number): string => (left >= 0 ? spanWords(left) : `overdue ${spanWords(-left)}`);

/** The big departure board: every part has its own fixed place, so nothing moves when a number changes. */
export function BoardCountdown({ until, now }: { until: Date; now: Date }) {
  const left = useServerTime(now, (present) => Math.floor((until.getTime() - present) / 1000) * 1000);
  const { d, h, m, s } = spanParts(Math.abs(left));
  return (
    <span role="timer" aria-live="off" className="inline-flex items-baseline gap-2 whitespace-nowrap font-medium text-lg tabular-nums">
      {left < 0 ? <span className="text-sm">overdue</span> : null}
      <Part value={String(d)} unit="d" />
      <Part value={two(h)} unit="h" />
      <Part value={two(m)} unit="m" />
      <Part value={two(s)} unit="s" />
    </span>
  );
}

function Part({ value, unit }: { value: string; unit: string }) {
  return (
    <span>
      {value}
      <span className="ml-0.5 font-normal text-sm">{unit}</span>
    </span>
  );
}

const FILL = { calm: "bg-retained-bar", soon: "bg-soon-bar", last: "bg-last-bar" } as const;
export type Urgency = keyof typeof FILL;

/** Amber deepens: a week before the end, and again on the last day. */
export const urgencyOf = (left: number): Urgency => (left < DAY ? "last" : left < 7 * DAY ? "soon" : "calm");

/** How much of a window is left, as a bar. The words beside it say the same, so it is silent. */
export function WindowBar({
  from,
  until,
  now,
  held = false,
  className = "h-1 w-16",
}: {
  from: Date;
  until: Date;
  now: Date;
  held?: boolean;
  className?: string;
}) {
  const whole = until.getTime() - from.getTime();
  const permille = useServerTime(now, (present) => Math.round((1000 * Math.min(whole, Math.max(0, until.getTime() - present))) / whole));
  const fill = held ? "bg-held" : FILL[urgencyOf((permille / 1000) * whole)];
  return (
    <span aria-hidden className={`block overflow-hidden rounded-full bg-line ${className}`}>
      <span className={`block h-full rounded-full ${fill}`} style={{ width: `${permille / 10}%` }} />
    </span>
  );
}
