"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CheckCircle2, Clock, MailX, RotateCw } from "lucide-react";
import Link from "next/link";
import { type DeliveryRow, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { instantIn } from "@/app/_ui/instant";
import { Trouble } from "@/app/_ui/trouble";
import { EVENT_WORDS, failureWords } from "@/app/_words/signals";
import { useMe } from "../_frame/operator";

const LINK = "underline decoration-edge underline-offset-4 hover:decoration-ink";

/** One signal on its way to one endpoint: what it says, about whom, and what became of it. */
export function DeliveryLine({ delivery, withEndpoint = false }: { delivery: DeliveryRow; withEndpoint?: boolean }) {
  const { kind, tenantId, tenantName, endpointId, endpointName, createdAt } = delivery;
  return (
    <li className="border-line border-b px-4 py-2.5 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 grow basis-60">
          <p>
            <span className="font-medium">{EVENT_WORDS[kind].says}</span> <span className="text-faint">·</span>{" "}
            {tenantName ? (
              <Link href={`/console/tenants/${tenantId}`} className={`${LINK} [overflow-wrap:anywhere]`}>
                {tenantName}
              </Link>
            ) : (
              <span className="text-soft">an erased tenant</span>
            )}
            {withEndpoint ? (
              <>
                {" "}
                <span className="text-soft">to</span>{" "}
                <Link href={`/console/signals/${endpointId}?show=dead`} className={LINK}>
                  {endpointName}
                </Link>
              </>
            ) : null}
          </p>
          <p className="flex flex-wrap gap-x-3 text-soft text-xs">
            <span className="font-mono">{EVENT_WORDS[kind].name}</span>
            <time dateTime={createdAt.toISOString()} className="tabular-nums">
              {instantIn(createdAt)}
            </time>
          </p>
        </div>
        <Outcome delivery={delivery} />
        <SendAgain delivery={delivery} />
      </div>
    </li>
  );
}

function Outcome({ delivery: { deliveredAt, deadAt, failureCode, attempts } }: { delivery: DeliveryRow }) {
  const [Icon, look, words] = deliveredAt
    ? ([CheckCircle2, "text-verified", `Taken ${instantIn(deliveredAt)}`] as const)
    : deadAt
      ? ([MailX, "text-purging", `${failureWords(failureCode ?? "")} Given up ${instantIn(deadAt)}, after ${attempts} tries.`] as const)
      : ([Clock, "text-soft", attempts === 0 ? "On its way" : `Tried ${attempts} of 5 times. ${failureWords(failureCode ?? "")}`] as const);
  return (
    <p className={`flex min-w-0 basis-80 items-start gap-2 text-pretty ${look}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{words}</span>
    </p>
  );
}

function SendAgain({ delivery }: { delivery: DeliveryRow }) {
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const again = useMutation(
    trpc.signal.replay.mutationOptions({ retry: false, onSuccess: () => queries.invalidateQueries(trpc.signal.pathFilter()) }),
  );
  const isDone = delivery.deadAt ?? delivery.deliveredAt;
  if (!me.may["signal:replay"]) return null;
  return (
    <>
      <span className="w-32 shrink-0 text-right max-sm:w-full max-sm:text-left">
        {isDone && !delivery.isDisabled ? (
          <Button
            size="small"
            look={delivery.deadAt ? "plain" : "quiet"}
            busy={again.isPending}
            onClick={() => again.mutate({ deliveryId: delivery.id })}
          >
            <RotateCw aria-hidden className="size-3.5" />
            Send again
          </Button>
        ) : null}
      </span>
      {again.error ? (
        <div className="basis-full">
          <Trouble {...refusedOf(again.error)} />
        </div>
      ) : null}
    </>
  );
}
