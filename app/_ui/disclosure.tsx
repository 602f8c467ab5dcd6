import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** Something one click away. Works without a script. */
export function Disclosure({ summary, children, open }: { summary: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details open={open} className="group/disclosure">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded text-soft text-xs hover:text-ink max-sm:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3 transition-transform duration-100 group-open/disclosure:rotate-90" />
        {summary}
      </summary>
      <div className="pt-1 pl-4">{children}</div>
    </details>
  );
}

/** Facts as they are, for people who know what they mean. */
export function RawFacts({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 font-mono text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
