import { words } from "@/app/_language/page-language";
import { momentsIn } from "./moment";

type Mark = { kind: "deactivated" | "seven_days_left" | "two_days_left" | "end"; at: Date };
type Closed = { deactivatedAt: Date; purgeDueAt: Date; reminders: { kind: "seven_days_left" | "two_days_left"; at: Date }[] };

/** The 30 days as a line with today on it, and the same in words below. The line alone says nothing that the list does not. */
export async function WindowPicture({ closed, now, timeZone, isHeld }: { closed: Closed; now: Date; timeZone: string; isHeld: boolean }) {
  const [t, moment] = await Promise.all([words("home"), momentsIn(timeZone)]);
  const { deactivatedAt, purgeDueAt, reminders } = closed;
  const marks: Mark[] = [
    { kind: "deactivated", at: deactivatedAt },
    ...reminders.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    { kind: "end", at: purgeDueAt },
  ];
  const whole = purgeDueAt.getTime() - deactivatedAt.getTime();
  const share = (at: Date) => `${Math.min(100, Math.max(0, (100 * (at.getTime() - deactivatedAt.getTime())) / whole))}%`;
  const next = marks.findIndex(({ at }) => at > now);
  return (
    <>
      <div aria-hidden className="relative mx-2 mt-12 mb-6 h-2 rounded-full bg-line">
        <div className="h-2 rounded-full bg-retained-bar" style={{ width: share(now) }} />
        {marks.map(({ kind, at }) => (
          <span
            key={kind}
            className={`-translate-x-1/2 absolute -top-1 size-4 rounded-full border-2 border-ground ${at <= now ? "bg-retained-bar" : "bg-edge"}`}
            style={{ left: share(at) }}
          />
        ))}
        <span className="-translate-x-1/2 absolute -top-3 h-8 w-0.5 bg-ink" style={{ left: share(now) }} />
        <span className="absolute -top-9 font-medium text-sm" style={todayPlace(share(now))}>
          {t("picture.today")}
        </span>
      </div>
      <ol className="space-y-3">
        {marks.map(({ kind, at }, index) => (
          <li key={kind} aria-current={index === next ? "step" : undefined}>
            <time dateTime={at.toISOString()} className="block text-sm text-soft">
              {moment(at)}
            </time>
            {kind === "end" && isHeld ? t("picture.endHeld") : t(`picture.${kind}`)}
          </li>
        ))}
      </ol>
    </>
  );
}

/** The word stays inside the page at both ends of the line. */
const todayPlace = (share: string) =>
  Number.parseFloat(share) > 50 ? { right: `calc(100% - ${share})`, marginRight: "-0.5rem" } : { left: share, marginLeft: "-0.5rem" };
