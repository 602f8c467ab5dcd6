"use client";
import { FileText, type LucideIcon, Mail, MonitorSmartphone } from "lucide-react";
import Link from "next/link";
import type { GrievanceRow } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { DueWords } from "./clock-words";
import { Masked } from "./masked";
import { CHANNELS, caseWords } from "./words";

const ICONS: Record<GrievanceRow["channel"], LucideIcon> = { mail: Mail, dashboard: MonitorSmartphone, operator: FileText };

type Props = { item: GrievanceRow; now: Date; href: string; open: boolean };

/** One case: whose, what about, and by when somebody has to answer. Fetched ahead by nothing, because reading it is written down. */
export function GrievanceLine({ item, now, href, open }: Props) {
  const Icon = ICONS[item.channel];
  return (
    <Link
      href={href}
      prefetch={false}
      data-row={item.id}
      aria-current={open ? "true" : undefined}
      className={cx(
        "block border-line border-b px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2",
        open && "bg-chosen hover:bg-chosen",
        (item.clock.isOverdue || item.clock.isAcknowledgementLate) && "border-l-4 border-l-purging pl-3",
      )}
    >
      <span className="flex items-center gap-2">
        <span className="shrink-0 font-mono text-soft text-xs">{item.name}</span>
        <span className={cx("min-w-0 grow truncate", item.organisation ? "font-medium" : "text-soft")}>{whose(item)}</span>
        {item.language === "hi" ? (
          <span title="writes Hindi" className="shrink-0 text-soft text-xs">
            हिं<span className="sr-only">, writes Hindi</span>
          </span>
        ) : null}
      </span>
      <span className="mt-0.5 flex items-center gap-2 text-soft text-xs">
        <Icon aria-hidden className="size-3 shrink-0" />
        <span className="sr-only">{CHANNELS[item.channel]}</span>
        <span className="min-w-0 grow truncate">{caseWords(item)}</span>
        {item.clock.isAcknowledgementLate && item.state === "open" ? (
          <span className="shrink-0 text-purging">not acknowledged</span>
        ) : item.isProven === false && item.channel === "mail" ? (
          <span className="shrink-0">sender not proven</span>
        ) : null}
      </span>
      <span className="mt-0.5 flex gap-2 text-soft text-xs">
        <span className="min-w-0 grow truncate">
          {item.mergedIntoName ? `merged into ${item.mergedIntoName}` : item.isMine ? "yours" : (item.assigneeName ?? "nobody's yet")}
          {item.steps > 0 && item.state === "open" ? ` · escalated ${["", "once", "twice", "three times"][item.steps]}` : ""}
        </span>
        <span className="shrink-0 text-right">{item.state === "open" ? <DueWords timed={item} now={now} /> : item.state}</span>
      </span>
    </Link>
  );
}

function whose({ organisation, hasTenant, personName, personEmail }: GrievanceRow) {
  if (organisation) return organisation;
  if (hasTenant) return <em>erased</em>;
  return (
    <>
      {personName ?? "Somebody"} <Masked value={personEmail} />
    </>
  );
}
