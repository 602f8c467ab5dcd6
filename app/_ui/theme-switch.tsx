"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { chooseTheme, NEXT_THEME, useTheme } from "./theme";

const SHOWN = {
  system: { icon: Monitor, word: "as the system" },
  light: { icon: Sun, word: "light" },
  dark: { icon: Moon, word: "dark" },
} as const;

/** Light, dark, or as the system says, in turn. */
export function ThemeSwitch({ className }: { className?: string }) {
  const current = useTheme();
  const { icon: Icon, word } = SHOWN[current];
  return (
    <button
      type="button"
      onClick={() => chooseTheme(NEXT_THEME[current])}
      aria-label={`Theme: ${word}. Change it`}
      title={`Theme: ${word}`}
      className={`inline-flex size-9 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink max-sm:size-11 ${className ?? ""}`}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
