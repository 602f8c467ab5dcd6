"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { Ref } from "react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { BoardCountdown, type Urgency, urgencyOf, WindowBar } from "@/app/_ui/countdown";
import { cx } from "@/app/_ui/cx";
import { INDIA, instantIn } from "@/app/_ui/instant";
import { useServerTime } from "@/app/_ui/tick";
import { Time } from "@/app/_ui/time";
import { HeldMark, StateMark } from "@/app/_words/state-mark";
import { CHANNEL_WORDS, requestName } from "@/app/_words/words";
import { organisationWords } from "../_list/organisation";

type HeaderProps = { detail: RequestDetail; heading: Ref<HTMLHeadingElement>; backTo: string };

/** Which request, whose, in which state; and while the 30 days run, how long yet. */
export function Header({ detail, heading, backTo }: HeaderProps) {
  const { request, tenant } = detail;
  const urgency = useUrgency(detail);
  const { words, sure } = organisationWords({
    organisation: tenant?.name ?? null,
    claimed: request.claimed,
    tenantId: request.claimed ? null : "known",
  });
  return (
    <header className="px-4 pt-3 pb-4 sm:px-6">
      <Link
        href={backTo}
        className="-ml-1 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 lg:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All requests
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-lg leading-7 outline-none">
            <span className="font-mono text-base text-soft">{requestName(request.number)}</span>
            <span className={cx("min-w-0 font-medium [overflow-wrap:anywhere]", !sure && "font-normal text-soft italic")}>{words}</span>
            <StateMark state={request.state} look={DEEPENING[urgency]} />
            {detail.holds.some((hold) => !hold.releasedAt) ? <HeldMark /> : null}
          </h1>
          <p className="mt-0.5 text-soft text-xs">
            Received <Time at={request.receivedAt} now={detail.now} />, {CHANNEL_WORDS[request.channel]}
            {request.lodgedBy ? ` (${request.lodgedBy})` : null} ·{" "}
            {request.assignee ? `with ${request.assignee.name ?? "a former colleague"}` : "with nobody yet"}
          </p>
        </div>
        {request.state === "retained" && detail.deactivation ? <Departure detail={detail} deactivation={detail.deactivation} /> : null}
      </div>
    </header>
  );
}

const DEEPENING = { calm: undefined, soon: "bg-soon-ground text-soon", last: "bg-last-ground text-last" } as const;

/** How near the end is; calm when no countdown runs. */
function useUrgency({ request, deactivation, now }: RequestDetail): Urgency {
  return useServerTime(now, (present) =>
    request.state === "retained" && deactivation ? urgencyOf(deactivation.purgeDueAt.getTime() - present) : "calm",
  );
}

const LOOKS = { calm: "text-retained", soon: "text-soon", last: "text-last" } as const;

function Departure({ detail, deactivation }: { detail: RequestDetail; deactivation: NonNullable<RequestDetail["deactivation"]> }) {
  const { purgeDueAt, deactivatedAt } = deactivation;
  const held = detail.holds.some((hold) => !hold.releasedAt);
  const urgency = useUrgency(detail);
  const zone = detail.tenant?.timeZone;
  return (
    <div className={cx("shrink-0", held ? "text-held" : LOOKS[detail.payingOut ? "calm" : urgency])}>
      <BoardCountdown until={purgeDueAt} now={detail.now} />
      <WindowBar from={deactivatedAt} until={purgeDueAt} now={detail.now} held={held} className="mt-1 h-1.5 w-full" />
      <p className="mt-1 text-soft text-xs tabular-nums">
        {held ? "held; else erased" : detail.payingOut ? "waits for a refund if need be; erased" : "Erased"} from{" "}
        <time dateTime={purgeDueAt.toISOString()}>{instantIn(purgeDueAt)}</time>
        {zone && zone !== INDIA ? <span className="block">for the owner {instantIn(purgeDueAt, zone)}</span> : null}
      </p>
    </div>
  );
}
