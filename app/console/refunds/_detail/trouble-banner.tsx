"use client";
import { OctagonAlert } from "lucide-react";
import Link from "next/link";
import type { RefundDetail } from "@/app/_trpc/answers";
import { Time } from "@/app/_ui/time";
import { refundName, TROUBLE_WORDS } from "@/app/_words/refunds";
import { CopyText } from "./copy";

/** What went wrong, since when, and what to do: filled from edge to edge, so that it cannot be overlooked in either theme. */
export function TroubleBanner({ detail }: { detail: RefundDetail }) {
  const { refund, now, difference } = detail;
  if (!refund.trouble && !difference) return null;
  const words = refund.trouble ? TROUBLE_WORDS[refund.trouble] : null;
  return (
    <section aria-label="Needs a person" className="bg-purging px-4 py-4 text-ground sm:px-6">
      <div className="flex gap-3">
        <OctagonAlert aria-hidden className="mt-0.5 size-6 shrink-0" />
        <div className="min-w-0">
          <h2 className="text-pretty font-medium text-base">{words?.title ?? "Our book and the gateway's disagree about this refund."}</h2>
          <p className="mt-1 max-w-prose text-pretty">{words?.todo ?? "Compare the two, and settle the difference."}</p>
          <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs [&_*]:text-ground!">
            {refund.troubleSince ? (
              <span>
                Since <Time at={refund.troubleSince} now={now} />
              </span>
            ) : null}
            {refund.failureCode ? (
              <span>
                The gateway's code <span className="font-mono">{refund.failureCode}</span>
              </span>
            ) : null}
            {refund.gatewayRefundId ? <CopyText text={refund.gatewayRefundId} what="our name for it at the gateway" /> : null}
            {difference ? (
              <Link href="/console/refunds/differences" className="inline-flex min-h-6 items-center underline underline-offset-4">
                Compare the books
              </Link>
            ) : null}
            {refund.retryOf ? (
              <Link
                href={`/console/refunds/${refund.retryOf.id}`}
                className="inline-flex min-h-6 items-center underline underline-offset-4"
              >
                It is a new try of {refundName(refund.retryOf.number)}
              </Link>
            ) : null}
          </p>
        </div>
      </div>
    </section>
  );
}
