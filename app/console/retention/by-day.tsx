"use client";
import { CalendarCheck2 } from "lucide-react";
import { useMemo } from "react";
import type { RequestRow } from "@/app/_trpc/answers";
import { Empty } from "@/app/_ui/empty";
import { dayIn } from "@/app/_ui/instant";
import { many } from "@/app/_ui/rupees";
import { ListSkeleton } from "../_frame/list-skeleton";
import { MoreLines } from "../_frame/more-lines";
import { QueryTrouble } from "../_frame/query-trouble";
import { filterFrom } from "../requests/_list/filter";
import { RequestLine } from "../requests/_list/request-line";
import { useRequests } from "../requests/_list/use-requests";

/** The countdowns, due soonest first, under the day in India on which they end. */
export function ByDay() {
  const filter = useMemo(() => filterFrom(new URLSearchParams("state=retained")), []);
  const requests = useRequests(filter);
  return (
    <div className="mt-6 border-line border-t">
      <QueryTrouble query={requests} />
      {requests.isPending ? <ListSkeleton /> : null}
      {requests.now
        ? groupsOf(requests.rows).map(([day, rows]) => <Day key={day} day={day} rows={rows} now={requests.now as Date} />)
        : null}
      {requests.data && requests.rows.length === 0 ? (
        <Empty icon={CalendarCheck2} title="Nobody is counting down">
          A tenant appears here when it is deactivated, for 30 days.
        </Empty>
      ) : null}
      <MoreLines query={requests} count={requests.rows.length} />
    </div>
  );
}

function groupsOf(rows: RequestRow[]): [day: string, rows: RequestRow[]][] {
  const groups = new Map<string, RequestRow[]>();
  for (const row of rows) {
    const day = dayIn(row.dueAt);
    groups.set(day, [...(groups.get(day) ?? []), row]);
  }
  return [...groups];
}

function Day({ day, rows, now }: { day: string; rows: RequestRow[]; now: Date }) {
  return (
    <section aria-label={day}>
      <h2 className="sticky top-0 z-10 flex items-baseline justify-between border-line border-b bg-sunken px-4 py-1.5 text-xs sm:px-6">
        <span className="font-medium">{day}</span>
        <span className="text-soft">{many(rows.length, "tenant")}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <RequestLine row={row} now={now} href={`/console/requests/${row.id}?state=retained`} className="sm:px-6" />
          </li>
        ))}
      </ul>
    </section>
  );
}
