import { count, many } from "@/app/_ui/rupees";
import { ChartTable, emptyWords } from "./chart-table";

type Week = { label: string; cases: number };
const HEIGHT = 120;

/** How many cases came in each week, as standing columns from the first to the last week of the period. */
export function Weeks({ weeks }: { weeks: Week[] }) {
  const most = Math.max(1, ...weeks.map(({ cases }) => cases));
  const all = weeks.reduce((sum, { cases }) => sum + cases, 0);
  const width = 100 / Math.max(1, weeks.length);
  return (
    <figure className="min-w-0">
      <figcaption className="font-medium">Inflow per week</figcaption>
      {all === 0 ? (
        <p className="pt-2 text-soft text-xs">{emptyWords}</p>
      ) : (
        <>
          <div aria-hidden className="pt-2 text-soft text-xs tabular-nums">
            <p>most: {many(most, "case")} in a week</p>
            <svg width="100%" height={HEIGHT} role="presentation" focusable="false" className="mt-1 border-edge border-b text-received">
              {weeks.map(({ label, cases }, at) => (
                <rect
                  key={label}
                  x={`${at * width + width * 0.1}%`}
                  width={`${width * 0.8}%`}
                  y={HEIGHT - (cases / most) * (HEIGHT - 4)}
                  height={(cases / most) * (HEIGHT - 4)}
                  fill="currentColor"
                >
                  <title>{`Week of ${label}: ${count(cases)}`}</title>
                </rect>
              ))}
            </svg>
            <p className="flex justify-between gap-2 pt-1">
              <span>{weeks[0]?.label}</span>
              <span>{weeks.at(-1)?.label}</span>
            </p>
          </div>
          <ChartTable title="Inflow per week" unit="Week from" rows={weeks} />
        </>
      )}
    </figure>
  );
}
