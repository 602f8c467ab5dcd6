"use client";
import { Bot, UserRound } from "lucide-react";
import type { TimelineEvent } from "@/app/_trpc/answers";
import { Time } from "@/app/_ui/time";
import { timelineActor, timelineSentence } from "@/app/_words/timeline";
import { Panel } from "./panel";

/** One line of everything that happened, newest first. People stand out; the console's own steps are quiet. */
export function Timeline({ events, now }: { events: TimelineEvent[]; now: Date }) {
  return (
    <Panel title="Timeline" aside="newest first">
      <ol className="relative before:absolute before:inset-y-2 before:left-[0.6875rem] before:w-px before:bg-line">
        {events.map((event) => (
          <TimelineLine key={event.id} event={event} now={now} />
        ))}
      </ol>
      {events.length === 0 ? <p className="text-soft">Nothing has been written down yet.</p> : null}
    </Panel>
  );
}

function TimelineLine({ event, now }: { event: TimelineEvent; now: Date }) {
  const person = event.actorKind !== "system";
  const Icon = person ? UserRound : Bot;
  const look =
    event.actorKind === "owner"
      ? "bg-received-ground text-received"
      : person
        ? "bg-accent text-on-accent"
        : "border border-line bg-ground text-faint";
  return (
    <li className="relative flex gap-3 py-1.5">
      <span className={`z-0 flex size-[1.4375rem] shrink-0 items-center justify-center rounded-full ${look}`}>
        <Icon aria-hidden className="size-3" />
      </span>
      <div className="min-w-0">
        <p className={person ? "text-pretty" : "text-pretty text-soft"}>
          <span className={person ? "font-medium" : undefined}>{timelineActor(event)}</span> {timelineSentence(event)}
        </p>
        <Time at={event.at} now={now} className="text-soft text-xs" />
      </div>
    </li>
  );
}
