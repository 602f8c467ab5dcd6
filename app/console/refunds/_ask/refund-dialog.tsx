"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { type ApiError, type RefundDetail, refusedOf, type TenantMoney } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { rupees } from "@/app/_ui/rupees";
import { Skeleton } from "@/app/_ui/skeleton";
import { Trouble } from "@/app/_ui/trouble";
import { REASON_WORDS, refundName } from "@/app/_words/refunds";
import type { RefundReason } from "@/server/refund/refund";
import { QueryTrouble } from "../../_frame/query-trouble";
import { parseRupees, rupeesTyped } from "./parse-rupees";
import { Preview, usePreview } from "./preview";
import { isFree, Purchases, RefundLink } from "./purchases";
import { useSave } from "./use-save";

type Props = {
  tenantId: string;
  /** The purchase to begin with. */
  purchaseId?: string;
  /** The letter by which the owner asks. */
  letterId?: string;
  /** The refund whose amount is changed, as it was seen. */
  change?: RefundDetail;
  onClose: () => void;
  onDone?: (words: string) => void;
};

/** Writing down that an owner asks for money back, or changing what was asked: which purchase, how much, why. Nothing is paid by it. */
export function RefundDialog(props: Props) {
  const trpc = useTRPC();
  const { tenantId, letterId, change, onClose } = props;
  const money = useQuery(trpc.refund.ofTenant.queryOptions({ tenantId, letterId }));
  const start = useRef<HTMLElement | null>(null);
  const whose = money.data?.tenant.name ?? change?.tenant?.name ?? "this tenant";
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      focus={start}
      title={change ? `Change ${refundName(change.refund.number)}` : `Write down a refund for ${whose}`}
      description={
        change
          ? "Whoever has agreed so far agreed to something else: an open proposal becomes void."
          : letterId
            ? "The owner asked when the letter arrived. Nothing is paid by writing it down; people decide."
            : "Do this when the owner has asked by telephone or mail. It was asked now. Nothing is paid by it; people decide."
      }
    >
      {money.data ? (
        <Form {...props} money={money.data} start={start} />
      ) : money.error ? (
        <QueryTrouble query={money} className="mt-4" />
      ) : (
        <div role="status" aria-label="The purchases are loading" className="mt-4 flex flex-col gap-3">
          <Skeleton className="h-12 w-full" />
          <Skeleton className="h-12 w-full" />
          <Skeleton className="h-56 w-full" />
        </div>
      )}
      {money.data ? null : (
        <DialogChoices>
          <Button ref={setTo(start)} onClick={onClose}>
            Not now
          </Button>
        </DialogChoices>
      )}
    </Dialog>
  );
}

/** More than the server reads as an amount at all. */
const NO_PURCHASE_PAISE = 10_000_000_000_000n;

type Start = React.RefObject<HTMLElement | null>;
const setTo = (start: Start) => (element: HTMLElement | null) => {
  if (element) start.current = element;
};

type FormProps = Props & { money: TenantMoney; start: Start };

