"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { OperatorRow, WaitingChange } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";
import { cx } from "@/app/_ui/cx";
import { many } from "@/app/_ui/rupees";
import { Ago } from "@/app/_ui/time";
import { ROLE_WORDS } from "@/app/_words/words";
import { STATE_WORDS } from "./views";

type LineProps = { href: string; row?: string; open: boolean; children: ReactNode };

function Line({ href, row, open, children }: LineProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      data-row={row}
      aria-current={open ? "true" : undefined}
      className={cx(
        "block border-line border-b px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2",
        open && "bg-chosen hover:bg-chosen",
      )}
    >
      {children}
    </Link>
  );
}

/** One person: who, as what, and when they were last here. */
export function OperatorLine({ row, now, href, open }: { row: OperatorRow; now: Date; href: string; open: boolean }) {
  const state = STATE_WORDS[row.state];
  return (
    <Line href={href} row={row.id} open={open}>
      <span className="flex items-center gap-2">
        <span className={cx("min-w-0 grow truncate font-medium", row.state === "ended" && "text-soft")}>{row.name}</span>
        <span className="shrink-0 text-soft">{ROLE_WORDS[row.role]}</span>
        {row.state === "active" ? null : <Badge look={state.look}>{state.word}</Badge>}
      </span>
      <span className="mt-0.5 flex flex-wrap gap-x-3 text-soft text-xs">
        <span className="min-w-0 truncate">{row.email}</span>
        {row.openSessions > 0 ? <span>{many(row.openSessions, "open session")}</span> : null}
        <span className="ml-auto whitespace-nowrap">
          {row.lastSeenAt ? (
            <>
              seen <Ago at={row.lastSeenAt} now={now} />
            </>
          ) : (
            "never here yet"
          )}
        </span>
      </span>
    </Line>
  );
}

/** `isRow`: walked by key; a change of somebody who has a line below is not walked twice. */
type WaitingProps = { change: WaitingChange; now: Date; href: string; open: boolean; isRow: boolean };

/** What somebody asked for and a second person has not answered yet. */
export function WaitingLine({ change, now, href, open, isRow }: WaitingProps) {
  return (
    <Line href={href} row={isRow ? change.operatorId : undefined} open={open}>
      <span className="flex items-center gap-2">
        <span className="min-w-0 grow truncate font-medium">{change.name}</span>
        <Badge look={STATE_WORDS.asked.look}>{change.isInvitation ? "invitation" : change.fromRole ? "new role" : "access again"}</Badge>
      </span>
      <span className="mt-0.5 flex flex-wrap gap-x-3 text-soft text-xs">
        <span>
          {change.fromRole ? `${ROLE_WORDS[change.fromRole]} → ` : "as "}
          {ROLE_WORDS[change.toRole]}, asked by {change.askedByName ?? "a former colleague"}
        </span>
        <span className="ml-auto whitespace-nowrap">
          lapses <Ago at={change.expiresAt} now={now} />
        </span>
      </span>
    </Line>
  );
}
