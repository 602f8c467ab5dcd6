"use client";
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { useCommands } from "@/app/_ui/commands";
import { Empty } from "@/app/_ui/empty";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { useMe } from "../../_frame/operator";
import { useRowKeys } from "../../_frame/use-row-keys";
import { ListSkeleton } from "../../requests/_list/list-skeleton";
import { MoreLines } from "../../requests/_list/more-lines";
import { filterFrom, searchOf } from "../filter";
import { GrievanceLine } from "../grievance-line";
import { QueueFilters } from "./queue-filters";

/** The desk's queue: what runs out first comes first, asked again now and then. `m` takes on the case that is meant. */
export function CaseQueue({ openId }: { openId: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const pathname = usePathname();
  const filter = filterFrom(useSearchParams());
  const list = useRef<HTMLUListElement>(null);
  const query = useInfiniteQuery(
    trpc.grievance.list.infiniteQueryOptions(filter, {
      getNextPageParam: (page) => page.next,
      refetchInterval: 15_000,
      placeholderData: keepPreviousData,
    }),
  );
  const now = query.data?.pages[0]?.now;
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const addressOf = (id: string) => `/console/grievances/${id}${searchOf(filter)}`;
  const more = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  };
  const meant = useRowKeys({ list, noun: "case", openId, onOpen: (id) => router.push(addressOf(id)), onEnd: more });
  const takeOn = useTakeOn();
  useCommands([
    {
      id: "case-take-on",
      title: "Take this case on",
      group: "Case",
      keys: "m",
      run: () => {
        const id = meant();
        if (id) takeOn(id);
      },
    },
  ]);
  const Heading = openId ? "h2" : "h1";
  return (
    <>
      <div className="sticky top-0 z-20 border-line border-b bg-ground">
        <Heading className="sr-only">Grievances</Heading>
        <QueueFilters filter={filter} onFilter={(next) => window.history.pushState(null, "", `${pathname}${searchOf(next)}`)} />
      </div>
      {query.error ? (
        <div className="p-4">
          <Trouble {...refusedOf(query.error as ApiError)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {query.isPending ? <ListSkeleton /> : null}
      <ul
        ref={list}
        aria-label="Grievances"
        aria-busy={query.isPlaceholderData}
        className={query.isPlaceholderData ? "opacity-60" : undefined}
      >
        {now
          ? rows.map((row) => (
              <li key={row.id}>
                <GrievanceLine item={row} now={now} href={addressOf(row.id)} open={row.id === openId} />
              </li>
            ))
          : null}
      </ul>
      {query.data && rows.length === 0 ? (
        <Empty icon={Scale} title="No case is here">
          {filter.q
            ? "A case is found by its number, such as GR-1017."
            : "Complaints come by mail, from the owners' pages, and from colleagues who write down what they are told."}
        </Empty>
      ) : null}
      <MoreLines count={rows.length} more={query.hasNextPage} loading={query.isFetchingNextPage} onMore={more} />
    </>
  );
}

function useTakeOn(): (grievanceId: string) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const me = useMe();
  const say = useSay();
  const assign = useMutation(
    trpc.grievance.assign.mutationOptions({
      retry: false,
      onSuccess: async () => {
        say("You look after this case now.");
        router.refresh();
        await queries.invalidateQueries(trpc.grievance.pathFilter());
      },
      onError: (error) => say(refusedOf(error).sentence),
    }),
  );
  return (grievanceId) => assign.mutate({ grievanceId, assigneeId: me.id });
}
