"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Banknote } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { askForMore, IN_PAGES } from "../../_frame/in-pages";
import { Lines } from "../../_frame/lines";
import { QueryTrouble } from "../../_frame/query-trouble";
import { useRowKeys } from "../../_frame/use-row-keys";
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
  const query = useInfiniteQuery(trpc.refund.list.infiniteQueryOptions({ view }, { ...IN_PAGES, refetchInterval: 10_000 }));
  const words = VIEW_WORDS[view];
  const addressOf = (id: string) => `/console/refunds/${id}${searchOf(view)}`;
  useRowKeys({ list, noun: "refund", openId, onOpen: (id) => router.push(addressOf(id)), onEnd: () => askForMore(query) });
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
      <QueryTrouble query={query} className="p-4" />
      <Lines
        query={query}
        name="Refunds"
        ref={list}
        empty={
          <Empty icon={Banknote} title={words.empty}>
            {words.emptySays}
          </Empty>
        }
      >
        {(row, { now }) => (
          <li>
            <RefundLine row={row} now={now} href={addressOf(row.id)} open={row.id === openId} />
          </li>
        )}
      </Lines>
    </>
  );
}
