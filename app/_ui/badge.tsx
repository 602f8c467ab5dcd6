import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

/** A small word with a shape: colour alone never says anything. */
export function Badge({ icon: Icon, look, children, title }: { icon?: LucideIcon; look: string; children: ReactNode; title?: string }) {
  return (
    <span
      title={title}
      className={cx("inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded px-1.5 font-medium text-xs", look)}
    >
      {Icon ? <Icon aria-hidden className="size-3 shrink-0" strokeWidth={2.25} /> : null}
      {children}
    </span>
  );
}
