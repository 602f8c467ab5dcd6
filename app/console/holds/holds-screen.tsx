"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { ViewLinks } from "@/app/_ui/view-links";
import { PageHead } from "../_frame/page-head";
import { ListSkeleton } from "../requests/_list/list-skeleton";
import { MoreLines } from "../requests/_list/more-lines";
import { HoldLine } from "./hold-line";
import { VIEWS, type View } from "./views";

/** Every legal hold: those that need a second person first, then by the day of review. */
export function HoldsScreen() {
  const trpc = useTRPC();
  const asked = useSearchParams().get("view");
  const shown = VIEWS.find((one) => one.view === asked) ?? (VIEWS[0] as View);
  const holds = useInfiniteQuery(
    trpc.hold.list.infiniteQueryOptions(
      { view: shown.view },
      { getNextPageParam: (page) => page.next, refetchInterval: 15_000, placeholderData: keepPreviousData },
    ),
  );
  const first = holds.data?.pages[0];
  const rows = holds.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Legal holds">{shown.says}</PageHead>
      <ViewLinks
        name="Which holds"
        param="view"
        views={VIEWS.map((one) => ({ value: one.view === "open" ? null : one.view, title: one.title, isShown: one === shown }))}
      />
      {holds.error ? (
        <div className="p-4 sm:px-6">
          <Trouble {...refusedOf(holds.error as ApiError)} onRetry={() => void holds.refetch()} />
        </div>
      ) : null}
      {holds.isPending ? <ListSkeleton /> : null}
      <ul aria-label="Legal holds" aria-busy={holds.isPlaceholderData} className={holds.isPlaceholderData ? "opacity-60" : undefined}>
        {first ? rows.map((hold) => <HoldLine key={hold.id} hold={hold} now={first.now} remindUpTo={first.remindUpTo} />) : null}
      </ul>
      {holds.data && rows.length === 0 ? (
        <Empty icon={LockKeyhole} title={shown.empty}>
          {shown.emptySays}
        </Empty>
      ) : null}
      <MoreLines
        count={rows.length}
        more={holds.hasNextPage}
        loading={holds.isFetchingNextPage}
        onMore={() => void holds.fetchNextPage()}
      />
    </div>
  );
}
