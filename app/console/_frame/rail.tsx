"use client";
import { Keyboard, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cx } from "@/app/_ui/cx";
import { Kbd } from "@/app/_ui/kbd";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import { useMe } from "./operator";
import { isOpen, pagesFor } from "./pages";
import { Who } from "./who";

/** The left rail: icons from 640 px on, words beside them from 1280 px on. */
export function Rail({ onFind, onKeys }: { onFind: () => void; onKeys: () => void }) {
  const pathname = usePathname();
  const pages = pagesFor(useMe());
  return (
    <header className="sticky top-0 z-40 flex h-dvh lg:h-auto w-14 shrink-0 flex-col border-line border-r bg-sunken p-2 max-sm:hidden xl:w-52 print:hidden">
      <Brand />
      <button
        type="button"
        onClick={onFind}
        aria-keyshortcuts="Control+K Meta+K"
        aria-label="Find or do"
        className="mt-3 flex h-9 items-center gap-2.5 rounded-md border border-edge/50 bg-ground px-2.5 text-soft hover:text-ink"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="grow text-left max-xl:hidden">Find or do…</span>
        <span className="max-xl:hidden">
          <Kbd keys="⌘K" />
        </span>
      </button>
      <nav aria-label="Pages" className="mt-3">
        <ul className="flex flex-col gap-0.5">
          {pages.map((page, index) => (
            <li
              key={page.href}
              className={index > 0 && pages[index - 1]?.group !== page.group ? "mt-1 border-line border-t pt-1.5" : undefined}
            >
              <Link
                href={page.href}
                title={page.title}
                aria-current={isOpen(page, pathname) ? "page" : undefined}
                className={cx(
                  "flex h-9 items-center gap-2.5 rounded-md px-2.5 text-soft hover:bg-hover hover:text-ink",
                  isOpen(page, pathname) && "bg-hover font-medium text-ink",
                )}
              >
                <page.icon aria-hidden className="size-4 shrink-0" />
                <span className="max-xl:sr-only">{page.title}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-auto flex flex-col gap-0.5 xl:flex-row">
        <ThemeSwitch />
        <button
          type="button"
          onClick={onKeys}
          aria-label="Show the keys"
          title="Keys"
          className="inline-flex size-9 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink"
        >
          <Keyboard aria-hidden className="size-4" />
        </button>
      </div>
      <Who />
    </header>
  );
}

/** The same on a telephone: who and what above, where below, under the thumb. */
export function TopBar({ onFind }: { onFind: () => void }) {
  return (
    <header className="relative z-40 flex h-14 items-center gap-1 border-line border-b bg-sunken px-3 sm:hidden print:hidden">
      <Brand />
      <button
        type="button"
        onClick={onFind}
        aria-label="Find or do"
        className="ml-auto inline-flex size-11 items-center justify-center rounded-md text-soft"
      >
        <Search aria-hidden className="size-5" />
      </button>
      <ThemeSwitch />
      <Who />
    </header>
  );
}

/** On a phone. Roles with many pages slide the row; names are never squeezed, and the page one is on is in sight. */
export function BottomBar() {
  const pathname = usePathname();
  const pages = pagesFor(useMe());
  const current = useRef<HTMLLIElement>(null);
  const open = pages.find((page) => isOpen(page, pathname))?.href;
  useEffect(() => {
    if (open) current.current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [open]);
  return (
    <nav aria-label="Pages" className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-sunken sm:hidden print:hidden">
      <ul className="flex overflow-x-auto">
        {pages.map((page) => (
          <li key={page.href} ref={page.href === open ? current : undefined} className="min-w-[4.75rem] grow basis-0">
            <Link
              href={page.href}
              aria-current={page.href === open ? "page" : undefined}
              className={cx(
                "flex h-16 flex-col items-center justify-center gap-1 text-soft text-xs",
                page.href === open && "font-medium text-ink",
              )}
            >
              <page.icon aria-hidden className="size-5" />
              {page.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Brand() {
  return (
    <Link href="/console" aria-label="CallMissed console" className="flex h-9 items-center gap-2.5 rounded-md px-1.5">
      {/* The mark is a window of time with its rest in amber. */}
      <svg aria-hidden viewBox="0 0 32 32" className="size-7 shrink-0">
        <rect width="32" height="32" rx="8" fill="var(--accent)" />
        <circle cx="16" cy="16" r="8.5" fill="none" stroke="var(--on-accent)" strokeOpacity=".35" strokeWidth="3" />
        <path d="M16 7.5a8.5 8.5 0 0 1 8.5 8.5" fill="none" stroke="#d99a14" strokeWidth="3" strokeLinecap="round" />
      </svg>
      <span className="font-medium sm:max-xl:hidden">CallMissed</span>
    </Link>
  );
}
