"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Refused, RequestDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { useCommands } from "@/app/_ui/commands";
import { cx } from "@/app/_ui/cx";
import { ScrollRegion } from "@/app/_ui/scroll-region";
import { Trouble } from "@/app/_ui/trouble";
import { ALERT_WORDS, requestName } from "@/app/_words/words";
import { OrdersHere } from "../../orders/orders-here";
import { useFilter } from "../_list/use-filter";
import { Certificate } from "./certificate";
import { Consequences } from "./consequences";
import { DecisionBar } from "./decision-bar";
import { Evidence } from "./evidence";
import { Header } from "./header";
import { Holds } from "./holds";
import { Letters } from "./letters";
import { PayoutUnderWay } from "./payout-under-way";
import { PurgeProgress } from "./purge-progress";
import { Receipts } from "./receipts";
import { SealTable } from "./seal-table";
import { hasWrittenAgain, type LetterChoice, newestLetterId, shownLetter } from "./shown-letter";
import { Timeline } from "./timeline";
import { WroteAgain } from "./wrote-again";

type Props = { detail: RequestDetail; trouble: Refused | null; onLookAgain: () => Promise<unknown> };

/** Everything about one request on one screen, and below it what can be done. */
export function RequestView({ detail, trouble, onLookAgain }: Props) {
  const router = useRouter();
  const { search } = useFilter();
  const heading = useRef<HTMLHeadingElement>(null);
  const lettersPlace = useRef<HTMLElement>(null);
  const [choice, setChoice] = useState<LetterChoice | null>(null);
  const isAgain = hasWrittenAgain(detail);
  const { id, number } = detail.request;
  const newest = newestLetterId(detail);
  const choose = (letterId: string) => setChoice({ letterId, whenNewestWas: newest });
  const readNewest = () => {
    choose(newest);
    lettersPlace.current?.focus({ preventScroll: true });
    lettersPlace.current?.scrollIntoView();
  };
  useCommands([
    {
      id: "hidden-back",
      title: "Back to the list",
      group: "Request",
      keys: "Escape",
      run: () => router.push(`/console/requests${search}`),
    },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another request means another heading to start from
  useEffect(() => {
    // Whoever came here by a key or a tap starts reading here; whoever is typing elsewhere is left alone.
    if (document.activeElement === document.body || document.activeElement?.closest("[data-row]"))
      heading.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <article aria-label={requestName(number)} className="flex min-h-full flex-col lg:h-full">
      <ScrollRegion
        label="What is known"
        className={cx(
          "relative flex grow flex-col -outline-offset-2 lg:overflow-y-auto",
          isAgain && "lg:[@media(min-height:700px)]:scroll-pt-28",
        )}
      >
        <Header detail={detail} heading={heading} backTo={`/console/requests${search}`} />
        {trouble ? (
          <div className="px-4 pb-4 sm:px-6">
            <Trouble {...trouble} onRetry={() => void onLookAgain()} />
          </div>
        ) : null}
        {isAgain ? <WroteAgain detail={detail} onRead={readNewest} /> : null}
        <Alerts
          alerts={detail.alerts.filter(
            (alert) =>
              !isToldBelow(alert.kind, detail.purge) &&
              !(isAgain && alert.kind === "owner_wrote_again") &&
              !(detail.payingOut && alert.kind === "purge_waits_for_payout"),
          )}
        />
        <OrdersHere about={{ requestId: id }} className="px-4 pb-4 sm:px-6" />
        <PayoutUnderWay detail={detail} />
        {detail.purge ? <PurgeProgress purge={detail.purge} now={detail.now} request={detail.request} /> : null}
        {detail.purge ? <Certificate requestId={id} now={detail.now} /> : null}
        {/* In reading order on narrow screens; on wide ones the tenant stands beside everything else. */}
        <div className="grid grow grid-cols-[minmax(0,1fr)] content-start xl:content-stretch xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:grid-rows-[repeat(4,auto)_1fr]">
          <Evidence detail={detail} />
          <div className="xl:col-start-2 xl:row-span-5 xl:row-start-1 xl:border-line xl:border-l">
            <Consequences detail={detail} />
            <Holds holds={detail.holds} now={detail.now} held={detail.held} tenant={detail.request.claimed ? null : detail.tenant} />
          </div>
          {detail.deactivation ? (
            <Receipts receipts={detail.receipts} now={detail.now} open={detail.deactivation.endedAt === null} />
          ) : null}
          <Letters detail={detail} shown={shownLetter(detail, choice)} onChoose={choose} place={lettersPlace} />
          {detail.digests.length > 0 ? <SealTable detail={detail} /> : null}
          <Timeline events={detail.timeline} now={detail.now} />
        </div>
      </ScrollRegion>
      <DecisionBar key={id} detail={detail} onLookAgain={onLookAgain} />
    </article>
  );
}

/** The purge's own panel says these, and what to do about them. */
const isToldBelow = (kind: RequestDetail["alerts"][number]["kind"], purge: RequestDetail["purge"]): boolean =>
  purge !== null && (kind === "purge_held" || kind === "purge_incomplete");

function Alerts({ alerts }: { alerts: RequestDetail["alerts"] }) {
  if (alerts.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 px-4 pb-4 sm:px-6">
      {alerts.map((alert) => (
        <Callout key={alert.id} tone="alarm">
          <span className="font-medium">{ALERT_WORDS[alert.kind].title}.</span> {ALERT_WORDS[alert.kind].todo}
        </Callout>
      ))}
    </div>
  );
}
