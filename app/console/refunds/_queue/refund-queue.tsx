"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Banknote } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { useRowKeys } from "../../_frame/use-row-keys";
import { ListSkeleton } from "../../requests/_list/list-skeleton";
import { MoreLines } from "../../requests/_list/more-lines";
import { AskRefund } from "../_ask/ask-refund";
import { useView } from "../use-view";
import { searchOf } from "../views";
import { RefundLine } from "./refund-line";
import { VIEW_WORDS } from "./view-words";

/** One view of the queue, due-soonest first, asked again now and then. */
export function RefundQueue({ openId }: { openId: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const view = useView(openId);
  const list = useRef<HTMLUListElement>(null);
  const query = useInfiniteQuery(
    trpc.refund.list.infiniteQueryOptions(
      { view },
      { getNextPageParam: (page) => page.next, refetchInterval: 10_000, placeholderData: keepPreviousData },
    ),
  );
  const words = VIEW_WORDS[view];
  const now = query.data?.pages[0]?.now;
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const addressOf = (id: string) => `/console/refunds/${id}${searchOf(view)}`;
  const more = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  };
  useRowKeys({ list, noun: "refund", openId, onOpen: (id) => router.push(addressOf(id)), onEnd: more });
  const Heading = openId ? "h2" : "h1";
  return (
    <>
      <div className="sticky top-0 z-20 flex min-h-12 items-center justify-between gap-3 border-line border-b bg-ground px-4 py-1.5">
        <div className="min-w-0">
          <Heading className="sr-only">Refunds</Heading>
          <p className="text-pretty text-soft text-xs">{words.says}</p>
        </div>
        <AskRefund />
      </div>
      {query.error ? (
        <div className="p-4">
          <Trouble {...refusedOf(query.error as ApiError)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {query.isPending ? <ListSkeleton /> : null}
      <ul
        ref={list}
        aria-label="Refunds"
        aria-busy={query.isPlaceholderData}
        className={query.isPlaceholderData ? "opacity-60" : undefined}
      >
        {now
          ? rows.map((row) => (
              <li key={row.id}>
                <RefundLine row={row} now={now} href={addressOf(row.id)} open={row.id === openId} />
              </li>
            ))
          : null}
      </ul>
      {query.data && rows.length === 0 ? (
        <Empty icon={Banknote} title={words.empty}>
          {words.emptySays}
        </Empty>
      ) : null}
      <MoreLines count={rows.length} more={query.hasNextPage} loading={query.isFetchingNextPage} onMore={more} />
    </>
  );
}
