"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IdCard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { askForMore } from "../_frame/in-pages";
import { ListSkeleton } from "../_frame/list-skeleton";
import { MoreLines } from "../_frame/more-lines";
import { useRowKeys } from "../_frame/use-row-keys";
import { Invite } from "./invite";
import { OperatorLine, WaitingLine } from "./operator-line";

const addressOf = (id: string) => `/console/operators/${id}`;

/** What waits for a second person, and everybody who works here or did. */
export function OperatorList({ openId }: { openId: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const waiting = useQuery(trpc.operator.waiting.queryOptions(undefined, { refetchInterval: 10_000 }));
  const query = useInfiniteQuery(
    trpc.operator.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.next, refetchInterval: 15_000 }),
  );
  const now = query.data?.pages[0]?.now;
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  useRowKeys({ list, noun: "operator", openId, onOpen: (id) => router.push(addressOf(id)), onEnd: () => askForMore(query) });
  const error = query.error ?? waiting.error;
  const Heading = openId ? "h2" : "h1";
  return (
    <div ref={list}>
      <div className="sticky top-0 z-20 flex min-h-12 items-center justify-between gap-3 border-line border-b bg-ground px-4 py-1.5">
        <div className="min-w-0">
          <Heading className="sr-only">Operators</Heading>
          <p className="text-pretty text-soft text-xs">Who works here, as what, and when they were last seen</p>
        </div>
        <Invite />
      </div>
      {error ? (
        <div className="p-4">
          <Trouble {...refusedOf(error as unknown as ApiError)} onRetry={() => void Promise.all([query.refetch(), waiting.refetch()])} />
        </div>
      ) : null}
      {query.isPending ? <ListSkeleton /> : null}
      {waiting.data && waiting.data.items.length > 0 ? (
        <section aria-labelledby="waiting-changes">
          <h2 id="waiting-changes" className="bg-sunken px-4 py-1.5 font-medium text-xs">
            Waiting for a second person
          </h2>
          <ul aria-label="Waiting for a second person">
            {waiting.data.items.map((change) => (
              <li key={change.id}>
                <WaitingLine
                  change={change}
                  now={waiting.data.now}
                  href={addressOf(change.operatorId)}
                  open={change.operatorId === openId}
                  isRow={change.isInvitation}
                />
              </li>
            ))}
          </ul>
          <h2 className="bg-sunken px-4 py-1.5 font-medium text-xs">Everybody</h2>
        </section>
      ) : null}
      <ul aria-label="Operators">
        {now
          ? rows.map((row) => (
              <li key={row.id}>
                <OperatorLine row={row} now={now} href={addressOf(row.id)} open={row.id === openId} />
              </li>
            ))
          : null}
      </ul>
      {query.data && rows.length === 0 ? (
        <Empty icon={IdCard} title="Nobody works here yet">
          The first admin is made by whoever owns the database: npm run operators:first.
        </Empty>
      ) : null}
      <MoreLines query={query} count={rows.length} />
    </div>
  );
}
