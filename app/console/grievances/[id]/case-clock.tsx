"use client";
import type { GrievanceDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { cx } from "@/app/_ui/cx";
import { Time } from "@/app/_ui/time";
import { ClockWords } from "../clock-words";

/** The clock of a case (G2): what has passed, when more people are told, and whether the person knows that it has arrived. */
export function CaseClock({ detail }: { detail: GrievanceDetail }) {
  const { case: found, now } = detail;
  const { clock, steps } = found;
  const period = found.answerDueAt.getTime() - found.receivedAt.getTime();
  const isOpen = found.state === "open";
  return (
    <div className="flex flex-col gap-3 px-4 pb-4 sm:px-6">
      {clock.isOverdue ? (
        <Callout tone="alarm">
          Overdue. It had to be answered by <Time at={found.answerDueAt} now={now} />.
        </Callout>
      ) : null}
      {detail.undeliveredSince ? (
        <Callout tone="alarm">
          Not delivered. A mail about this case has been refused since <Time at={detail.undeliveredSince} now={now} />.{" "}
          {isOpen && found.outcome && !found.answeredAt ? "The answer reached nobody, so the case is open again, with its old clock. " : ""}
          Tell the person in another way, and say so here.
        </Callout>
      ) : null}
      {clock.isAcknowledgementLate ? (
        <Callout tone="alarm">Not acknowledged within 24 hours. The person does not know yet that it has arrived.</Callout>
      ) : null}
      <div>
        <div
          role="img"
          aria-label={`${Math.round(clock.passed * 100)} % of the period has passed`}
          className="relative h-2 rounded-full bg-sunken"
        >
          <div
            style={{ width: `${clock.passed * 100}%` }}
            className={cx(
              "h-2 rounded-full",
              !isOpen ? "bg-edge" : clock.isOverdue ? "bg-purging" : clock.passed > 0.75 ? "bg-last" : "bg-accent",
            )}
          />
          {steps.map(({ step, dueAt }) => (
            <span
              key={step}
              aria-hidden
              style={{ left: `${((dueAt.getTime() - found.receivedAt.getTime()) / period) * 100}%` }}
              className="absolute -top-1 h-4 w-px bg-ink"
            />
          ))}
        </div>
        <p className="mt-2 flex flex-wrap justify-between gap-x-4 text-soft text-xs">
          <span>
            received <Time at={found.receivedAt} now={now} relative={false} />
          </span>
          {isOpen ? (
            <ClockWords timed={found} now={now} />
          ) : found.answeredAt ? (
            <span>
              answered <Time at={found.answeredAt} now={now} relative={false} />
            </span>
          ) : null}
        </p>
      </div>
      <ul className="flex flex-col gap-1 text-soft text-xs">
        <li>
          <Acknowledged detail={detail} />
        </li>
        {steps.map(({ step, dueAt, escalatedAt }) => (
          <li key={step}>
            {STEPS[step]}:{" "}
            {escalatedAt ? (
              <>
                told <Time at={escalatedAt} now={now} relative={false} />
              </>
            ) : isOpen ? (
              <>
                if still open on <Time at={dueAt} now={now} relative={false} />
              </>
            ) : (
              "not needed"
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const STEPS = { 1: "The officer in charge", 2: "Every officer", 3: "Officers and admins" } as const;

/** What is known of the mail that says "it has arrived". */
function Acknowledged({ detail: { case: found, acknowledgement, now } }: { detail: GrievanceDetail }) {
  if (found.acknowledgedAt)
    return (
      <>
        Acknowledged <Time at={found.acknowledgedAt} now={now} relative={false} />
        {acknowledgement?.sentAt ? ", by a mail that our server handed over" : ""}
      </>
    );
  if (acknowledgement?.voidedAt) return <>The mail that acknowledges it could not be delivered. Say how else the person was told.</>;
  if (acknowledgement)
    return (
      <>
        The mail that acknowledges it is on its way
        {acknowledgement.failureCode ? `, tried ${acknowledgement.attempts} times: ${acknowledgement.failureCode}` : ""}. Due by{" "}
        <Time at={found.clock.acknowledgeDueAt} now={now} />
      </>
    );
  return (
    <>
      Not acknowledged. Due by <Time at={found.clock.acknowledgeDueAt} now={now} />
    </>
  );
}
