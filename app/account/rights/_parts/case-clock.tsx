import { formatter, words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import { dayOf } from "./instant";

type Timed = {
  state: "open" | "answered" | "closed";
  receivedAt: Date;
  acknowledgedAt: Date | null;
  answerDueAt: Date;
  stateChangedAt: Date;
  clock: { passed: number; isOverdue: boolean };
};

const DAY = 86_400_000;

/** Where a case stands between its arrival and the day by which it is answered (G2): drawn, and in words. */
export async function CaseClock({ timed, now }: { timed: Timed; now: Date }) {
  const t = await words("rights");
  const format = await formatter();
  const { state, receivedAt, acknowledgedAt, answerDueAt, stateChangedAt, clock } = timed;
  const [received, due] = [dayOf(format, receivedAt), dayOf(format, answerDueAt)];
  const acknowledged = acknowledgedAt && dayOf(format, acknowledgedAt);
  if (state !== "open") return <p className="text-soft">{t(`clock.${state}`, { when: dayOf(format, stateChangedAt) })}</p>;
  return (
    <div>
      <div
        role="img"
        aria-label={acknowledged ? t("clock.label", { received, acknowledged, due }) : t("clock.labelOpen", { received, due })}
        className="relative h-2 overflow-hidden rounded-full bg-line"
      >
        <div
          className={clock.isOverdue ? "h-full bg-purging" : "h-full bg-retained-bar"}
          style={{ width: `${Math.max(2, Math.round(clock.passed * 100))}%` }}
        />
      </div>
      <dl aria-hidden className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-sm text-soft">
        <Mark name={t("clock.received")} day={received} />
        <Mark name={t("clock.acknowledged")} day={acknowledged ?? t("clock.notYet")} />
        <Mark name={t("clock.due")} day={due} />
      </dl>
      {clock.isOverdue ? (
        <Callout tone="alarm" className="mt-3">
          {t("clock.overdue")}
        </Callout>
      ) : (
        <p className="mt-1">{t("clock.left", { days: Math.floor((answerDueAt.getTime() - now.getTime()) / DAY) })}</p>
      )}
    </div>
  );
}

function Mark({ name, day }: { name: string; day: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="text-ink">{day}</dd>
    </div>
  );
}
