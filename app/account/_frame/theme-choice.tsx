"use client";
import { useSyncExternalStore } from "react";
import { chooseTheme, NEXT_THEME, type Theme, useTheme } from "@/app/_ui/theme";

const never = () => () => {};
const useIsAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Light, dark, or as the system says, in turn; only its place while no script runs, as nothing would come of pressing it. Its words come from the server, so that no library of languages does. */
export function ThemeChoice({ label, names }: { label: string; names: Record<Theme, string> }) {
  const current = useTheme();
  if (!useIsAwake()) return <span className="size-11" />;
  return (
    <button
      type="button"
      onClick={() => chooseTheme(NEXT_THEME[current])}
      aria-label={`${label}: ${names[current]}`}
      title={`${label}: ${names[current]}`}
      className="inline-flex size-11 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink"
    >
      <svg aria-hidden viewBox="0 0 20 20" className="size-5" fill="none" stroke="currentColor" strokeWidth="1.5">
        <circle cx="10" cy="10" r="7" />
        {current === "light" ? null : <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />}
        {current === "dark" ? <path d="M10 3a7 7 0 0 0 0 14z" fill="currentColor" /> : null}
      </svg>
    </button>
  );
}
