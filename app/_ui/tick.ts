"use client";
import { useSyncExternalStore } from "react";

// One pulse a second for everything that counts. Time is the server's: each answer brings its instant, and from then on
// the browser only measures how long ago that was, so a wrong clock on the desk changes nothing.
const listeners = new Set<() => void>();
let pulse: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  pulse ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(pulse);
    pulse = undefined;
  };
}

const seenAt = new WeakMap<Date, number>();

function elapsedSince(serverNow: Date): number {
  const seen = seenAt.get(serverNow);
  if (seen !== undefined) return performance.now() - seen;
  seenAt.set(serverNow, performance.now());
  return 0;
}

/** Whatever `read` makes of the server's present instant; renders again only when that changes. Make it a string or a number. */
export function useServerTime<Value extends string | number>(serverNow: Date, read: (now: number) => Value): Value {
  return useSyncExternalStore(
    subscribe,
    () => read(serverNow.getTime() + elapsedSince(serverNow)),
    () => read(serverNow.getTime()),
  );
}

const never = () => () => undefined;
/** False while the page is the server's; true once it is the browser's own. */
export const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
