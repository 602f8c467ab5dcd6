"use client";
import { Inbox } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { Empty } from "@/app/_ui/empty";
import { SearchField } from "@/app/_ui/search-field";
import { Trouble } from "@/app/_ui/trouble";
import { FilterChips } from "./filter-chips";
import { FilterMenu } from "./filter-menu";
import { ListSkeleton } from "./list-skeleton";
import { MoreLines } from "./more-lines";
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
  const more = () => {
    if (requests.hasNextPage && !requests.isFetchingNextPage) void requests.fetchNextPage();
  };
  // Enter in the search goes to the first result, once the results are those of what was typed.
  const [wanted, setWanted] = useState<string | null>(null);
  const isFound = wanted !== null && wanted === filter.q && !requests.isPlaceholderData && !requests.isPending;
  useEffect(() => {
    if (!isFound) return;
    setWanted(null);
    list.current?.querySelector<HTMLElement>("[data-row]")?.focus();
  }, [isFound]);
  useListKeys({ list, searchField, openId, search, onEnd: more });
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
      {requests.error ? (
        <div className="p-4">
          <Trouble {...refusedOf(requests.error as ApiError)} onRetry={() => void requests.refetch()} />
        </div>
      ) : null}
      {requests.isPending ? <ListSkeleton /> : null}
      <ul
        ref={list}
        aria-label="Requests"
        aria-busy={requests.isPlaceholderData}
        className={requests.isPlaceholderData ? "opacity-60" : undefined}
      >
        {requests.now
          ? requests.rows.map((row) => (
              <li key={row.id}>
                <RequestLine row={row} now={requests.now as Date} href={`/console/requests/${row.id}${search}`} open={row.id === openId} />
              </li>
            ))
          : null}
      </ul>
      {requests.data && requests.rows.length === 0 ? <NoRequests searched={search !== ""} q={filter.q} /> : null}
      <MoreLines count={requests.rows.length} more={requests.hasNextPage} loading={requests.isFetchingNextPage} onMore={more} />
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
