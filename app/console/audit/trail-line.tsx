"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { TrailEvent } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { Disclosure } from "@/app/_ui/disclosure";
import { instantIn } from "@/app/_ui/instant";
import { trailActor, trailSentence } from "@/app/_words/audit";
import { refundName } from "@/app/_words/refunds";
import { requestName } from "@/app/_words/words";

/** One event: who did what, about what, when; and one click away what the book really holds. */
export function TrailLine({ event }: { event: TrailEvent }) {
  const refundId = event.payload.refundId;
  const caseId = event.payload.grievanceId;
  return (
    <li data-row={event.id} tabIndex={-1} className="border-line border-b px-4 py-2.5 focus-visible:-outline-offset-2 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <p className="min-w-0 text-pretty [overflow-wrap:anywhere]">
          <span className={cx(event.actorKind === "system" ? "text-soft" : "font-medium")}>{trailActor(event)}</span> {trailSentence(event)}
        </p>
        <time dateTime={event.at.toISOString()} className="shrink-0 text-soft text-xs tabular-nums">
          {instantIn(event.at)}
        </time>
      </div>
      <div className="mt-0.5 flex flex-wrap items-center gap-x-3 text-soft text-xs">
        {event.requestId && event.requestNumber ? (
          <To href={`/console/requests/${event.requestId}`}>{requestName(event.requestNumber)}</To>
        ) : null}
        {refundId && event.refundNumber ? <To href={`/console/refunds/${refundId}`}>{refundName(event.refundNumber)}</To> : null}
        {caseId && event.caseNumber ? <To href={`/console/grievances/${caseId}`}>{`GR-${event.caseNumber}`}</To> : null}
        {event.tenantId ? (
          event.organisation ? (
            <To href={`/console/tenants/${event.tenantId}`}>{event.organisation}</To>
          ) : (
            <To href={`/console/audit?q=${event.tenantId}`}>an erased tenant</To>
          )
        ) : null}
        <Disclosure summary={`For machines · #${event.id}`}>
          <pre className="max-w-[calc(100vw-4rem)] overflow-x-auto whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere]">
            {JSON.stringify(
              {
                seq: event.seq,
                id: event.id,
                at: event.at.toISOString(),
                type: event.type,
                actorKind: event.actorKind,
                actorId: event.actorId,
                tenantId: event.tenantId,
                requestId: event.requestId,
                payload: event.payload,
                hash: event.hash,
              },
              null,
              2,
            )}
          </pre>
        </Disclosure>
      </div>
    </li>
  );
}

const To = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link
    href={href}
    prefetch={false}
    className="inline-flex min-h-6 min-w-0 items-center underline decoration-edge underline-offset-4 [overflow-wrap:anywhere] hover:text-ink hover:decoration-ink max-sm:min-h-11"
  >
    {children}
  </Link>
);
