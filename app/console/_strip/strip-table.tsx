import type { Strip } from "@/app/_trpc/answers";
import { Disclosure } from "@/app/_ui/disclosure";
import { dayWords, stripDays } from "./strip-days";

/** The same in words, for whoever cannot or does not want to read bars. */
export function StripTable({ days, now }: { days: Strip["days"]; now: Date }) {
  const busy = stripDays(days, now).filter((day) => day.free + day.held > 0);
  return (
    <Disclosure summary="The same in words">
      {busy.length === 0 ? <p className="text-soft">No tenant is counting down.</p> : null}
      <ul className="gap-x-8 text-soft sm:columns-2">
        {busy.map((day) => (
          <li key={day.day} className="tabular-nums">
            {dayWords(day)}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
