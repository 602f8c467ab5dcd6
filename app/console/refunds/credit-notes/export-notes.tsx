"use client";
import { FileSpreadsheet } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button, buttonClass } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { lastMonthOf, monthsOf } from "./months-of";
import { SELECT } from "./year-filter";

type Props = { years: readonly string[]; year: string | null; now: Date };

/** For accounting: one month, which is what a return is about, or a whole financial year. */
export function ExportNotes({ years, year, now }: Props) {
  const [asking, setAsking] = useState(false);
  useCommands(
    years.length > 0
      ? [{ id: "export-notes", title: "Export credit notes for accounting", group: "List", run: () => setAsking(true) }]
      : [],
  );
  if (years.length === 0) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <FileSpreadsheet aria-hidden className="size-4" />
        Export…
      </Button>
      {asking ? <Question years={years} year={year} now={now} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Question({ years, year, now, onClose }: Props & { onClose: () => void }) {
  const field = useId();
  const start = useRef<HTMLSelectElement>(null);
  // What accounting takes on the first working day of a month, unless a year without it is looked at.
  const last = lastMonthOf(year ? [year] : years, now);
  const [period, setPeriod] = useState(last ? `month=${last}` : `year=${year ?? years[0]}`);
  return (
    <Dialog
      open
      onClose={onClose}
      focus={start}
      title="Export credit notes for accounting"
      description="A CSV file with number, recipient, GSTIN, invoice, taxable value, tax and bank reference of each. It contains names: keep it where accounting keeps its files. That you took it is written down."
    >
      <label htmlFor={field} className="mt-4 block">
        Which ones
        <select
          ref={start}
          id={field}
          value={period}
          onChange={(event) => setPeriod(event.target.value)}
          className={`${SELECT} mt-1.5 block w-full`}
        >
          {years.map((one) => (
            <optgroup key={one} label={`Financial year ${one}`}>
              <option value={`year=${one}`}>All of {one}</option>
              {monthsOf(one, now).map(({ value, title }) => (
                <option key={value} value={`month=${value}`}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <DialogChoices>
        <Button onClick={onClose}>Not now</Button>
        <a href={`/api/credit-notes/export?${period}`} download onClick={onClose} className={buttonClass("primary")}>
          Download CSV
        </a>
      </DialogChoices>
    </Dialog>
  );
}