function Form({ money, tenantId, letterId, change, onClose, onDone, start, ...props }: FormProps) {
  const field = useId();
  const free = money.purchases.filter(isFree);
  const only = free.length === 1 ? (free[0]?.id ?? null) : null;
  const [chosen, setPurchaseId] = useState<string | null>(change?.refund.purchaseId ?? props.purchaseId ?? only);
  // While the dialog is open somebody may write the same wish down; then there is nothing to choose any more.
  const purchaseId = change || free.some(({ id }) => id === chosen) ? chosen : null;
  const byLetter = change ? null : money.byLetter;
  const [typed, setTyped] = useState(change ? rupeesTyped(change.refund.amountPaise) : "");
  const [reason, setReason] = useState<RefundReason>(change?.refund.reason ?? "unused_credits");
  const { paise, because } = parseRupees(typed);
  const amountPaise = paise !== null && paise <= NO_PURCHASE_PAISE ? paise : null;
  const wish =
    purchaseId && amountPaise && !byLetter
      ? { tenantId, purchaseId, amountPaise, letterId, ...(change ? { refundId: change.refund.id } : {}) }
      : null;
  const preview = usePreview(wish);
  const save = useSave({ change, onClose, onDone });
  const cap = change?.eligibility?.capPaise ?? money.purchases.find(({ id }) => id === purchaseId)?.eligibility.capPaise ?? 0n;
  const isSame = change !== undefined && amountPaise === change.refund.amountPaise && reason === change.refund.reason;
  const ready = wish !== null && !isSame && preview.isCurrent && preview.data?.refusal === null;
  const isNoAmount = typed.trim() !== "" && amountPaise === null;
  const isTooMuch = paise !== null && (amountPaise === null || (cap > 0n && paise > cap));
  const atMost = cap > 0n ? `At most ${rupees(cap)}` : isTooMuch ? "No purchase is as large as that." : "";
  const isComing = wish !== null && !isSame && !preview.isCurrent && !preview.error;
  // Enter can be faster than the answer: the wish is kept until it is known what it comes to, and dropped when it changes.
  const asked = wish && `${wish.purchaseId} ${wish.amountPaise} ${reason}`;
  const [waitsFor, setWaitsFor] = useState<string | null>(null);
  const isWaiting = isComing && waitsFor === asked;
  const saveWaiting = useEffectEvent(() => {
    if (waitsFor === null) return;
    setWaitsFor(null);
    if (ready && wish && waitsFor === asked && !save.isPending) save.mutate({ ...wish, reason });
  });
  const isAnswered = wish !== null && !isComing;
  useEffect(() => {
    if (isAnswered) saveWaiting();
  }, [isAnswered]);
  // The first thing to be filled in: which purchase, or how much of the one that is known.
  const [isChosen] = useState(purchaseId !== null);
  const begin = useEffectEvent(() => start.current?.focus());
  useEffect(() => begin(), []);
  const choose = !change && !isChosen && free.length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && wish) save.mutate({ ...wish, reason });
        else if (isComing) setWaitsFor(asked);
      }}
    >
      {byLetter ? (
        <Callout tone="unsure" className="mt-4">
          <RefundLink refund={byLetter} /> was written down by this letter already. Change that one, or decline it first.
        </Callout>
      ) : null}
      {change ? null : <Purchases money={money} value={purchaseId} onChoose={setPurchaseId} first={choose ? setTo(start) : undefined} />}
      <div className="mt-4 grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
        <div>
          <label htmlFor={field} className="block font-medium">
            Amount, tax included
          </label>
          <div className="relative mt-1.5">
            <span aria-hidden className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-soft">
              ₹
            </span>
            <input
              ref={isChosen ? setTo(start) : undefined}
              id={field}
              inputMode="decimal"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              maxLength={20}
              aria-invalid={isNoAmount || isTooMuch || undefined}
              aria-describedby={`${field}-hint`}
              className="h-10 w-full rounded-md border border-edge bg-ground pr-3 pl-7 tabular-nums max-sm:h-12 max-sm:text-base"
            />
          </div>
          <p id={`${field}-hint`} className={`mt-1 min-h-5 text-xs ${isNoAmount || isTooMuch ? "text-purging" : "text-soft"}`}>
            {because || atMost}
          </p>
          <Button size="small" disabled={cap <= 0n} onClick={() => setTyped(rupeesTyped(cap))}>
            Everything unused
          </Button>
          <label htmlFor={`${field}-reason`} className="mt-4 block font-medium">
            Reason
          </label>
          <select
            id={`${field}-reason`}
            value={reason}
            onChange={(event) => setReason(event.target.value as RefundReason)}
            className="mt-1.5 h-10 w-full rounded-md border border-edge bg-ground px-3 max-sm:h-12 max-sm:text-base"
          >
            {Object.entries(REASON_WORDS).map(([code, words]) => (
              <option key={code} value={code}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <Preview wish={wish} preview={preview} />
      </div>
      {save.error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(save.error as unknown as ApiError)} />
        </div>
      ) : null}
      <p role="status" className="mt-2 min-h-5 text-right text-soft text-xs">
        {isWaiting ? "One moment: it is done as soon as the figures are there." : ""}
      </p>
      <DialogChoices>
        <Button ref={!change && !isChosen && !choose ? setTo(start) : undefined} onClick={onClose}>
          Not now
        </Button>
        {isSame ? (
          <p id={`${field}-why`} className="mr-auto text-soft text-xs">
            Nothing is changed yet.
          </p>
        ) : null}
        <Button
          type="submit"
          look="primary"
          busy={save.isPending || isWaiting}
          disabled={!ready && !isComing}
          aria-describedby={isSame ? `${field}-why` : undefined}
        >
          {change ? "Change it" : "Write it down"}
        </Button>
      </DialogChoices>
    </form>
  );
}
