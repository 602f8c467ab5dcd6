"use client";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

type Item = { href: string; label: string };

/**
 * The owner's pages, side by side in one row. Where they do not fit, the row moves sideways inside itself, with a shade at the end
 * that has more, and the open one in sight. The one that is being fetched shows it, as pages have no loading screen (decision record 28).
 */
export function OwnerNav({ label, items }: { label: string; items: readonly Item[] }) {
  const path = usePathname();
  const row = useRef<HTMLDivElement>(null);
  const isOpen = (href: string) => path === href || (href !== "/account" && path.startsWith(`${href}/`));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another place to be in sight
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (row.current && open) row.current.scrollLeft = open.offsetLeft - (row.current.clientWidth - open.offsetWidth) / 2;
  }, [path]);
  return (
    <nav aria-label={label} className="border-line border-b print:hidden">
      <div ref={row} className="scroll-shade relative -mx-2 flex overflow-x-auto whitespace-nowrap">
        {items.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={isOpen(href) ? "page" : undefined}
            className="-outline-offset-2 inline-flex min-h-11 shrink-0 items-center px-2 text-soft underline-offset-8 hover:text-ink hover:underline aria-[current]:font-medium aria-[current]:text-ink aria-[current]:underline"
          >
            <Fetching>{label}</Fetching>
          </Link>
        ))}
      </div>
    </nav>
  );
}

function Fetching({ children }: { children: string }) {
  const { pending } = useLinkStatus();
  return <span className={pending ? "opacity-60" : undefined}>{children}</span>;
}
