"use client";
import type { OperatorDetail } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { instantIn } from "@/app/_ui/instant";
import { Time } from "@/app/_ui/time";
import { ROLE_WORDS } from "@/app/_words/words";
import { Panel } from "../requests/_detail/panel";
import { Timeline } from "../requests/_detail/timeline";
import { OperatorActs } from "./operator-acts";
import { STATE_WORDS } from "./views";

/** Who somebody is here, what waits, what can be done, where they are signed in, and who gave them their role. */
export function OperatorView({ detail }: { detail: OperatorDetail }) {
  const { operator, now } = detail;
  const state = STATE_WORDS[operator.state];
  return (
    <article aria-label={operator.name}>
      <div className="px-4 pt-4 pb-4 sm:px-6">
        <h1 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-lg leading-7">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{operator.name}</span>
          <Badge look={state.look}>{state.word}</Badge>
        </h1>
        <p className="text-soft [overflow-wrap:anywhere]">
          {operator.role ? `${ROLE_WORDS[operator.role]} · ` : ""}
          {operator.email}
        </p>
        <p className="text-soft text-xs">
          {operator.lastSeenAt ? (
            <>
              last seen <Time at={operator.lastSeenAt} now={now} />
            </>
          ) : (
            "never here yet"
          )}
        </p>
      </div>
      <Stage detail={detail} />
      <OperatorActs detail={detail} />
      <Sessions detail={detail} />
      <Timeline events={detail.timeline.map((event) => ({ ...event, aboutName: operator.name }))} now={now} />
    </article>
  );
}

/** Whose turn it is, and by when. */
function Stage({ detail: { operator, change, now } }: { detail: OperatorDetail }) {
  if (!change && !operator.endedAt && !operator.isLastAdmin) return null;
  return (
    <div className="flex flex-col gap-2 px-4 pb-4 sm:px-6">
      {change ? (
        <Callout tone="unsure">
          {change.askedByName ?? "A former colleague"} asks that {operator.name}{" "}
          {change.isInvitation
            ? `is invited as ${ROLE_WORDS[change.toRole].toLowerCase()}`
            : change.fromRole
              ? `becomes ${ROLE_WORDS[change.toRole].toLowerCase()} instead of ${ROLE_WORDS[change.fromRole].toLowerCase()}`
              : `gets access again, as ${ROLE_WORDS[change.toRole].toLowerCase()}`}
          . Without a second person it lapses <Time at={change.expiresAt} now={now} />.
        </Callout>
      ) : null}
      {operator.endedAt ? (
        <Callout tone="info">Access ended {instantIn(operator.endedAt)}. What they did stays in the book.</Callout>
      ) : null}
      {operator.isLastAdmin ? (
        <Callout tone="info">The last admin who can sign in. Role and access stay until another admin has signed in.</Callout>
      ) : null}
    </div>
  );
}

function Sessions({ detail: { sessions, now } }: { detail: OperatorDetail }) {
  return (
    <Panel title="Sessions" aside="the last 20">
      {sessions.length === 0 ? <p className="text-soft">No session is on record.</p> : null}
      <ul className="flex flex-col">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-line border-t py-1.5 first:border-t-0">
            <Badge look={session.isOpen ? STATE_WORDS.active.look : STATE_WORDS.ended.look}>
              {session.isOpen ? "open" : session.endedAt ? "ended" : "over"}
            </Badge>
            <span>
              signed in <Time at={session.signedInAt} now={now} />
            </span>
            <span className="text-soft text-xs">
              {session.authenticatedAt ? `showed who they are ${instantIn(session.authenticatedAt)}` : "the provider did not say when"}
              {session.endedAt ? `, ended ${instantIn(session.endedAt)}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
