"use client";
import Link from "next/link";
import type { RefundDetail } from "@/app/_trpc/answers";
import { rupees } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { RefundMark } from "@/app/_words/refund-mark";
import { GATEWAY_WORDS, refundName } from "@/app/_words/refunds";
import { Panel } from "../../requests/_detail/panel";

/** What was bought, when, and by whom, and what else was asked of it. */
export function PurchasePanel({ detail }: { detail: RefundDetail }) {
  const { purchase, tenant, siblings, now } = detail;
  return (
    <Panel
      title="Purchase"
      aside={
        tenant ? (
          <Link
            href={`/console/tenants/${tenant.id}`}
            className="inline-flex min-h-6 items-center underline decoration-line underline-offset-4 hover:decoration-ink"
          >
            Open the tenant
          </Link>
        ) : null
      }
    >
      {purchase ? (
        <>
          <p>
            <span className="font-medium tabular-nums">{rupees(purchase.amountPaise)}</span>{" "}
            {purchase.kind === "credits" ? `for ${rupees(purchase.taxablePaise)} of credits` : "for a plan"}, through{" "}
            {GATEWAY_WORDS[purchase.gateway]}
          </p>
          <Time at={purchase.purchasedAt} now={now} className="text-soft text-xs" />
        </>
      ) : (
        <p className="text-soft">The purchase has been erased with its tenant. The tax record without a name is what is left.</p>
      )}
      {siblings.length > 0 ? (
        <ul aria-label="Other refunds of this purchase" className="mt-2">
          {siblings.map((sibling) => (
            <li key={sibling.id}>
              <Link
                href={`/console/refunds/${sibling.id}`}
                className="-mx-2 flex min-h-8 flex-wrap items-center gap-x-3 rounded px-2 hover:bg-hover focus-visible:-outline-offset-2"
              >
                <span className="font-mono text-xs">{refundName(sibling.number)}</span>
                <RefundMark state={sibling.state} />
                <span className="grow text-right tabular-nums">{rupees(sibling.amountPaise)}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}
