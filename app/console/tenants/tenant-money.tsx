"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useState } from "react";
import { type ApiError, type TenantMoney as Money, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { Countdown } from "@/app/_ui/countdown";
import { Disclosure } from "@/app/_ui/disclosure";
import { instantIn } from "@/app/_ui/instant";
import { Kbd } from "@/app/_ui/kbd";
import { rupees } from "@/app/_ui/rupees";
import { Skeleton } from "@/app/_ui/skeleton";
import { Time } from "@/app/_ui/time";
import { Trouble } from "@/app/_ui/trouble";
import { RefundMark, TroubleMark } from "@/app/_words/refund-mark";
import { elsewhereWords, GATEWAY_WORDS, reasonWords, refundName } from "@/app/_words/refunds";
import { useMe } from "../_frame/operator";
import { isFree, RefundLink } from "../refunds/_ask/purchases";
import { RefundDialog } from "../refunds/_ask/refund-dialog";
import { Panel } from "../requests/_detail/panel";

type Purchase = Money["purchases"][number];

/** What a tenant bought, what of it can be paid back and until when, and its refunds. */
export function TenantMoney({ tenantId }: { tenantId: string }) {
  const trpc = useTRPC();
  const may = useMe().may;
  const money = useQuery(trpc.refund.ofTenant.queryOptions({ tenantId }, { refetchInterval: 15_000 }));
  const [asking, setAsking] = useState<{ purchaseId?: string } | null>(null);
  const lodges = may["refund:lodge"];
  const { data } = money;
  const isAnyEligible = data?.purchases.some(isFree) ?? false;
  const isThere = data !== undefined;
  useEffect(() => {
    // Whoever was sent to the purchases or to the refunds arrives before they are loaded.
    const { hash } = window.location;
    if (isThere && (hash === "#purchases" || hash === "#refunds")) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [isThere]);
  useCommands(
    lodges
      ? [
          {
            id: "refund-new",
            title: "Write down a refund",
            group: "Tenant",
            keys: "n",
            because: data && !isAnyEligible ? "Nothing more of this tenant can be asked for now." : null,
            // Before the purchases are there, the dialog waits for them.
            run: () => (!data || isAnyEligible) && setAsking({}),
          },
        ]
      : [],
  );
  return (
    <>
      <Panel
        title="Purchases"
        anchor="purchases"
        aside={
          lodges && isAnyEligible ? (
            <Button size="small" onClick={() => setAsking({})}>
              Write down a refund…
              <span className="hidden lg:inline">
                <Kbd keys="n" tone="inherit" />
              </span>
            </Button>
          ) : undefined
        }
      >
        {money.error ? <Trouble {...refusedOf(money.error as ApiError)} onRetry={() => void money.refetch()} /> : null}
        {money.isPending ? <Waiting /> : null}
        {data?.purchases.length === 0 ? <p className="text-soft">Nothing was ever bought here.</p> : null}
        <ul className="-mx-4 sm:-mx-6">
          {data?.purchases.map((purchase) => (
            <PurchaseLine
              key={purchase.id}
              purchase={purchase}
              now={data.now}
              onAsk={lodges ? () => setAsking({ purchaseId: purchase.id }) : undefined}
            />
          ))}
        </ul>
        {data?.hasOlder ? <p className="pt-3 text-soft text-xs">Those are the newest 50. Older ones are past their 7 days.</p> : null}
      </Panel>
      {data && data.refunds.length > 0 ? <Refunds refunds={data.refunds} now={data.now} /> : null}
      {asking ? <RefundDialog tenantId={tenantId} purchaseId={asking.purchaseId} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

function PurchaseLine({ purchase, now, onAsk }: { purchase: Purchase; now: Date; onAsk?: () => void }) {
  const { eligibility } = purchase;
  const [worst, ...rest] = eligibility.reasons;
  return (
    <li className="border-line border-t px-4 py-3 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="min-w-0">
          <span className="font-medium tabular-nums">{rupees(purchase.amountPaise)}</span>{" "}
          <span className="text-soft">
            {purchase.kind === "credits" ? "for credits" : "for a plan"} · {GATEWAY_WORDS[purchase.gateway]}
          </span>
        </p>
        {eligibility.isEligible ? (
          <p className="tabular-nums">
            <span className="font-medium text-verified">{rupees(eligibility.capPaise)}</span> <span className="text-soft">refundable</span>
          </p>
        ) : (
          <p className="text-soft">not refundable</p>
        )}
      </div>
      <div className="mt-0.5 flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-soft text-xs">
        <p className="min-w-0">
          <span className="font-mono [overflow-wrap:anywhere]">{purchase.invoiceNumber}</span> ·{" "}
          <Time at={purchase.purchasedAt} now={now} relative={false} />
        </p>
        {eligibility.isEligible ? (
          <p title={instantIn(eligibility.deadline)}>
            can be asked for <Countdown until={eligibility.deadline} now={now} className="text-ink" />
          </p>
        ) : null}
      </div>
      {worst ? <p className="mt-1 max-w-prose text-pretty text-soft text-xs">{reasonWords(worst, eligibility.deadline)}</p> : null}
      {rest.length > 0 ? (
        <Disclosure summary={`${rest.length === 1 ? "One more reason" : `${rest.length} more reasons`}`}>
          <ul className="flex flex-col gap-1 text-soft text-xs">
            {rest.map((reason) => (
              <li key={reason.code}>{reasonWords(reason, eligibility.deadline)}</li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      {eligibility.elsewherePaise > 0n || (eligibility.isEligible && eligibility.limitedBy) ? (
        <p className="mt-1 text-soft text-xs">
          {eligibility.limitedBy === "credits" && eligibility.elsewherePaise === 0n
            ? `${rupees(eligibility.unconsumedPaise)} of ${rupees(purchase.taxablePaise)} credits are unused.`
            : `${rupees(eligibility.spokenForPaise)} is paid back or on its way already.${elsewhereWords(eligibility.elsewherePaise)}`}
        </p>
      ) : null}
      {purchase.asked ? (
        <p className="mt-2 text-xs">
          <RefundLink refund={purchase.asked} /> asks for {rupees(purchase.asked.amountPaise)} of it and waits for a decision.
        </p>
      ) : eligibility.isEligible && onAsk ? (
        <Button size="small" className="mt-2" onClick={onAsk}>
          Refund this…
        </Button>
      ) : null}
    </li>
  );
}

function Refunds({ refunds, now }: { refunds: Money["refunds"]; now: Date }) {
  return (
    <Panel title="Refunds" anchor="refunds">
      <ul className="-mx-4 sm:-mx-6">
        {refunds.map((refund) => (
          <li key={refund.id}>
            <Link
              href={`/console/refunds/${refund.id}`}
              prefetch={false}
              className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-t px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2 sm:px-6"
            >
              <span className="font-mono text-xs">{refundName(refund.number)}</span>
              <RefundMark state={refund.state} />
              {refund.trouble && refund.trouble !== refund.state ? <TroubleMark trouble={refund.trouble} /> : null}
              <span className="grow text-right font-medium tabular-nums">{rupees(refund.amountPaise)}</span>
              <Time at={refund.requestedAt} now={now} className="text-soft text-xs max-sm:basis-full" />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Purchases are loading" className="flex flex-col gap-3">
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-12 w-full" />
    </div>
  );
}
