import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";

type MissingProps = { icon: LucideIcon; title: string; heading: string; onward?: { href: string; words: string }; children?: ReactNode };

/** What an address shows when nothing is there, with a heading of its own for screen readers, why that may be, and where to go instead. */
export function Missing({ icon, title, heading, onward, children }: MissingProps) {
  return (
    <Empty
      icon={icon}
      title={title}
      action={
        onward ? (
          <Link href={onward.href} className={buttonClass()}>
            {onward.words}
          </Link>
        ) : null
      }
    >
      <h1 className="sr-only">{heading}</h1>
      {children}
    </Empty>
  );
}
