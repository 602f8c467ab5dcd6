"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { type ApiError, type OrderDetail, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { buttonClass } from "@/app/_ui/button";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { refundName } from "@/app/_words/refunds";
import { requestName } from "@/app/_words/words";
import { ActRow, useActCommands, WhyNot } from "../_frame/act-row";
import { useMe } from "../_frame/operator";
import { EndOrderDialog } from "./end-order-dialog";

export type ActName = "take" | "finish" | "decline";

const ACTS = {
  take: { title: "Take it", keys: "m", look: "primary" },
  finish: { title: "Say what came of it…", keys: "f", look: "primary" },
  decline: { title: "It is not carried out…", keys: "x", look: "danger" },
} as const;

/** Which acts there are for this order; the others would only be noise. */
function actsFor({ order }: OrderDetail, myId: string): ActName[] {
  if (order.state !== "open" || order.kind === "place_hold") return [];
  const mine = order.takenBy === myId;
  if (order.kind === "pause_act") return order.takenBy ? [] : ["take"];
  if (!mine) return ["take"];
  return order.kind === "review_refund" ? ["finish", "decline"] : ["decline"];
}

/** A pause is nobody's to do: whoever takes it says that they know. */
const titleOf = (act: ActName, { kind }: OrderDetail["order"]): string =>
  act === "take" && kind === "pause_act" ? "Acknowledge it" : ACTS[act].title;

/** Where what was ordered is done. */
function subjectOf({ requestId, requestNumber, refundId, refundNumber }: OrderDetail["order"]) {
  if (requestId && requestNumber !== null) return { href: `/console/requests/${requestId}`, name: requestName(requestNumber) };
  return refundId && refundNumber !== null ? { href: `/console/refunds/${refundId}`, name: refundName(refundNumber) } : null;
}

/** What can be done to an order here, and why not. */
export function OrderActs({ detail }: { detail: OrderDetail }) {
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const [asking, setAsking] = useState<"finish" | "decline" | null>(null);
  const offered = me.may["order:carry_out"] ? actsFor(detail, me.id) : [];
  const { order, decisions } = detail;
  const take = useMutation(
    trpc.order.take.mutationOptions({
      retry: false,
      onSuccess: async () => {
        say(order.kind === "pause_act" ? "Acknowledged. Everybody sees that you know." : "You took this order.");
        await queries.invalidateQueries(trpc.order.pathFilter());
      },
    }),
  );
  const acts = offered.map((name) => ({ name, ...ACTS[name], ...decisions[name], title: titleOf(name, order) }));
  const start = (act: ActName) => {
    if (take.isPending) return;
    if (act === "take") take.mutate({ orderId: order.id });
    else setAsking(act);
  };
  useActCommands({ noun: "order", group: "Order", acts, onStart: start });
  const isMine = order.takenBy === me.id;
  const subject = subjectOf(order);
  if (order.state !== "open") return null;
  return (
    <section aria-label="Decision" className="border-line border-t px-4 py-3 sm:px-6">
      <ActRow noun="order" acts={acts} isBusy={take.isPending} onStart={start}>
        {isMine && subject ? (
          <Link href={subject.href} prefetch={false} className={buttonClass(order.kind === "reactivate" ? "primary" : "plain")}>
            Open {subject.name}
          </Link>
        ) : null}
      </ActRow>
      {take.error ? (
        <div className="mt-2">
          <Trouble {...refusedOf(take.error as unknown as ApiError)} />
        </div>
      ) : null}
      <WhyNot noun="order" acts={acts} />
      {offered.length === 0 ? (
        <p className="text-soft">
          {me.may["order:carry_out"]
            ? "Nothing is left to do here; the order ends as said above."
            : "Support carries orders out. You can read this one."}
        </p>
      ) : null}
      {asking ? <EndOrderDialog key={asking} act={asking} orderId={order.id} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}
