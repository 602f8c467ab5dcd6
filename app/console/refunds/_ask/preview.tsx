"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Callout } from "@/app/_ui/callout";
import { cx } from "@/app/_ui/cx";
import { rupees } from "@/app/_ui/rupees";
import { Skeleton } from "@/app/_ui/skeleton";
import { Trouble } from "@/app/_ui/trouble";
import { aloneWords, checkersWords, elsewhereWords } from "@/app/_words/refunds";
import { Receipt } from "../_detail/receipt";
import { useSettled } from "./use-settled";

type Wish = { tenantId: string; purchaseId: string; amountPaise: bigint; letterId?: string; refundId?: string };

const NO_WISH = { tenantId: "", purchaseId: "" };

/** Asks what a refund would be, a moment after the last key; the answer before stays until the next one is there. */
export function usePreview(wish: Wish | null) {
  const trpc = useTRPC();
  const asked = useSettled(wish === null ? "" : `${wish.purchaseId} ${wish.amountPaise}`);
  const isSettled = wish !== null && asked === `${wish.purchaseId} ${wish.amountPaise}`;
  const query = useQuery(
    trpc.refund.preview.queryOptions(
      { ...(wish ?? NO_WISH), amountPaise: String(wish?.amountPaise ?? 1n) },
      {
        enabled: isSettled,
        placeholderData: keepPreviousData,
        staleTime: 5_000,
      },
    ),
  );
  const isCurrent = isSettled && query.data !== undefined && !query.isPlaceholderData && query.data.amountPaise === wish.amountPaise;
  return { ...query, isCurrent };
}

/** What the refund would be, in a place that keeps its size: nothing below it moves while somebody types. */
export function Preview({ wish, preview }: { wish: Wish | null; preview: ReturnType<typeof usePreview> }) {
  const { data, error } = preview;
  return (
    <div aria-live="polite" aria-busy={wish !== null && !preview.isCurrent} className="min-h-56 rounded-md bg-sunken px-4 py-3">
      {wish === null ? (
        <p className="flex min-h-48 items-center justify-center text-center text-soft">
          Choose a purchase and an amount to see what it comes to.
        </p>
      ) : error && !data ? (
        <Trouble {...refusedOf(error as ApiError)} onRetry={() => void preview.refetch()} />
      ) : !data ? (
        <Lines />
      ) : data.refusal ? (
        <Callout tone="alarm" className={preview.isCurrent ? undefined : "opacity-60"}>
          {data.refusal.because}
        </Callout>
      ) : (
        <div className={cx(!preview.isCurrent && "opacity-60")}>
          <Receipt amountPaise={data.amountPaise} creditsPaise={data.creditsPaise} split={data.split} />
          <p className="mt-2 text-pretty text-soft text-xs">
            {checkersWords(data.checkersNeeded)}.
            {data.spokenForPaise > 0n
              ? ` ${rupees(data.spokenForPaise)} of this purchase is paid back or on its way already.${elsewhereWords(data.elsewherePaise)}`
              : ""}
            {aloneWords(data.alonePaise)}
          </p>
        </div>
      )}
    </div>
  );
}

function Lines() {
  return (
    <div className="flex flex-col gap-3 py-1">
      {["credits", "first tax", "second tax", "sum", "people"].map((line) => (
        <Skeleton key={line} className="h-5 w-full" />
      ))}
    </div>
  );
}
