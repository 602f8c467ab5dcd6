"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useAwake } from "./tick";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
const SHOWN = {
  system: { icon: Monitor, word: "as the system" },
  light: { icon: Sun, word: "light" },
  dark: { icon: Moon, word: "dark" },
} as const;
type Theme = keyof typeof SHOWN;

/** Light, dark, or as the system says, in turn. */
export function ThemeSwitch({ className }: { className?: string }) {
  const { theme, setTheme } = useTheme();
  const awake = useAwake();
  const current: Theme = awake && theme && theme in SHOWN ? (theme as Theme) : "system";
  const { icon: Icon, word } = SHOWN[current];
  return (
    <button
      type="button"
      onClick={() => setTheme(NEXT[current])}
      aria-label={`Theme: ${word}. Change it`}
      title={`Theme: ${word}`}
      className={`inline-flex size-9 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink max-sm:size-11 ${className ?? ""}`}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
