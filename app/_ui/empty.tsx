import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyProps = { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode };

/** Says what would be here and why it is not. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      <Icon aria-hidden className="mb-3 size-6 text-faint" strokeWidth={1.5} />
      <p className="font-medium">{title}</p>
      {children ? <div className="mt-1 max-w-sm text-pretty text-soft">{children}</div> : null}
      {action ? <div className="mt-4">{action}</div> : null}
    </div>
  );
}
