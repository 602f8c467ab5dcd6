"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { ViewLinks } from "@/app/_ui/view-links";
import { askForMore, IN_PAGES } from "../_frame/in-pages";
import { Lines } from "../_frame/lines";
import { QueryTrouble } from "../_frame/query-trouble";
import { useRowKeys } from "../_frame/use-row-keys";
import { ApprovalLine } from "./approval-line";
import { searchOf, VIEWS, viewFrom } from "./views";

/** One view of what takes a second person, newest first, asked again now and then. */
export function ApprovalsList({ openId }: { openId: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const shown = viewFrom(useSearchParams().get("view"));
  const list = useRef<HTMLUListElement>(null);
  const query = useInfiniteQuery(trpc.approval.list.infiniteQueryOptions({ view: shown.view }, { ...IN_PAGES, refetchInterval: 10_000 }));
  const addressOf = (id: string) => `/console/approvals/${id}${searchOf(shown.view)}`;
  useRowKeys({ list, noun: "question", openId, onOpen: (id) => router.push(addressOf(id)), onEnd: () => askForMore(query) });
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
      <QueryTrouble query={query} className="p-4" />
      <Lines
        query={query}
        name="Approvals"
        ref={list}
        empty={
          <Empty icon={UsersRound} title={shown.empty}>
            {shown.emptySays}
          </Empty>
        }
      >
        {(row, { now }) => (
          <li>
            <ApprovalLine row={row} now={now} href={addressOf(row.id)} open={row.id === openId} />
          </li>
        )}
      </Lines>
    </>
  );
}
