import type { RegisterCharts, RegisterPage } from "@/app/_trpc/answers";
import { dayIn } from "@/app/_ui/instant";
import { many } from "@/app/_ui/rupees";
import { type Bar, Bars } from "./bars";
import { CHANNELS, OUTCOMES } from "./filter-of";
import { Weeks } from "./weeks";

type Column = RegisterCharts["age"][number];

/** The same cases, seen together. Every chart has its numbers as a table as well, and says in words what its shades mean. */
export function Charts({ charts, totals }: { charts: RegisterCharts; totals: RegisterPage["totals"] }) {
  const { targetDays, ceilingDays } = charts;
  const named = (sums: Record<string, number>, words: Record<string, string>) =>
    Object.entries(sums).map(([code, cases]) => ({ label: words[code] ?? code, cases }));
  return (
    <section aria-label="Charts" className="grid gap-x-8 gap-y-6 px-4 pt-5 sm:px-6 md:grid-cols-2 lg:grid-cols-3">
      <Weeks weeks={charts.weeks.map(({ monday, cases }) => ({ label: dayIn(new Date(`${monday}T00:00:00+05:30`)), cases }))} />
      <Bars title="Age of open cases" unit="Since arrival" bars={spans(charts.age, "day", () => false)} />
      <Bars
        title="Time to acknowledge"
        unit="After arrival"
        bars={[
          ...spans(charts.acknowledged, "hour", (upTo) => upTo === null || upTo > 24, { 24: "target" }),
          ...without(charts.unacknowledged),
        ]}
        late="later than 24 hours, or not yet and past them"
      />
      <Bars
        title="Time to answer"
        unit="After arrival"
        bars={[
          ...spans(charts.answered, "day", (upTo) => upTo === null || upTo > targetDays, {
            [ceilingDays]: "ceiling by law",
            [targetDays]: targetDays === ceilingDays ? "target, and ceiling by law" : "target",
          }),
          ...without(charts.unanswered),
        ]}
        late={`later than ${many(targetDays, "day")}, or not yet and past them`}
      />
      <Bars title="Outcomes" unit="Decision" bars={named(totals.byOutcome, OUTCOMES)} />
      <Bars title="By channel" unit="Channel" bars={named(totals.byChannel, CHANNELS)} />
    </section>
  );
}

/** Cases that have no such instant, so that every chart adds up to the cases. */
const without = ({ late, waiting, over }: RegisterCharts["unanswered"]): Bar[] => [
  { label: "not yet, past target", cases: late, isLate: true },
  { label: "not yet", cases: waiting },
  { label: "ended without", cases: over },
];

/** "up to 3 days", "4 to 7 days", "more than 90 days", with the marks that stand at an end. */
function spans(columns: Column[], unit: string, isLate: (upTo: number | null) => boolean, marks: Record<number, string> = {}) {
  return columns.map(({ upTo, cases }, at) => {
    const before = columns[at - 1]?.upTo ?? 0;
    const label =
      upTo === null ? `more than ${many(before, unit)}` : at === 0 ? `up to ${many(upTo, unit)}` : `${before} to ${many(upTo, unit)}`;
    return { label, cases, isLate: isLate(upTo), mark: upTo === null ? undefined : marks[upTo] };
  });
}
