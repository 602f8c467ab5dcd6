"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BookCheck } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { useCommands } from "@/app/_ui/commands";
import { Empty } from "@/app/_ui/empty";
import { SearchField } from "@/app/_ui/search-field";
import { askForMore, IN_PAGES } from "../_frame/in-pages";
import { Lines } from "../_frame/lines";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { QueryTrouble } from "../_frame/query-trouble";
import { useRowKeys } from "../_frame/use-row-keys";
import { ExportTrail } from "./export-trail";
import { Filters } from "./filters";
import { addressOf, filterOf, isSearching, readSearch, type TrailSearch } from "./search";
import { Standing } from "./standing";
import { TrailLine } from "./trail-line";

/** The visitors' book (A1): everything that was done here, newest first, and whether it is still what was written. */
export function AuditScreen() {
  if (useMe().may["audit:read"]) return <Shown />;
  return (
    <Empty icon={BookCheck} title="The audit trail is not shown to your role">
      Auditors, admins and the grievance officer read it. What happened to a request or a refund stands on its own page.
    </Empty>
  );
}

function Shown() {
  const trpc = useTRPC();
  const me = useMe();
  const search = readSearch(useSearchParams());
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const events = useInfiniteQuery(trpc.audit.search.infiniteQueryOptions({ filter: filterOf(search) }, { ...IN_PAGES, retry: false }));
  const onlyTenants = events.data?.pages[0]?.onlyTenants;
  const go = (next: Partial<TrailSearch>) => window.history.replaceState(null, "", addressOf({ ...search, ...next }));
  useCommands([{ id: "search-trail", title: "Search the audit trail", group: "List", keys: "/", run: () => field.current?.focus() }]);
  useRowKeys({
    list,
    noun: "event",
    openId: null,
    onOpen: (id) => list.current?.querySelector<HTMLElement>(`[data-row="${id}"] summary`)?.click(),
    onEnd: () => askForMore(events),
  });
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Audit" aside={me.may["audit:export"] ? <ExportTrail search={search} /> : null}>
        Everything that was done here and by whom, newest first. It holds ids and no names of people outside.
      </PageHead>
      <Standing />
      <div className="flex flex-wrap items-end gap-2 border-line border-y px-4 py-3 sm:px-6">
        <div className="w-72 max-sm:w-full">
          <SearchField
            label="Search the audit trail"
            placeholder="Organisation, DR-…, RF-…, GR-…, id"
            value={search.q}
            hint="/"
            inputRef={field}
            onSearch={(q) => go({ q })}
          />
        </div>
        <Filters search={search} onChange={go} />
      </div>
      <QueryTrouble query={events} />
      <p role="status" className={onlyTenants ? "border-line border-b px-4 py-3 text-soft text-sm sm:px-6" : "sr-only"}>
        {onlyTenants
          ? `More than ${onlyTenants} organisations are called like this. These are the events of ${onlyTenants} of them; write more of the name.`
          : null}
      </p>
      <Lines
        query={events}
        name="Events"
        ref={list}
        empty={
          <Empty icon={BookCheck} title={isSearching(search) ? "Nothing like this was written down" : "The book is empty"}>
            {isSearching(search)
              ? "Erased tenants have no name any more: look for their id or the request's number. Days are India's."
              : "The first event is written with the first act."}
          </Empty>
        }
      >
        {(event) => <TrailLine event={event} />}
      </Lines>
    </div>
  );
}
