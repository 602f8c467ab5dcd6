"use client";
import Link from "next/link";
import type { HoldRow } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { dayIn } from "@/app/_ui/instant";
import { Ago } from "@/app/_ui/time";
import { HoldMark } from "@/app/_words/hold-mark";
import { scopeWords } from "@/app/_words/holds";

/** One hold: whose data, by whose order, how much of it, and by when somebody is needed. */
export function HoldLine({ hold, now, remindUpTo }: { hold: HoldRow; now: Date; remindUpTo: Date }) {
  return (
    <li>
      <Link
        href={`/console/holds/${hold.id}`}
        prefetch={false}
        className="block border-line border-b px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 sm:px-6"
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className={cx("min-w-0 truncate font-medium", !hold.organisation && "font-normal text-soft italic")}>
            {hold.organisation ?? "erased"}
          </span>
          <HoldMark hold={hold} />
          <span className="min-w-0 grow truncate text-soft max-sm:basis-full">{hold.authority}</span>
          <Needed hold={hold} now={now} remindUpTo={remindUpTo} />
        </span>
        <span className="mt-0.5 flex flex-wrap gap-x-3 text-soft text-xs">
          <span>covers {scopeWords(hold.scope)}</span>
          <span className="font-mono [overflow-wrap:anywhere]">{hold.reference}</span>
          <span>placed by {hold.placedByName ?? "a former colleague"}</span>
        </span>
      </Link>
    </li>
  );
}

function Needed({ hold, now, remindUpTo }: { hold: HoldRow; now: Date; remindUpTo: Date }) {
  if (hold.releasedAt) return <Ago at={hold.releasedAt} now={now} className="text-soft text-xs" />;
  if (!hold.agreedAt)
    return (
      <span className="text-last text-xs">
        lapses <Ago at={hold.lapsesAt} now={now} />
      </span>
    );
  const due = hold.reviewOn <= remindUpTo;
  const past = hold.reviewOn.getTime() < now.getTime() - 86_400_000;
  return (
    <span className={cx("whitespace-nowrap text-xs tabular-nums", past ? "text-purging" : due ? "text-last" : "text-soft")}>
      review {past ? "was due" : "by"} {dayIn(hold.reviewOn)}
    </span>
  );
}
