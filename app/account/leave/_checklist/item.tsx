import { CheckCircle2, Circle, Info } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** Null: nothing to be done about it, only to be known. */
export type Mark = { isDone: boolean; state: string } | null;
type ItemProps = { id: string; title: string; mark: Mark; clause: string; act?: ReactNode; children: ReactNode };

/** One thing worth doing first: what it is about, as it stands now, the policy's words, and its one act. */
export function Item({ id, title, mark, clause, act, children }: ItemProps) {
  const Icon = mark === null ? Info : mark.isDone ? CheckCircle2 : Circle;
  const look = mark?.isDone ? "text-verified" : "text-faint";
  return (
    <li className="flex gap-3 border-line border-t py-5" aria-labelledby={id}>
      <Icon aria-hidden className={`mt-1 size-5 shrink-0 ${look}`} />
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3 id={id} className="font-medium text-lg">
            {title}
          </h3>
          {mark ? <span className={`text-sm ${look}`}>{mark.state}</span> : null}
        </div>
        <div className="mt-1 space-y-2 text-pretty">{children}</div>
        <p className="mt-2 text-pretty text-faint text-sm">{clause}</p>
        {act ? <div className="mt-3">{act}</div> : null}
      </div>
    </li>
  );
}

/** An act that is a page of its own. */
export function ActLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-12 items-center justify-center rounded-lg border border-edge bg-ground px-5 text-center font-medium hover:bg-hover"
    >
      {children}
    </Link>
  );
}
