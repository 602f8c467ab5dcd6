import { Disclosure } from "@/app/_ui/disclosure";
import { count } from "@/app/_ui/rupees";

export const emptyWords = "No case of this kind in the period.";

/** The numbers of a chart, for whoever reads them better than its shape. */
export function ChartTable({ title, unit, rows }: { title: string; unit: string; rows: { label: string; cases: number }[] }) {
  return (
    <div className="pt-1 print:hidden">
      <Disclosure
        summary={
          <>
            As a table<span className="sr-only">: {title}</span>
          </>
        }
      >
        <table className="text-xs tabular-nums">
          <caption className="sr-only">{title}</caption>
          <thead className="text-soft">
            <tr>
              <th scope="col" className="pr-6 text-left font-normal">
                {unit}
              </th>
              <th scope="col" className="text-right font-normal">
                Cases
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, cases }) => (
              <tr key={label}>
                <th scope="row" className="pr-6 text-left font-normal">
                  {label}
                </th>
                <td className="text-right">{count(cases)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </div>
  );
}
