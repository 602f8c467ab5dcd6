"use client";
import Link from "next/link";
import type { ApprovalRow } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { Ago } from "@/app/_ui/time";
import { APPROVAL_WORDS, asksWords, standsWords } from "@/app/_words/approvals";

/** One question: what is asked, by whom, how far it is, and until when. */
export function ApprovalLine({ row, now, href, open }: { row: ApprovalRow; now: Date; href: string; open: boolean }) {
  return (
    <Link
      href={href}
      prefetch={false}
      data-row={row.id}
      aria-current={open ? "true" : undefined}
      className={cx(
        "block border-line border-b px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2",
        open && "bg-chosen hover:bg-chosen",
      )}
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-3 text-soft text-xs">
        <span>{APPROVAL_WORDS[row.kind].title}</span>
        <span>
          {row.endedAt ? null : "ends "}
          <Ago at={row.endedAt ?? row.expiresAt} now={now} />
        </span>
      </span>
      <span className="mt-0.5 block text-pretty font-medium [overflow-wrap:anywhere]">{asksWords(row)}</span>
      <span className="mt-0.5 flex flex-wrap gap-x-3 text-soft text-xs">
        <span>asked by {row.maker.isMe ? "you" : (row.maker.name ?? "a former colleague")}</span>
        <span className={row.isForMe ? "text-ink" : undefined}>{row.isForMe ? "you can answer" : standsWords(row)}</span>
      </span>
    </Link>
  );
}
