"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { Ref } from "react";
import type { RefundDetail } from "@/app/_trpc/answers";
import { rupees } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { RefundMark, TroubleMark } from "@/app/_words/refund-mark";
import { GATEWAY_WORDS, REASON_WORDS, refundName } from "@/app/_words/refunds";
import { CHANNEL_WORDS } from "@/app/_words/words";

/** How much, whose, and where it stands. */
export function Header({ detail, heading, backTo }: { detail: RefundDetail; heading: Ref<HTMLHeadingElement>; backTo: string }) {
  const { refund, tenant, people, now } = detail;
  return (
    <header className="px-4 pt-3 pb-4 sm:px-6">
      <Link
        href={backTo}
        className="-ml-1 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 lg:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Queue of refunds
      </Link>
      <h1 ref={heading} tabIndex={-1} className="flex flex-wrap items-center gap-x-3 gap-y-1 outline-none">
        <span className="order-2 w-full text-base">
          <span className="font-mono text-sm text-soft">{refundName(refund.number)}</span>{" "}
          <span className={tenant ? "font-medium [overflow-wrap:anywhere]" : "text-soft italic"}>{tenant?.name ?? "erased tenant"}</span>
        </span>
        <span className="order-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium text-3xl leading-10 tracking-tight tabular-nums">{rupees(refund.amountPaise)}</span>
          <RefundMark state={refund.state} waits={detail.approval !== null} />
          {refund.trouble && refund.trouble !== refund.state ? <TroubleMark trouble={refund.trouble} /> : null}
        </span>
      </h1>
      <p className="mt-1 text-pretty text-soft text-xs">
        {REASON_WORDS[refund.reason]} · asked for <Time at={refund.requestedAt} now={now} />, {CHANNEL_WORDS[refund.channel]}
        {people.lodgedBy ? ` (${people.lodgedBy})` : null} · {GATEWAY_WORDS[refund.gateway]}
      </p>
    </header>
  );
}
