"use client";
import { useState } from "react";
import { spanParts } from "@/app/_ui/instant";
import { useServerTime } from "@/app/_ui/tick";

/** The words for every number of a unit: `days[3]` is "3 days", in the page's language; `remaining` has a # for it. */
export type CountWords = { days: string[]; hours: string[]; minutes: string[]; seconds: string[]; over: string; remaining: string };
/** What is said aloud once so little is left, the longest time first. */
export type Threshold = { leftMs: number; say: string };

/**
 * What is left, ticking in place. Screen readers read it when they come by; unasked they are told at the few thresholds only, and
 * only when one is passed while they listen.
 */
export function Countdown({ until, now, words, thresholds }: { until: Date; now: Date; words: CountWords; thresholds: Threshold[] }) {
  const left = useServerTime(now, (present) => wordsFor(until.getTime() - present, words));
  const passed = useServerTime(now, (present) => thresholds.filter(({ leftMs }) => until.getTime() - present <= leftMs).length);
  const [passedBefore] = useState(passed);
  return (
    <>
      <span role="timer" aria-live="off" className="tabular-nums">
        {left}
      </span>
      <span role="status" className="sr-only">
        {passed > passedBefore ? thresholds[passed - 1]?.say : null}
      </span>
    </>
  );
}

function wordsFor(left: number, words: CountWords): string {
  if (left <= 0) return words.over;
  const { d, h, m, s } = spanParts(left);
  const parts = d > 0 ? [words.days[d], words.hours[h]] : h > 0 ? [words.hours[h], words.minutes[m]] : [words.minutes[m], words.seconds[s]];
  return words.remaining.replace("#", parts.join(" "));
}
