"use client";
import { Inbox } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Empty } from "@/app/_ui/empty";
import { SearchField } from "@/app/_ui/search-field";
import { askForMore } from "../../_frame/in-pages";
import { Lines } from "../../_frame/lines";
import { QueryTrouble } from "../../_frame/query-trouble";
import { FilterChips } from "./filter-chips";
import { FilterMenu } from "./filter-menu";
import { RequestLine } from "./request-line";
import { useFilter } from "./use-filter";
import { useListKeys } from "./use-list-keys";
import { useRequests } from "./use-requests";

/** The list of requests: search, filters in the address, due soonest first. */
export function RequestList({ openId }: { openId: string | null }) {
  const { filter, change, search } = useFilter();
  const requests = useRequests(filter);
  const list = useRef<HTMLUListElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  // Enter in the search goes to the first result, once the results are those of what was typed.
  const [wanted, setWanted] = useState<string | null>(null);
  const isFound = wanted !== null && wanted === filter.q && !requests.isPlaceholderData && !requests.isPending;
  useEffect(() => {
    if (!isFound) return;
    setWanted(null);
    list.current?.querySelector<HTMLElement>("[data-row]")?.focus();
  }, [isFound]);
  useListKeys({ list, searchField, openId, search, onEnd: () => askForMore(requests) });
  return (
    <>
      <div className="sticky top-0 z-30 border-line border-b bg-ground px-4 pt-3 pb-2">
        {openId ? <h2 className="sr-only">Requests</h2> : <h1 className="sr-only">Requests</h1>}
        <div className="flex gap-2">
          <div className="min-w-0 grow">
            <SearchField
              label="Search requests"
              placeholder="Organisation, number or whole e-mail"
              value={filter.q}
              onSearch={(q) => {
                if (q !== wanted) setWanted(null);
                change({ q });
              }}
              onEnter={setWanted}
              inputRef={searchField}
              hint="/"
            />
          </div>
          <FilterMenu filter={filter} onChange={change} />
        </div>
        <div className="mt-2">
          <FilterChips filter={filter} onChange={change} />
        </div>
      </div>
      <QueryTrouble query={requests} className="p-4" />
      <Lines query={requests} name="Requests" ref={list} empty={<NoRequests searched={search !== ""} q={filter.q} />}>
        {(row, { now }) => (
          <li>
            <RequestLine row={row} now={now} href={`/console/requests/${row.id}${search}`} open={row.id === openId} />
          </li>
        )}
      </Lines>
    </>
  );
}

function NoRequests({ searched, q }: { searched: boolean; q: string }) {
  if (!searched) {
    return (
      <Empty icon={Inbox} title="No open requests">
        When an owner asks for deletion, the request appears here by itself.
      </Empty>
    );
  }
  return (
    <Empty icon={Inbox} title="Nothing fits">
      {q
        ? `No request is called “${q}”: not its number, its organisation, or a whole address of its people.`
        : "No request fits these filters. Take one off to see more."}
    </Empty>
  );
}
