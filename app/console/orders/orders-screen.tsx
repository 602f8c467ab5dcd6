"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Gavel } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { ViewLinks } from "@/app/_ui/view-links";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { useRowKeys } from "../_frame/use-row-keys";
import { ListSkeleton } from "../requests/_list/list-skeleton";
import { MoreLines } from "../requests/_list/more-lines";
import { OrderLine } from "./order-line";
import { VIEWS, type View } from "./views";

/** What the officer ordered, for whoever carries it out (G4): the subject and the time, and no word of any complaint. */
export function OrdersScreen() {
  const me = useMe();
  if (!me.may["order:read"]) {
    return (
      <Empty icon={Gavel} title="Orders are not shown to your role">
        The grievance officer gives them, and support carries them out.
      </Empty>
    );
  }
  return <Shown />;
}

function Shown() {
  const trpc = useTRPC();
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const asked = useSearchParams().get("view");
  const shown = VIEWS.find((one) => one.view === asked) ?? (VIEWS[0] as View);
  const orders = useInfiniteQuery(
    trpc.order.list.infiniteQueryOptions(
      { view: shown.view },
      { getNextPageParam: (page) => page.next, refetchInterval: 15_000, placeholderData: keepPreviousData },
    ),
  );
  const more = () => {
    if (orders.hasNextPage && !orders.isFetchingNextPage) void orders.fetchNextPage();
  };
  useRowKeys({ list, noun: "order", openId: null, onOpen: (id) => router.push(`/console/orders/${id}`), onEnd: more });
  const first = orders.data?.pages[0];
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="The officer's orders">{shown.says}</PageHead>
      <ViewLinks
        name="Which orders"
        param="view"
        views={VIEWS.map((one) => ({ value: one.view === "waiting" ? null : one.view, title: one.title, isShown: one === shown }))}
      />
      {orders.error ? (
        <div className="p-4 sm:px-6">
          <Trouble {...refusedOf(orders.error as ApiError)} onRetry={() => void orders.refetch()} />
        </div>
      ) : null}
      {orders.isPending ? <ListSkeleton /> : null}
      <ul
        ref={list}
        aria-label="Orders"
        aria-busy={orders.isPlaceholderData}
        className={orders.isPlaceholderData ? "opacity-60" : undefined}
      >
        {first ? rows.map((order) => <OrderLine key={order.id} order={order} now={first.now} />) : null}
      </ul>
      {orders.data && rows.length === 0 ? (
        <Empty icon={Gavel} title={shown.empty}>
          {shown.emptySays}
        </Empty>
      ) : null}
      <MoreLines count={rows.length} more={orders.hasNextPage} loading={orders.isFetchingNextPage} onMore={more} />
    </div>
  );
}
