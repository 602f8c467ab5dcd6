import { Scale } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { contextOnce } from "@/app/_trpc/server";
import { Empty } from "@/app/_ui/empty";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { PageHead } from "../_frame/page-head";
import { ForOfficers } from "./for-officers";
import { GrievanceLine } from "./grievance-line";
import { VIEWS } from "./words";

export const metadata: Metadata = { title: "Grievances" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The desk's queue. Plain pages with links: the officer's own acts come with their screens. */
export default async function GrievancesPage({ searchParams }: Props) {
  const api = callerFactory(appRouter)(await contextOnce());
  if (!(await api.operator.me()).may["grievance:read"]) return <ForOfficers />;
  const asked = await searchParams;
  const view = VIEWS.find(({ state }) => state === asked.state) ?? VIEWS[0];
  const { now, items, next } = await api.grievance.list({ state: view.state, cursor: cursorOf(asked.after) });
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Grievances">{view.says}</PageHead>
      <nav aria-label="Which cases" className="flex gap-1 overflow-x-auto border-line border-b px-3 sm:px-5">
        {VIEWS.map(({ state, title }) => (
          <Link
            key={state}
            href={`/console/grievances?state=${state}`}
            prefetch={false}
            aria-current={state === view.state ? "page" : undefined}
            className="-mb-px flex h-10 shrink-0 items-center border-transparent border-b-2 px-2 text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink max-sm:h-11"
          >
            {title}
          </Link>
        ))}
      </nav>
      <ul aria-label="Grievances">
        {items.map((item) => (
          <GrievanceLine key={item.id} item={item} now={now} />
        ))}
      </ul>
      {items.length === 0 ? (
        <Empty icon={Scale} title="No case is here">
          Complaints, corrections and withdrawals of consent arrive from the owners' pages.
        </Empty>
      ) : null}
      {next ? (
        <Link
          href={`/console/grievances?state=${view.state}&after=${next.at.getTime()}_${next.id}`}
          prefetch={false}
          className="mx-4 mt-3 inline-flex h-9 items-center rounded-md border border-edge px-3 hover:bg-hover max-sm:h-11 sm:mx-6"
        >
          Next page
        </Link>
      ) : null}
    </div>
  );
}

/** "1795000000000_<id>"; anything else is the first page. */
function cursorOf(after: string | string[] | undefined): { at: Date; id: string } | null {
  const [, at, id] = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(typeof after === "string" ? after : "") ?? [];
  return at && id ? { at: new Date(Number(at)), id } : null;
}
