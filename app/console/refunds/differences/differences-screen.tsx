"use client";
import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { useTRPC } from "@/app/_trpc/client";
import { Callout } from "@/app/_ui/callout";
import { Empty } from "@/app/_ui/empty";
import { many } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { ListSkeleton } from "../../_frame/list-skeleton";
import { PageHead } from "../../_frame/page-head";
import { QueryTrouble } from "../../_frame/query-trouble";
import { DifferenceLine } from "./difference-line";

/** Where our book and a gateway's disagree: what the last daily comparison saw, what is open, and what was settled. */
export function DifferencesScreen() {
  const trpc = useTRPC();
  const query = useQuery(trpc.refund.reconciliation.queryOptions(undefined, { refetchInterval: 15_000 }));
  const { data } = query;
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Differences">
        Every day our book is compared with the gateways', order by order. Where they disagree, somebody has to find out why.
      </PageHead>
      <QueryTrouble query={query} className="px-4 pb-4 sm:px-6" />
      {query.isPending ? <ListSkeleton /> : null}
      {data ? (
        <>
          <div className="px-4 pb-4 sm:px-6">
            {data.last ? (
              <Callout tone={data.isLate ? "alarm" : data.last.unread > 0 ? "unsure" : "info"}>
                {data.isLate ? "No comparison has finished for more than 26 hours: look into the worker's log. " : ""}
                {data.isRunning ? "A comparison is running. The last one" : "The last comparison"} finished{" "}
                {data.last.finishedAt ? <Time at={data.last.finishedAt} now={data.now} /> : null}: {many(data.last.orders, "order")} with{" "}
                {many(data.last.refunds, "refund")} looked at
                {data.last.unread > 0 ? `; ${many(data.last.unread, "order")} could not be read and will be asked about again` : ""}.
              </Callout>
            ) : (
              <Callout tone="info">No comparison has finished yet. The first one runs by itself within a day.</Callout>
            )}
          </div>
          {data.open.length > 0 ? (
            <ul aria-label="Open differences" className="border-line border-t">
              {data.open.map((row) => (
                <DifferenceLine key={row.id} row={row} now={data.now} />
              ))}
            </ul>
          ) : data.last && data.last.unread === 0 ? (
            <Empty icon={Scale} title="The books agree">
              A refund that only one side knows, or that the two sides tell differently, would be here.
            </Empty>
          ) : (
            <Empty icon={Scale} title={data.last ? "No difference is open" : "Nothing has been compared yet"}>
              {data.last
                ? "Not every order could be read. Whether the books agree is known once all of them have been."
                : "Whether the books agree is known after the first comparison."}
            </Empty>
          )}
          {data.ended.length > 0 ? (
            <>
              <h2 className="px-4 pt-6 pb-2 font-medium sm:px-6">Settled</h2>
              <ul aria-label="Settled differences" className="border-line border-t">
                {data.ended.map((row) => (
                  <DifferenceLine key={row.id} row={row} now={data.now} />
                ))}
              </ul>
            </>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
