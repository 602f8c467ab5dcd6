import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { contextOnce } from "@/app/_trpc/server";
import { Time } from "@/app/_ui/time";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { ClockWords } from "../clock-words";
import { ForOfficers } from "../for-officers";
import { caseWords } from "../words";
import { DeskThread } from "./desk-thread";

export const metadata: Metadata = { title: "Grievance" };

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One case as the desk reads it. That it was read stands in the book (A1). */
export default async function GrievancePage({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const api = callerFactory(appRouter)(await contextOnce());
  if (!(await api.operator.me()).may["grievance:read"]) return <ForOfficers />;
  const found = await api.grievance.open({ grievanceId: id }).catch((error: { code?: string }) => {
    if (error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const { now, tenant, person, messages } = found;
  return (
    <article aria-label="Grievance" className="mx-auto max-w-3xl px-4 pt-3 pb-10 sm:px-6">
      <Link href="/console/grievances" prefetch={false} className="inline-flex h-9 items-center text-soft hover:text-ink max-sm:h-11">
        Grievances
      </Link>
      <h1 className="mt-1 flex flex-wrap items-baseline gap-x-3 text-lg leading-7">
        <span className="font-mono text-sm">{found.case.name}</span>
        <span className="font-medium">{caseWords(found.case)}</span>
        <span className="text-soft">{found.case.state}</span>
      </h1>
      <p className="mt-1 text-soft [overflow-wrap:anywhere]">
        {tenant ? (
          <Link
            href={`/console/tenants/${tenant.id}`}
            prefetch={false}
            className="underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            {tenant.name}
          </Link>
        ) : (
          "A tenant that has been erased"
        )}
        {person ? ` · ${person.name}, ${person.email}` : ""}
      </p>
      <p className="mt-1 flex flex-wrap gap-x-4 text-soft text-xs">
        <span>
          received <Time at={found.case.receivedAt} now={now} />
        </span>
        {found.case.acknowledgedAt ? (
          <span>
            acknowledged <Time at={found.case.acknowledgedAt} now={now} relative={false} />
          </span>
        ) : (
          <span>acknowledgement on its way</span>
        )}
        <ClockWords timed={found.case} now={now} />
      </p>
      <DeskThread messages={messages} now={now} />
    </article>
  );
}
