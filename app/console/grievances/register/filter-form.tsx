import Link from "next/link";
import type { RegisterPage } from "@/app/_trpc/answers";
import { Button, buttonClass } from "@/app/_ui/button";
import { CHANNELS, KINDS, OUTCOMES, STATES } from "./filter-of";

const FIELD = "mt-1 block h-9 w-full rounded-md border border-edge/70 bg-ground px-2.5 text-sm max-sm:h-11 max-sm:text-base";

/** Which cases: a plain form, so that what was chosen stands in the address and can be sent to somebody. */
export function FilterForm({ filter }: { filter: RegisterPage["filter"] }) {
  return (
    <form
      action="/console/grievances/register"
      aria-label="Which cases"
      className="grid grid-cols-2 items-end gap-3 border-line border-y px-4 py-3 sm:px-6 md:grid-cols-4 xl:grid-cols-8 print:hidden"
    >
      <label className="text-soft text-xs">
        From
        <input type="date" name="from" defaultValue={filter.from} className={FIELD} />
      </label>
      <label className="text-soft text-xs">
        To, in India
        <input type="date" name="to" defaultValue={filter.to} className={FIELD} />
      </label>
      <Choice name="kind" title="Kind" words={KINDS} chosen={filter.kind} />
      <Choice name="channel" title="Channel" words={CHANNELS} chosen={filter.channel} />
      <Choice name="state" title="State" words={STATES} chosen={filter.state} />
      <Choice name="outcome" title="Outcome" words={OUTCOMES} chosen={filter.outcome} />
      <Choice name="overdue" title="Overdue" words={{ yes: "Overdue only" }} chosen={filter.isOverdue ? "yes" : undefined} />
      <div className="flex gap-2">
        <Button type="submit" look="primary">
          Show
        </Button>
        <Link href="/console/grievances/register" prefetch={false} className={buttonClass("quiet")}>
          Clear
        </Link>
      </div>
    </form>
  );
}

type ChoiceProps = { name: string; title: string; words: Record<string, string>; chosen: string | undefined };

function Choice({ name, title, words, chosen }: ChoiceProps) {
  return (
    <label className="text-soft text-xs">
      {title}
      <select key={chosen} name={name} defaultValue={chosen ?? ""} className={FIELD}>
        <option value="">All</option>
        {Object.entries(words).map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
