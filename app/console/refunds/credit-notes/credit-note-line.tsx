"use client";
import { Download, Undo2 } from "lucide-react";
import Link from "next/link";
import type { CreditNoteRow } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";
import { buttonClass } from "@/app/_ui/button";
import { cx } from "@/app/_ui/cx";
import { dayIn } from "@/app/_ui/instant";
import { rupees } from "@/app/_ui/rupees";

/** One credit note: its number, for whom, how much, and the paper itself. One whose money came back says so here, not on the paper. */
export function CreditNoteLine({ note }: { note: CreditNoteRow }) {
  return (
    <li className="flex items-center gap-3 border-line border-b px-4 py-2.5 sm:px-6">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="shrink-0 font-mono text-xs">{note.number}</span>
          <span title={note.recipientName} className="min-w-0 grow truncate font-medium max-sm:basis-full">
            {note.recipientName}
          </span>
          {note.reversedAt ? (
            <Badge icon={Undo2} look="bg-purging-ground text-purging" title={`The bank sent the money back on ${dayIn(note.reversedAt)}`}>
              reversed
            </Badge>
          ) : null}
          <span className={cx("shrink-0 font-medium tabular-nums", note.reversedAt && "text-soft line-through")}>
            {rupees(note.amountPaise)}
          </span>
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-soft text-xs">
          <span className="whitespace-nowrap tabular-nums">{dayIn(note.issuedAt)}</span>
          <Link
            href={`/console/refunds/${note.refundId}`}
            prefetch={false}
            className="whitespace-nowrap font-mono underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            {note.refundNumber}
          </Link>
          <span className="[overflow-wrap:anywhere]">
            of invoice <span className="font-mono">{note.invoiceNumber}</span>
          </span>
          <span className="whitespace-nowrap tabular-nums">{rupees(note.taxPaise)} GST in it</span>
          {note.reversedAt ? <span className="text-purging">money came back on {dayIn(note.reversedAt)}</span> : null}
        </p>
      </div>
      <a
        href={`/api/credit-notes/${note.id}`}
        download
        aria-label={`Download ${note.number} as PDF`}
        className={buttonClass("plain", "small")}
      >
        <Download aria-hidden className="size-4" />
        PDF
      </a>
    </li>
  );
}
