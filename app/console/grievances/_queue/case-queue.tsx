"use client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useRef } from "react";
import { refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { useCommands } from "@/app/_ui/commands";
import { Empty } from "@/app/_ui/empty";
import { useSay } from "@/app/_ui/toast";
import { askForMore, IN_PAGES } from "../../_frame/in-pages";
import { Lines } from "../../_frame/lines";
import { useMe } from "../../_frame/operator";
import { QueryTrouble } from "../../_frame/query-trouble";
import { useRowKeys } from "../../_frame/use-row-keys";
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
  const query = useInfiniteQuery(trpc.grievance.list.infiniteQueryOptions(filter, { ...IN_PAGES, refetchInterval: 15_000 }));
  const addressOf = (id: string) => `/console/grievances/${id}${searchOf(filter)}`;
  const meant = useRowKeys({ list, noun: "case", openId, onOpen: (id) => router.push(addressOf(id)), onEnd: () => askForMore(query) });
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
      <QueryTrouble query={query} className="p-4" />
      <Lines
        query={query}
        name="Grievances"
        ref={list}
        empty={
          <Empty icon={Scale} title="No case is here">
            {filter.q
              ? "A case is found by its number, such as GR-1017."
              : "Complaints come by mail, from the owners' pages, and from colleagues who write down what they are told."}
          </Empty>
        }
      >
        {(row, { now }) => (
          <li>
            <GrievanceLine item={row} now={now} href={addressOf(row.id)} open={row.id === openId} />
          </li>
        )}
      </Lines>
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
