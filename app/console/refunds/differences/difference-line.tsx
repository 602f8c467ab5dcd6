"use client";
import Link from "next/link";
import { useState } from "react";
import type { DifferenceRow } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { rupees } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { DIFFERENCE_END_WORDS, DIFFERENCE_WORDS, GATEWAY_WORDS, refundName } from "@/app/_words/refunds";
import { plainName } from "@/app/_words/words";
import { useMe } from "../../_frame/operator";
import { CopyText } from "../_detail/copy";
import { SettleDialog } from "./settle-dialog";

/** One difference: what each side says, by which names it is found, and how it ended. */
export function DifferenceLine({ row, now }: { row: DifferenceRow; now: Date }) {
  const may = useMe().may["refund:reconcile"];
  const [asking, setAsking] = useState(false);
  const words = DIFFERENCE_WORDS[row.kind];
  return (
    <li className="border-line border-b px-4 py-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge look={row.endedAt ? "bg-purged-ground text-purged" : "bg-purging text-ground"}>{words.short}</Badge>
        <span className="font-medium">{row.organisation ?? (row.tenantId ? "erased tenant" : "no tenant known")}</span>
        {row.refundId && row.refundNumber ? (
          <Link
            href={`/console/refunds/${row.refundId}`}
            className="inline-flex min-h-6 items-center font-mono text-xs underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            {refundName(row.refundNumber)}
          </Link>
        ) : null}
        <span className="text-soft">{GATEWAY_WORDS[row.gateway]}</span>
        <Time at={row.foundAt} now={now} className="ml-auto text-soft text-xs max-sm:ml-0 max-sm:basis-full" />
      </div>
      {row.endedAt ? null : <p className="mt-1 max-w-prose text-pretty text-soft">{words.todo}</p>}
      <dl className="mt-2 grid max-w-xl grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-0.5 tabular-nums">
        <Side name="We say" state={row.ourState} paise={row.ourPaise} />
        <Side name={`${GATEWAY_WORDS[row.gateway]} says`} state={row.theirState} paise={row.theirPaise} />
        <dt className="text-soft">Names</dt>
        <dd className="flex min-w-0 flex-wrap gap-x-4">
          <CopyText text={row.gatewayRefundId} what="our name for it" />
          {row.gatewayReference ? <CopyText text={row.gatewayReference} what={`${GATEWAY_WORDS[row.gateway]}'s name`} /> : null}
        </dd>
      </dl>
      {row.endedAt ? (
        <p className="mt-1 text-soft text-xs">
          {row.endedByName ?? "The comparison"}: {endWords(row.endedBecause)}, <Time at={row.endedAt} now={now} />
        </p>
      ) : may ? (
        <Button size="small" className="mt-2" onClick={() => setAsking(true)}>
          Settle…
        </Button>
      ) : null}
      {asking ? <SettleDialog row={row} onClose={() => setAsking(false)} /> : null}
    </li>
  );
}

function Side({ name, state, paise }: { name: string; state: string | null; paise: bigint | null }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd>
        {state === null && paise === null ? <span className="text-soft">nothing of it</span> : null}
        {state ? plainName(state) : null}
        {state && paise !== null ? " · " : null}
        {paise === null ? null : <span className="font-medium">{rupees(paise)}</span>}
      </dd>
    </>
  );
}

const endWords = (code: string | null): string =>
  (DIFFERENCE_END_WORDS[code as keyof typeof DIFFERENCE_END_WORDS] ?? plainName(code ?? "they agree")).toLowerCase();
