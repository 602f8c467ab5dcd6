import Link from "next/link";
import type { RegisterLine, RegisterPage } from "@/app/_trpc/answers";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { count, many } from "@/app/_ui/rupees";
import { ScrollRegion } from "@/app/_ui/scroll-region";
import { CHANNELS, KINDS, OUTCOMES, STATES } from "./filter-of";

const CELL = "whitespace-nowrap px-2 py-2 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6";

/** The lines of one page, and under them what all lines of all pages add up to. */
export function RegisterTable({ page, opens }: { page: RegisterPage; opens: boolean }) {
  const { items, totals } = page;
  if (items.length === 0) return null;
  return (
    <ScrollRegion label="The register" className="relative mt-6 overflow-x-auto border-line border-t">
      <table className="w-full text-left text-xs tabular-nums">
        <caption className="sr-only">
          Cases received from {page.filter.from} to {page.filter.to}, newest first; instants in Indian time
        </caption>
        <thead className="text-soft">
          <tr className="border-line border-b">
            {["Number", "Kind", "Topic", "Channel", "Received", "Acknowledged", "Answered", "Days", "State", "Outcome", "Officer"].map(
              (name) => (
                <th key={name} scope="col" className={`${CELL} font-medium`}>
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((line) => (
            <Line key={line.id} line={line} opens={opens} />
          ))}
        </tbody>
        <tfoot>
          <tr className="border-line border-t font-medium">
            <th scope="row" className={`${CELL} font-medium`}>
              {count(totals.cases)} in all
            </th>
            <td className={CELL}>{sumsOf(totals.byKind, KINDS)}</td>
            <td className={CELL} />
            <td className={CELL}>{sumsOf(totals.byChannel, CHANNELS)}</td>
            <td className={CELL} colSpan={4} />
            <td className={CELL}>
              {sumsOf(totals.byState, STATES)}
              <span className="block">{many(totals.overdue, "case")} overdue</span>
            </td>
            <td className={CELL}>{sumsOf(totals.byOutcome, OUTCOMES)}</td>
            <td className={CELL} />
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

function Line({ line, opens }: { line: RegisterLine; opens: boolean }) {
  return (
    <tr className="border-line border-b align-top hover:bg-hover">
      <th scope="row" className={`${CELL} font-mono font-normal`}>
        {opens ? (
          <Link
            href={`/console/grievances/${line.id}`}
            prefetch={false}
            className="underline decoration-line underline-offset-2 hover:decoration-ink"
          >
            {line.name}
          </Link>
        ) : (
          line.name
        )}
      </th>
      <td className={CELL}>{KINDS[line.kind]}</td>
      <td className={CELL}>{line.topic.replaceAll("_", " ")}</td>
      <td className={CELL}>{CHANNELS[line.channel]}</td>
      <td className={CELL}>{dayAt(line.receivedAt)}</td>
      <td className={CELL}>{dayAt(line.acknowledgedAt)}</td>
      <td className={CELL}>{dayAt(line.answeredAt)}</td>
      <td className={`${CELL} text-right`}>{line.days}</td>
      <td className={CELL}>
        {line.isOpenAgain ? "Open again" : STATES[line.state]}
        {line.isOverdue ? <span className="font-medium text-purging"> · overdue</span> : null}
      </td>
      <td className={CELL}>{line.outcome ? OUTCOMES[line.outcome] : "–"}</td>
      <td className={CELL}>{line.officer ?? "–"}</td>
    </tr>
  );
}

/** The day; the tooltip has the minute. */
function dayAt(at: Date | null) {
  if (!at) return "–";
  return (
    <time dateTime={at.toISOString()} title={instantIn(at)}>
      {dayIn(at)}
    </time>
  );
}

const sumsOf = (sums: Record<string, number>, words: Record<string, string>) =>
  Object.entries(sums).map(([code, cases]) => (
    <span key={code} className="block">
      {words[code] ?? code} {count(cases)}
    </span>
  ));
