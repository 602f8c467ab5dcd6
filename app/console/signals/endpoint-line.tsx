import Link from "next/link";
import type { EndpointRow } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";
import { Ago } from "@/app/_ui/time";
import { endpointState } from "@/app/_words/signals";

/** One place that is told: its name, where it is, how it does. */
export function EndpointLine({ endpoint, now }: { endpoint: EndpointRow; now: Date }) {
  const { word, look } = endpointState(endpoint);
  return (
    <li className="border-line border-b">
      <Link
        href={`/console/signals/${endpoint.id}`}
        className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 sm:px-6"
      >
        <span className="min-w-0 grow basis-0">
          <span className="block truncate font-medium">{endpoint.name}</span>
          <span className="block truncate font-mono text-soft text-xs">{endpoint.url}</span>
        </span>
        <Badge look={look}>{word}</Badge>
        <span className="shrink-0 text-right text-soft text-xs max-sm:basis-full max-sm:text-left sm:w-44">
          {endpoint.lastDeliveredAt ? (
            <>
              last taken <Ago at={endpoint.lastDeliveredAt} now={now} />
            </>
          ) : (
            "nothing taken yet"
          )}
        </span>
      </Link>
    </li>
  );
}
