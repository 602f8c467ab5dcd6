import { count } from "@/app/_ui/rupees";
import { ChartTable, emptyWords } from "./chart-table";

export type Bar = { label: string; cases: number; isLate?: boolean; mark?: string };
type Props = { title: string; unit: string; bars: Bar[]; late?: string };

/** Lying bars: words to the left, how many to the right. What is late is hatched and said, not only coloured. */
export function Bars({ title, unit, bars, late }: Props) {
  const most = Math.max(1, ...bars.map(({ cases }) => cases));
  const all = bars.reduce((sum, { cases }) => sum + cases, 0);
  return (
    <figure className="min-w-0">
      <figcaption className="font-medium">{title}</figcaption>
      {all === 0 ? (
        <p className="pt-2 text-soft text-xs">{emptyWords}</p>
      ) : (
        <>
          <div aria-hidden className="pt-2 text-xs tabular-nums">
            {bars.map(({ label, cases, isLate, mark }) => (
              <div key={label}>
                <div className="grid grid-cols-[7.5rem_minmax(0,1fr)_2.5rem] items-center gap-2 py-0.5">
                  <span className="truncate text-soft">{label}</span>
                  <svg width="100%" height="14" role="presentation" focusable="false">
                    <Hatch id={`late-${title.replaceAll(" ", "-")}`} />
                    <rect
                      width={`${(cases / most) * 100}%`}
                      height="14"
                      rx="2"
                      fill={isLate ? `url(#late-${title.replaceAll(" ", "-")})` : "currentColor"}
                      stroke={isLate ? "currentColor" : "none"}
                      className={isLate ? "text-purging" : "text-verified"}
                    />
                  </svg>
                  <span className="text-right">{count(cases)}</span>
                </div>
                {mark ? <p className="border-edge border-t border-dashed text-right text-[11px] text-soft">{mark}</p> : null}
              </div>
            ))}
          </div>
          {late ? <p className="pt-1 text-soft text-xs">Hatched: {late}</p> : null}
          <ChartTable
            title={title}
            unit={unit}
            rows={bars.map(({ label, cases, mark }) => ({ label: mark ? `${label} (${mark})` : label, cases }))}
          />
        </>
      )}
    </figure>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="3" height="6" fill="currentColor" className="text-purging" />
      </pattern>
    </defs>
  );
}
