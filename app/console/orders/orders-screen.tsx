"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Gavel } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { ViewLinks } from "@/app/_ui/view-links";
import { askForMore, IN_PAGES } from "../_frame/in-pages";
import { Lines } from "../_frame/lines";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { QueryTrouble } from "../_frame/query-trouble";
import { useRowKeys } from "../_frame/use-row-keys";
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
  const orders = useInfiniteQuery(trpc.order.list.infiniteQueryOptions({ view: shown.view }, { ...IN_PAGES, refetchInterval: 15_000 }));
  useRowKeys({ list, noun: "order", openId: null, onOpen: (id) => router.push(`/console/orders/${id}`), onEnd: () => askForMore(orders) });
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="The officer's orders">{shown.says}</PageHead>
      <ViewLinks
        name="Which orders"
        param="view"
        views={VIEWS.map((one) => ({ value: one.view === "waiting" ? null : one.view, title: one.title, isShown: one === shown }))}
      />
      <QueryTrouble query={orders} />
      <Lines
        query={orders}
        name="Orders"
        ref={list}
        empty={
          <Empty icon={Gavel} title={shown.empty}>
            {shown.emptySays}
          </Empty>
        }
      >
        {(order, { now }) => <OrderLine order={order} now={now} />}
      </Lines>
    </div>
  );
}
