"use client";
import { useSyncExternalStore } from "react";
import { THEME_KEY } from "./theme-script";

export type Theme = "system" | "light" | "dark";
export const NEXT_THEME = { system: "light", light: "dark", dark: "system" } as const satisfies Record<Theme, Theme>;

/** Said on the window when the choice has changed here; other windows learn it from the browser. */
const THEME_CHANGED = "callmissed-theme-changed";

function subscribe(listener: () => void): () => void {
  for (const event of ["storage", THEME_CHANGED]) addEventListener(event, listener);
  return () => {
    for (const event of ["storage", THEME_CHANGED]) removeEventListener(event, listener);
  };
}

function read(): Theme {
  const kept = storage()?.getItem(THEME_KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Browsers that are told to keep nothing have none, and say so by throwing. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Light, dark, or as the system says; kept in this browser only, and only where somebody chose (C1). */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, read, () => "system");

/** Dresses the page now, and again whenever the choice or the system's own changes; answers with how to stop. */
export function wearTheme(): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => {
    const theme = read();
    const isDark = theme === "dark" || (theme === "system" && system.matches);
    document.documentElement.classList.toggle("dark", isDark);
    document.documentElement.classList.toggle("light", !isDark);
  };
  dress();
  system.addEventListener("change", dress);
  const unsubscribe = subscribe(dress);
  return () => {
    system.removeEventListener("change", dress);
    unsubscribe();
  };
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") storage()?.removeItem(THEME_KEY);
  else storage()?.setItem(THEME_KEY, theme);
  dispatchEvent(new Event(THEME_CHANGED));
}

/** At sign-out: takes back everything that our pages, and the sign-in library, have kept in this browser (C1). */
export function forgetBrowser(): void {
  const kept = storage();
  for (const key of Object.keys(kept ?? {})) {
    if (key.startsWith("callmissed-") || key.startsWith("nextauth.")) kept?.removeItem(key);
  }
  dispatchEvent(new Event(THEME_CHANGED));
}
