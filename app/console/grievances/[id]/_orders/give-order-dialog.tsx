"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useRef, useState } from "react";
import { type ApiError, type CaseOrders, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { type Choice, Choices } from "@/app/_ui/choices";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { instantIn } from "@/app/_ui/instant";
import { rupees } from "@/app/_ui/rupees";
import { Skeleton } from "@/app/_ui/skeleton";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { GROUND_WORDS, ORDER_WORDS } from "@/app/_words/orders";
import { refundName } from "@/app/_words/refunds";
import { requestName } from "@/app/_words/words";
import { QueryTrouble } from "../../../_frame/query-trouble";
import { HoldFields, type HoldOrder } from "../../../holds/place-hold";

type Kind = CaseOrders["items"][number]["kind"];
type Props = { kind: Kind; choices: CaseOrders; grievanceId: string; onClose: () => void };

/** The question before an order: what it is about, and what follows from it in plain words. */
export function GiveOrderDialog(props: Props) {
  const hold = useRef<HTMLInputElement>(null);
  const safe = useRef<HTMLButtonElement>(null);
  const { kind, onClose } = props;
  const { name, means } = ORDER_WORDS[kind];
  return (
    <Dialog
      open
      wide={kind === "place_hold"}
      onClose={onClose}
      focus={kind === "place_hold" ? hold : safe}
      title={`Order: ${name.toLowerCase()}?`}
      description={means}
    >
      {kind === "place_hold" ? <AskHold {...props} start={hold} /> : <AskSubject {...props} kind={kind} safe={safe} />}
    </Dialog>
  );
}

type Ground = NonNullable<CaseOrders["items"][number]["ground"]>;
const GROUNDS = Object.keys(GROUND_WORDS) as Ground[];
type Subject = Choice<string> & { about: { requestId: string } | { refundId: string } };

function AskSubject({
  kind,
  choices,
  grievanceId,
  onClose,
  safe,
}: Props & { kind: Exclude<Kind, "place_hold">; safe: RefObject<HTMLButtonElement | null> }) {
  const subjects = subjectsOf(kind, choices);
  const free = subjects.filter((subject) => !subject.disabled);
  const [chosen, setChosen] = useState<string | null>(free.length === 1 ? (free[0]?.value ?? null) : null);
  const [ground, setGround] = useState<Ground | null>(null);
  const asksGround = kind === "reactivate" && !choices.isOwner;
  const give = useGive(onClose);
  const order = () => {
    const about = free.find(({ value }) => value === chosen)?.about;
    if (!about) return;
    if ("requestId" in about && kind !== "review_refund")
      give.mutate({ grievanceId, order: { kind, ...about, ...(asksGround ? { ground } : {}) } });
    if ("refundId" in about && kind !== "reactivate") give.mutate({ grievanceId, order: { kind, ...about } });
  };
  return (
    <>
      <div className="mt-4">
        <Choices label="What it is about" choices={subjects} value={chosen} onChoose={setChosen} />
      </div>
      {asksGround ? (
        <>
          <Callout tone="alarm" className="mt-4">
            Nobody proved that the owner asks for this. The tenant is let back in without its owner's confirmation: whoever wrote or called
            could be somebody else. Order it only on one of these grounds; it stands with the order and on the request.
          </Callout>
          <div className="mt-3">
            <Choices
              label="On what ground"
              value={ground}
              onChoose={setGround}
              choices={GROUNDS.map((value) => ({ value, ...GROUND_WORDS[value] }))}
            />
          </div>
        </>
      ) : null}
      {give.error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(give.error as unknown as ApiError)} />
        </div>
      ) : null}
      <DialogChoices stays>
        <Button ref={safe} onClick={onClose}>
          Not now
        </Button>
        <Button look="primary" busy={give.isPending} disabled={chosen === null || (asksGround && ground === null)} onClick={order}>
          Order it
        </Button>
      </DialogChoices>
    </>
  );
}

/** What the case is about, as far as this order can be about it; what it cannot now says why. */
function subjectsOf(kind: Exclude<Kind, "place_hold">, { requests, refunds }: CaseOrders): Subject[] {
  const ofRequests = (because: "pause_act" | "reactivate"): Subject[] =>
    requests.map((request) => ({
      value: request.id,
      about: { requestId: request.id },
      title: `${requestName(request.number)}, ${request.state}${request.purgeDueAt && request.state === "retained" ? ` until ${instantIn(request.purgeDueAt)}` : ""}`,
      more: request.because[because] ?? undefined,
      disabled: request.because[because] !== null,
    }));
  const ofRefunds = (because: "pause_act" | "review_refund"): Subject[] =>
    refunds.map((refund) => ({
      value: refund.id,
      about: { refundId: refund.id },
      title: `${refundName(refund.number)}, ${rupees(refund.amountPaise)}, ${refund.state}`,
      more: refund.because[because] ?? undefined,
      disabled: refund.because[because] !== null,
    }));
  if (kind === "reactivate") return ofRequests(kind);
  return kind === "review_refund" ? ofRefunds(kind) : [...ofRequests(kind), ...ofRefunds(kind)];
}

function AskHold({ grievanceId, onClose, start }: Props & { start: RefObject<HTMLInputElement | null> }) {
  const trpc = useTRPC();
  const form = useQuery(trpc.hold.form.queryOptions(undefined, { staleTime: 60_000 }));
  const give = useGive(onClose);
  const place = { ...give, mutate: (order: HoldOrder) => give.mutate({ grievanceId, order: { kind: "place_hold", ...order } }) };
  return (
    <>
      {form.data ? <HoldFields form={form.data} start={start} onClose={onClose} place={place} /> : null}
      {form.isPending ? <Skeleton className="mt-4 h-72 w-full" /> : null}
      <QueryTrouble query={form} className="mt-4" />
    </>
  );
}

function useGive(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  return useMutation(
    trpc.order.give.mutationOptions({
      retry: false,
      onSuccess: async () => {
        onDone();
        say("Ordered. Those who carry it out see it now.");
        await Promise.all(
          [trpc.order.pathFilter(), trpc.hold.pathFilter(), trpc.request.pathFilter()].map((filter) => queries.invalidateQueries(filter)),
        );
      },
    }),
  );
}
