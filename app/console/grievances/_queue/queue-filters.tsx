"use client";
import { SearchField } from "@/app/_ui/search-field";
import { TakeDown } from "../_acts/take-down";
import type { Filter } from "../filter";
import { RegisterLink } from "../register/register-link";
import { CHANNELS, KINDS, VIEWS } from "../words";

const SELECT =
  "h-8 min-w-0 rounded-md border border-edge/70 bg-ground px-1.5 text-xs sm:w-20 sm:grow xl:w-auto xl:px-1 xl:[field-sizing:content] max-sm:h-11 max-sm:text-base";

/** Which cases are shown. Every choice stands in the address, so that it survives a reload and can be sent on. */
export function QueueFilters({ filter, onFilter }: { filter: Filter; onFilter: (next: Filter) => void }) {
  return (
    <>
      <div className="flex items-center gap-2 px-4 pt-2 lg:max-xl:flex-wrap">
        <div className="min-w-0 grow lg:max-xl:basis-full">
          <SearchField
            label="Find a case by its number"
            placeholder="GR-1017"
            value={filter.q ?? ""}
            onSearch={(q) => onFilter({ ...filter, q: q || undefined })}
          />
        </div>
        <TakeDown />
        <RegisterLink />
      </div>
      <div className="grid grid-cols-2 gap-2 px-4 py-2 sm:flex sm:flex-wrap xl:flex-nowrap xl:gap-1.5">
        <Choice
          label="State"
          value={filter.state}
          options={VIEWS.map(({ state, title }) => [state, title])}
          onChoose={(state) => onFilter({ ...filter, state: (state || "open") as Filter["state"] })}
        />
        <Choice
          label="Whose"
          value={filter.whose ?? ""}
          options={[
            ["", "Anyone's"],
            ["mine", "Mine"],
            ["unassigned", "Nobody's yet"],
          ]}
          onChoose={(whose) => onFilter({ ...filter, whose: (whose || undefined) as Filter["whose"] })}
        />
        <Choice
          label="Kind"
          value={filter.kind ?? ""}
          options={[["", "Any kind"], ...Object.entries(KINDS)]}
          onChoose={(kind) => onFilter({ ...filter, kind: (kind || undefined) as Filter["kind"] })}
        />
        <Choice
          label="How it came"
          value={filter.channel ?? ""}
          options={[["", "Any way"], ...Object.entries(CHANNELS)]}
          onChoose={(channel) => onFilter({ ...filter, channel: (channel || undefined) as Filter["channel"] })}
        />
        <label className="inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap text-xs max-sm:h-11">
          <input
            type="checkbox"
            checked={filter.overdue ?? false}
            onChange={(event) => onFilter({ ...filter, overdue: event.target.checked || undefined })}
            className="size-4 accent-accent"
          />
          Overdue
          <span className="sr-only"> only</span>
        </label>
      </div>
    </>
  );
}

type ChoiceProps = { label: string; value: string; options: (readonly [string, string])[]; onChoose: (value: string) => void };

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChoose(event.target.value)} className={SELECT}>
      {options.map(([key, title]) => (
        <option key={key} value={key}>
          {title}
        </option>
      ))}
    </select>
  );
}
