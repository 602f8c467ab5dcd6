"use client";
import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { useSearchParams } from "next/navigation";
import type { EndpointRow } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Empty } from "@/app/_ui/empty";
import { dayIn } from "@/app/_ui/instant";
import { count } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { ViewLinks } from "@/app/_ui/view-links";
import { EVENT_WORDS, endpointState } from "@/app/_words/signals";
import { Missing } from "../_frame/missing";
import { isNotFound } from "../_frame/one-thing";
import { QueryTrouble } from "../_frame/query-trouble";
import { DetailSkeleton } from "../requests/_detail/detail-skeleton";
import { BackToWebhooks } from "./back-link";
import { Deliveries, type Show } from "./deliveries";
import { EndpointActs } from "./endpoint-acts";
import { ForWhomItIs } from "./for-whom-it-is";

const TABS: readonly { show: Show; title: string; empty: string }[] = [
  { show: "all", title: "All", empty: "It has not been told anything yet. The next lock-out, return or purge would be here." },
  { show: "waiting", title: "On the way", empty: "Nothing is on its way." },
  { show: "dead", title: "Dead", empty: "Nothing was given up. What fails five times would be here." },
];

/** One endpoint: what it listens to, how it does, and everything it was told. */
export function EndpointScreen({ endpointId }: { endpointId: string }) {
  return (
    <ForWhomItIs>
      <Shown endpointId={endpointId} />
    </ForWhomItIs>
  );
}

function Shown({ endpointId }: { endpointId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.signal.endpoint.queryOptions({ endpointId }, { refetchInterval: 5_000 }));
  const isMissing = isNotFound(query.error);
  const { data } = query;
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <BackToWebhooks />
      {query.isPending ? <DetailSkeleton /> : null}
      {isMissing && !data ? (
        <Missing
          icon={Webhook}
          title="There is no such endpoint"
          heading="Endpoint not found"
          onward={{ href: "/console/signals", words: "Show all webhooks" }}
        />
      ) : null}
      {isMissing ? null : <QueryTrouble query={query} />}
      {data ? <View endpoint={data.endpoint} now={data.now} /> : null}
    </div>
  );
}

function View({ endpoint, now }: { endpoint: EndpointRow; now: Date }) {
  const asked = useSearchParams().get("show");
  const tab = TABS.find(({ show }) => show === asked) ?? (TABS[0] as (typeof TABS)[number]);
  const { word, look } = endpointState(endpoint);
  const counts: Record<Show, number | null> = { all: null, waiting: endpoint.waiting, dead: endpoint.dead };
  return (
    <>
      <div className="px-4 pt-2 pb-4 sm:px-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 font-medium text-lg leading-7 [overflow-wrap:anywhere]">{endpoint.name}</h1>
          <Badge look={look}>{word}</Badge>
        </div>
        <p className="font-mono text-soft text-xs [overflow-wrap:anywhere]">{endpoint.url}</p>
        <dl className="mt-3 grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
          <dt className="text-soft">Last taken</dt>
          <dd>{endpoint.lastDeliveredAt ? <Time at={endpoint.lastDeliveredAt} now={now} /> : "Nothing yet"}</dd>
          <dt className="text-soft">Listens to</dt>
          <dd className="font-mono text-xs leading-5">{endpoint.kinds.map((kind) => EVENT_WORDS[kind].name).join(", ")}</dd>
          <dt className="text-soft">Added</dt>
          <dd>
            {dayIn(endpoint.createdAt)}
            {endpoint.createdBy ? `, by ${endpoint.createdBy}` : ""}
          </dd>
        </dl>
        <EndpointActs endpoint={endpoint} />
      </div>
      <ViewLinks
        name="Which deliveries"
        param="show"
        views={TABS.map(({ show, title }) => ({
          value: show === "all" ? null : show,
          title: counts[show] ? `${title} (${count(counts[show])})` : title,
          isShown: show === tab.show,
        }))}
      />
      <Deliveries
        endpointId={endpoint.id}
        show={tab.show}
        empty={
          <Empty icon={Webhook} title={tab.show === "dead" ? "No dead letters" : "Nothing here"}>
            {tab.empty}
          </Empty>
        }
      />
    </>
  );
}
