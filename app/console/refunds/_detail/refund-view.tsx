"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { RefundDetail, Refused } from "@/app/_trpc/answers";
import { useCommands } from "@/app/_ui/commands";
import { ScrollRegion } from "@/app/_ui/scroll-region";
import { Trouble } from "@/app/_ui/trouble";
import { refundName } from "@/app/_words/refunds";
import { OrdersHere } from "../../orders/orders-here";
import { Panel } from "../../requests/_detail/panel";
import { Timeline } from "../../requests/_detail/timeline";
import { useView } from "../use-view";
import { viewHref } from "../views";
import { Approval } from "./approval";
import { DecisionBar } from "./decision-bar";
import { Eligibility } from "./eligibility";
import { GatewayPanel } from "./gateway-panel";
import { Header } from "./header";
import { PurchasePanel } from "./purchase-panel";
import { Receipt, receiptWords } from "./receipt";
import { TroubleBanner } from "./trouble-banner";

type Props = { detail: RefundDetail; trouble: Refused | null; onLookAgain: () => Promise<unknown> };

const PAID_WORDS: Partial<Record<RefundDetail["refund"]["state"], string>> = {
  succeeded: "What was paid back",
  failed: "What was to be paid back",
  reversed: "What was paid, and came back",
  declined: "What was asked for",
};

/** Everything about one refund on one screen, and below it what can be done. */
export function RefundView({ detail, trouble, onLookAgain }: Props) {
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const { id, number, amountPaise, creditsPaise } = detail.refund;
  const backTo = viewHref(useView(id));
  useCommands([{ id: "hidden-back", title: "Back to the queue", group: "Refund", keys: "Escape", run: () => router.push(backTo) }]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another refund means another heading to start from
  useEffect(() => {
    // Whoever came here by a key or a tap starts reading here; whoever is typing elsewhere is left alone.
    if (document.activeElement === document.body || document.activeElement?.closest("[data-row]"))
      heading.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <article aria-label={refundName(number)} className="flex min-h-full flex-col lg:h-full">
      <ScrollRegion label="What is known" className="relative flex grow flex-col -outline-offset-2 lg:overflow-y-auto">
        <TroubleBanner detail={detail} />
        <Header detail={detail} heading={heading} backTo={backTo} />
        <OrdersHere about={{ refundId: id }} className="px-4 pb-4 sm:px-6" />
        {trouble ? (
          <div className="px-4 pb-4 sm:px-6">
            <Trouble {...trouble} onRetry={() => void onLookAgain()} />
          </div>
        ) : null}
        <div className="grid grow grid-cols-[minmax(0,1fr)] content-start xl:content-stretch xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:grid-rows-[repeat(3,auto)_1fr]">
          <Panel title={PAID_WORDS[detail.refund.state] ?? "What is paid back"}>
            <Receipt amountPaise={amountPaise} creditsPaise={creditsPaise} split={detail.split} words={receiptWords(detail)} />
          </Panel>
          <div className="xl:col-start-2 xl:row-span-4 xl:row-start-1 xl:border-line xl:border-l">
            <Approval detail={detail} />
            <PurchasePanel detail={detail} />
            <GatewayPanel detail={detail} />
          </div>
          <Eligibility detail={detail} />
          <Timeline events={detail.timeline} now={detail.now} />
        </div>
      </ScrollRegion>
      <DecisionBar key={id} detail={detail} onLookAgain={onLookAgain} />
    </article>
  );
}
