import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "@/app/_ui/cx";

type BackLinkProps = { href: string; isOnlyNarrow?: boolean; children: ReactNode };

/** The way back from one thing to its list. Where the list stands beside it, the way is only needed on narrow screens. */
export function BackLink({ href, isOnlyNarrow = false, children }: BackLinkProps) {
  return (
    <Link
      href={href}
      className={cx(
        "mx-3 mt-3 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 sm:mx-5",
        isOnlyNarrow && "lg:hidden",
      )}
    >
      <ArrowLeft aria-hidden className="size-4" />
      {children}
    </Link>
  );
}
