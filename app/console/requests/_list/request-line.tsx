"use client";
import { BellRing, LockKeyhole, Mail, MonitorSmartphone, PhoneCall, Undo2, UsersRound } from "lucide-react";
import Link from "next/link";
import type { RequestRow } from "@/app/_trpc/answers";
import { Countdown, urgencyOf, WindowBar } from "@/app/_ui/countdown";
import { cx } from "@/app/_ui/cx";
import { useServerTime } from "@/app/_ui/tick";
import { Ago } from "@/app/_ui/time";
import { StateMark } from "@/app/_words/state-mark";
import { CHANNEL_WORDS, requestName } from "@/app/_words/words";
import { organisationWords } from "./organisation";

const CHANNEL_ICONS = { mail: Mail, dashboard: MonitorSmartphone, operator: PhoneCall } as const;
const DEEPENING = { calm: undefined, soon: "bg-soon-ground text-soon", last: "bg-last-ground text-last" } as const;

type RequestLineProps = { row: RequestRow; now: Date; href: string; open?: boolean; className?: string };

/** One line of the list: whose, in which state, how long yet, and what is odd about it. */
export function RequestLine({ row, now, href, open = false, className }: RequestLineProps) {
  const { words, sure } = organisationWords(row);
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
        className,
      )}
    >
      <span className="flex items-center gap-2">
        <span className="shrink-0 font-mono text-soft text-xs">{requestName(row.number)}</span>
        <span title={words} className={cx("min-w-0 grow truncate", sure ? "font-medium" : "text-soft italic")}>
          {words}
        </span>
        <Marks row={row} />
        <LineState row={row} now={now} />
      </span>
      <span className="mt-1 flex items-center gap-2 text-soft text-xs">
        <ChannelIcon aria-hidden className="size-3 shrink-0" />
        <span className="sr-only">{CHANNEL_WORDS[row.channel]}</span>
        <span className="min-w-0 grow truncate">{row.ownerEmail ?? "no address on record"}</span>
        {row.assigneeName ? <span className="max-w-24 shrink-0 truncate">{row.assigneeName}</span> : null}
        <LineTime row={row} now={now} />
      </span>
    </Link>
  );
}

function Marks({ row }: { row: RequestRow }) {
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {row.alerts > 0 ? <Mark icon={BellRing} look="text-purging" words="has an alert" /> : null}
      {row.returnAsked ? <Mark icon={Undo2} look="text-received" words="asks to come back" /> : null}
      {row.proposedBy ? <Mark icon={UsersRound} look="text-received" words="waits for a second person" /> : null}
      {row.held ? <Mark icon={LockKeyhole} look="text-held" words="held" /> : null}
    </span>
  );
}

function Mark({ icon: Icon, look, words }: { icon: typeof Mail; look: string; words: string }) {
  return (
    <span title={words} className={look}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{words}</span>
    </span>
  );
}

function LineState({ row, now }: { row: RequestRow; now: Date }) {
  const urgency = useServerTime(now, (present) =>
    row.state === "retained" && row.purgeDueAt ? urgencyOf(row.purgeDueAt.getTime() - present) : "calm",
  );
  return <StateMark state={row.state} look={DEEPENING[urgency]} />;
}

function LineTime({ row, now }: { row: RequestRow; now: Date }) {
  if (row.state !== "retained" || !row.purgeDueAt || !row.deactivatedAt) {
    return <Ago at={row.state === "received" ? row.receivedAt : row.stateChangedAt} now={now} className="shrink-0" />;
  }
  return (
    <span className="flex shrink-0 items-center gap-2">
      <WindowBar from={row.deactivatedAt} until={row.purgeDueAt} now={now} held={row.held} className="h-1 w-12" />
      <Countdown until={row.purgeDueAt} now={now} className="min-w-16 text-right text-ink" />
    </span>
  );
}
