"use client";
import Link from "next/link";
import type { RefundRow } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { rupees } from "@/app/_ui/rupees";
import { useServerTime } from "@/app/_ui/tick";
import { Ago } from "@/app/_ui/time";
import { RefundMark, TroubleMark } from "@/app/_words/refund-mark";
import { agreedWords, CHANNEL_ICONS, REASON_WORDS, refundName } from "@/app/_words/refunds";
import { CHANNEL_WORDS } from "@/app/_words/words";

type Props = { row: RefundRow; now: Date; href: string; open?: boolean };

/** One line of the queue: how much, whose, in which state, and for how long already. */
export function RefundLine({ row, now, href, open = false }: Props) {
  const ChannelIcon = CHANNEL_ICONS[row.channel];
  return (
    <Link
      href={href}
      prefetch={false}
      data-row={row.id}
      aria-current={open ? "true" : undefined}
      className={cx(
        "block border-line border-b px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2",
        open && "bg-chosen hover:bg-chosen",
        row.trouble && "border-l-4 border-l-purging pl-3",
      )}
    >
      <span className="flex items-center gap-2">
        <span className="shrink-0 font-mono text-soft text-xs">{refundName(row.number)}</span>
        <span
          title={row.organisation ?? undefined}
          className={cx("min-w-0 grow truncate", row.organisation ? "font-medium" : "text-soft italic")}
        >
          {row.organisation ?? "erased tenant"}
        </span>
        <span className="shrink-0 font-medium tabular-nums">{rupees(row.amountPaise)}</span>
      </span>
      {/* What is said keeps its words: mark and time go below it where both do not fit. */}
      <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-soft text-xs">
        <span className="flex min-w-0 max-w-full grow items-start gap-2">
          <ChannelIcon aria-hidden className="mt-0.5 size-3 shrink-0" />
          <span className="sr-only">{CHANNEL_WORDS[row.channel]}</span>
          <span className="min-w-0 text-pretty [overflow-wrap:anywhere]">{saidOf(row)}</span>
        </span>
        <span className="flex max-w-full flex-wrap items-center gap-x-2">
          {row.trouble ? <TroubleMark trouble={row.trouble} /> : <RefundMark state={row.state} waits={row.expiresAt !== null} />}
          <Age row={row} now={now} />
        </span>
      </span>
      {row.expiresAt ? (
        <span className={cx("mt-0.5 block text-pretty text-xs", row.cannotAgree ? "text-faint" : "text-ink")}>
          {row.cannotAgree ? row.cannotAgree.because : "You can agree to this."}
        </span>
      ) : null}
    </Link>
  );
}

function saidOf(row: RefundRow): string {
  if (row.expiresAt) return `${row.proposedByName ?? "A former colleague"} proposes it · ${agreedWords(row.agreed, row.needed)}`;
  if (row.state === "requested") return REASON_WORDS[row.reason];
  return row.proposedByName ? `granted by ${row.proposedByName}` : REASON_WORDS[row.reason];
}

/** Until when it wants an answer, by the 48 hours it is measured by; or since when it is in trouble or over. */
function Age({ row, now }: { row: RefundRow; now: Date }) {
  const isLate = useServerTime(now, (present) => Number(row.dueAt.getTime() < present)) === 1;
  if (row.trouble || row.state !== "requested")
    return <Ago at={row.trouble ? (row.troubleSince ?? row.stateChangedAt) : row.stateChangedAt} now={now} className="shrink-0" />;
  return (
    <span className={cx("shrink-0", isLate && "text-last")}>
      {isLate ? <span className="font-medium">late, </span> : null}
      {isLate ? "was due" : "due"} <Ago at={row.dueAt} now={now} />
    </span>
  );
}
