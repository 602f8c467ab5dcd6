"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** One view of a list: its value in the address (null: the address without it), and its name. */
export type ViewLink = { value: string | null; title: ReactNode; isShown: boolean };

/** Views of one list side by side. The choice lives in the address: it survives a reload, can be sent on, and goes back. */
export function ViewLinks({ name, param, views }: { name: string; param: string; views: readonly ViewLink[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={name} className="flex gap-1 overflow-x-auto border-line border-b px-3 sm:px-5">
      {views.map(({ value, title, isShown }) => (
        <a
          key={value ?? ""}
          href={value === null ? pathname : `${pathname}?${param}=${value}`}
          aria-current={isShown ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            window.history.pushState(null, "", event.currentTarget.href);
          }}
          className="-mb-px flex h-10 shrink-0 items-center border-transparent border-b-2 px-2 text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink max-sm:h-11"
        >
          {title}
        </a>
      ))}
    </nav>
  );
}
