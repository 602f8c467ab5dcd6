import { cx } from "@/app/_ui/cx";
import { Ago, Time } from "@/app/_ui/time";

type Timed = { state: string; answerDueAt: Date; clock: { isOverdue: boolean; isAcknowledgementLate: boolean; passed: number } };

/** By when a case has to be answered, louder as it runs out (G2). */
export function ClockWords({ timed, now }: { timed: Timed; now: Date }) {
  const { state, answerDueAt, clock } = timed;
  if (state !== "open") return null;
  return (
    <span className={cx("text-xs", clock.isOverdue ? "text-purging" : clock.passed > 0.75 ? "text-last" : "text-soft")}>
      {clock.isAcknowledgementLate ? <span className="text-purging">not acknowledged · </span> : null}
      {clock.isOverdue ? "overdue since " : "answer by "}
      <Time at={answerDueAt} now={now} />
    </span>
  );
}

/** The same where a line has little room: how far away it is, with the instant in the tooltip. */
export function DueWords({ timed: { answerDueAt, clock }, now }: { timed: Timed; now: Date }) {
  return (
    <span className={clock.isOverdue ? "text-purging" : clock.passed > 0.75 ? "text-last" : undefined}>
      {clock.isOverdue ? "was due " : "answer "}
      <Ago at={answerDueAt} now={now} />
    </span>
  );
}
