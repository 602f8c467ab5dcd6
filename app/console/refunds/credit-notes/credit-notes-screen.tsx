"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { useCommands } from "@/app/_ui/commands";
import { Empty } from "@/app/_ui/empty";
import { SearchField } from "@/app/_ui/search-field";
import { IN_PAGES } from "../../_frame/in-pages";
import { Lines } from "../../_frame/lines";
import { useMe } from "../../_frame/operator";
import { PageHead } from "../../_frame/page-head";
import { QueryTrouble } from "../../_frame/query-trouble";
import { CreditNoteLine } from "./credit-note-line";
import { ExportNotes } from "./export-notes";
import { YearFilter } from "./year-filter";
import { YearTotal } from "./year-total";

/** The documents of refunds that were paid, newest first: to look at, to hand out again, and for accounting (R6). */
export function CreditNotesScreen() {
  const trpc = useTRPC();
  const me = useMe();
  const asked = useSearchParams();
  const q = (asked.get("q") ?? "").trim().slice(0, 40);
  const field = useRef<HTMLInputElement>(null);
  const series = useQuery(trpc.refund.creditNoteYears.queryOptions(undefined, { staleTime: 60_000 }));
  const years = series.data?.years ?? [];
  const wanted = asked.get("year");
  // An address from elsewhere may name any year; what is none shows all.
  const year = wanted && /^20\d\d-\d\d$/.test(wanted) && (!series.data || years.includes(wanted)) ? wanted : null;
  const notes = useInfiniteQuery(
    trpc.refund.creditNotes.infiniteQueryOptions({ financialYear: year, q }, { ...IN_PAGES, refetchInterval: 30_000, retry: false }),
  );
  const go = (next: { year?: string | null; q?: string }) => window.history.replaceState(null, "", addressOf({ year, q, ...next }));
  useCommands([{ id: "search-notes", title: "Search the credit notes", group: "List", keys: "/", run: () => field.current?.focus() }]);
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead
        title="Credit notes"
        aside={
          <div className="flex max-w-full flex-wrap items-center gap-2 max-sm:w-full max-sm:flex-col max-sm:items-stretch">
            <div className="w-56 max-sm:w-full">
              <SearchField
                label="Search credit notes by number"
                placeholder="CN/26-27/… or 42"
                value={q}
                hint="/"
                inputRef={field}
                onSearch={(text) => go({ q: text })}
              />
            </div>
            <div className="flex gap-2">
              <YearFilter years={years} year={year} onChoose={(chosen) => go({ year: chosen })} />
              {me.may["refund:export"] && series.data ? <ExportNotes years={years} year={year} now={series.data.now} /> : null}
            </div>
          </div>
        }
      >
        One for every refund that was paid. A note stands as it was issued, whatever happens later.
      </PageHead>
      <QueryTrouble query={notes} className="px-4 pb-4 sm:px-6" />
      {year ? <YearTotal year={year} /> : null}
      <Lines
        query={notes}
        name="Credit notes"
        className="border-line border-t"
        empty={
          <Empty icon={FileText} title={q ? "No credit note has this number" : "There are no credit notes"}>
            {q
              ? "Numbers look like CN/26-27/0000042; the last digits alone will do. Those of erased tenants are not kept here."
              : "The first one is issued with the first refund that a gateway has paid."}
          </Empty>
        }
      >
        {(note) => <CreditNoteLine note={note} />}
      </Lines>
    </div>
  );
}

function addressOf({ year, q }: { year: string | null; q: string }): string {
  const asked = new URLSearchParams({ ...(year ? { year } : {}), ...(q ? { q } : {}) });
  return asked.size > 0 ? `?${asked}` : window.location.pathname;
}
