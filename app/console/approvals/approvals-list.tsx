"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { ViewLinks } from "@/app/_ui/view-links";
import { useRowKeys } from "../_frame/use-row-keys";
import { ListSkeleton } from "../requests/_list/list-skeleton";
import { MoreLines } from "../requests/_list/more-lines";
import { ApprovalLine } from "./approval-line";
import { searchOf, VIEWS, viewFrom } from "./views";

/** One view of what takes a second person, newest first, asked again now and then. */
export function ApprovalsList({ openId }: { openId: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const shown = viewFrom(useSearchParams().get("view"));
  const list = useRef<HTMLUListElement>(null);
  const query = useInfiniteQuery(
    trpc.approval.list.infiniteQueryOptions(
      { view: shown.view },
      { getNextPageParam: (page) => page.next, refetchInterval: 10_000, placeholderData: keepPreviousData },
    ),
  );
  const now = query.data?.pages[0]?.now;
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const addressOf = (id: string) => `/console/approvals/${id}${searchOf(shown.view)}`;
  const more = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  };
  useRowKeys({ list, noun: "question", openId, onOpen: (id) => router.push(addressOf(id)), onEnd: more });
  const Heading = openId ? "h2" : "h1";
  return (
    <>
      <div className="sticky top-0 z-20 bg-ground">
        <Heading className="px-4 pt-3 font-medium text-lg">Approvals</Heading>
        <p className="px-4 pb-1 text-pretty text-soft text-xs">{shown.says}</p>
        <ViewLinks
          name="Which questions"
          param="view"
          views={VIEWS.map((one) => ({ value: one.view === "waiting" ? null : one.view, title: one.title, isShown: one === shown }))}
        />
      </div>
      {query.error ? (
        <div className="p-4">
          <Trouble {...refusedOf(query.error as ApiError)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {query.isPending ? <ListSkeleton /> : null}
      <ul
        ref={list}
        aria-label="Approvals"
        aria-busy={query.isPlaceholderData}
        className={query.isPlaceholderData ? "opacity-60" : undefined}
      >
        {now
          ? rows.map((row) => (
              <li key={row.id}>
                <ApprovalLine row={row} now={now} href={addressOf(row.id)} open={row.id === openId} />
              </li>
            ))
          : null}
      </ul>
      {query.data && rows.length === 0 ? (
        <Empty icon={UsersRound} title={shown.empty}>
          {shown.emptySays}
        </Empty>
      ) : null}
      <MoreLines count={rows.length} more={query.hasNextPage} loading={query.isFetchingNextPage} onMore={more} />
    </>
  );
}
