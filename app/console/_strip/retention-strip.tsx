"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/app/_trpc/client";
import { Callout } from "@/app/_ui/callout";
import { many } from "@/app/_ui/rupees";
import { Skeleton } from "@/app/_ui/skeleton";
import { QueryTrouble } from "../_frame/query-trouble";
import { listHref } from "../requests/_list/filter";
import { StripColumns } from "./strip-columns";
import { StripTable } from "./strip-table";

/** The next 30 days: how many tenants are erased on each, and which of them are held. */
export function RetentionStrip() {
  const trpc = useTRPC();
  const strip = useQuery(trpc.request.strip.queryOptions(undefined, { refetchInterval: 30_000 }));
  const days = strip.data?.days ?? [];
  const total = days.reduce((sum, day) => sum + day.total, 0);
  const held = days.reduce((sum, day) => sum + day.held, 0);
  const overdue = days.find((day) => day.day < 0);
  return (
    <section aria-labelledby="strip" className="px-4 pt-6 sm:px-6">
      <h2 id="strip" className="font-medium">
        The next 30 days
      </h2>
      <p className="min-h-5 text-soft">
        {strip.data
          ? `${many(total, "tenant")} counting down${held > 0 ? `, ${held} of them held` : ""}. Every column is a day and opens its list.`
          : null}
      </p>
      <QueryTrouble query={strip} className="mt-3" />
      {overdue ? (
        <Callout tone={overdue.held + overdue.waiting === overdue.total ? "info" : "alarm"} className="mt-3">
          <Link href={listHref({ due: "overdue" })} className="underline underline-offset-4">
            {many(overdue.total, "tenant")} past the end of the 30 days
          </Link>
          {overdue.held > 0 ? `, ${overdue.held} of them held` : ""}
          {overdue.waiting > 0 ? `, ${overdue.waiting} waiting for a refund on its way` : ""}. {overdueWords(overdue)}
        </Callout>
      ) : null}
      {strip.data ? <StripColumns days={days} now={strip.data.now} /> : <Skeleton className="mt-4 h-44 w-full" />}
      {strip.data ? <StripTable days={days} now={strip.data.now} /> : null}
    </section>
  );
}

function overdueWords({ total, held, waiting }: { total: number; held: number; waiting: number }): string {
  if (held + waiting < total) return "The purge should have begun.";
  return waiting > 0 ? "It begins once the gateway has answered." : "Nothing is deleted until the hold is released.";
}
