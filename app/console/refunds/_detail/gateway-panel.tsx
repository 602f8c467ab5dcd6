"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { RefundDetail } from "@/app/_trpc/answers";
import { many } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { GATEWAY_WORDS, refundName } from "@/app/_words/refunds";
import { Panel } from "../../requests/_detail/panel";
import { CopyText } from "./copy";

/** The names by which a gateway, a bank and the owner can find this money, and how often the gateway was asked. */
export function GatewayPanel({ detail }: { detail: RefundDetail }) {
  const { refund, purchase, creditNote, now } = detail;
  return (
    <Panel title="References">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        {purchase ? (
          <>
            <Fact name="Invoice">
              <CopyText text={purchase.invoiceNumber} what="the invoice's number" />
            </Fact>
            <Fact name="Order">
              <CopyText text={purchase.orderId} what="the order" />
            </Fact>
            {purchase.paymentId ? (
              <Fact name="Payment">
                <CopyText text={purchase.paymentId} what="the payment" />
              </Fact>
            ) : null}
          </>
        ) : null}
        {refund.gatewayRefundId ? (
          <Fact name="Our name">
            <CopyText text={refund.gatewayRefundId} what="our name for it" />
          </Fact>
        ) : null}
        {refund.gatewayReference ? (
          <Fact name={GATEWAY_WORDS[refund.gateway]}>
            <CopyText text={refund.gatewayReference} what={`${GATEWAY_WORDS[refund.gateway]}'s name`} />
          </Fact>
        ) : null}
        {refund.bankReference ? (
          <Fact name="ARN/RRN">
            <CopyText text={refund.bankReference} what="the bank's reference" />
          </Fact>
        ) : null}
        {creditNote ? (
          <Fact name="Credit note">
            <span className={creditNote.reversedAt ? "text-soft line-through" : undefined}>
              <CopyText text={creditNote.number} what="the credit note's number" href={`/api/credit-notes/${creditNote.id}`} />
            </span>{" "}
            {creditNote.reversedAt ? <span className="text-purging text-xs">reversed</span> : null}
          </Fact>
        ) : null}
        {refund.attempts > 0 ? (
          <Fact name="Asked">
            {many(refund.attempts, "time")}
            {refund.askedAt ? (
              <>
                , last <Time at={refund.askedAt} now={now} />
              </>
            ) : null}
            {refund.nextAskAt ? (
              <span className="block text-soft text-xs">
                again by itself <Time at={refund.nextAskAt} now={now} />
              </span>
            ) : null}
          </Fact>
        ) : null}
        {refund.retryOf ? (
          <Fact name="New try of">
            <RefundLink refund={refund.retryOf} />
          </Fact>
        ) : null}
        {refund.retriedBy ? (
          <Fact name="Tried again as">
            <RefundLink refund={refund.retriedBy} />
          </Fact>
        ) : null}
      </dl>
    </Panel>
  );
}

function RefundLink({ refund }: { refund: { id: string; number: number } }) {
  return (
    <Link
      href={`/console/refunds/${refund.id}`}
      className="inline-flex min-h-6 items-center font-mono text-xs underline decoration-edge underline-offset-4 hover:decoration-ink"
    >
      {refundName(refund.number)}
    </Link>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="py-0.5 text-soft">{name}</dt>
      <dd className="min-w-0 py-0.5">{children}</dd>
    </div>
  );
}
