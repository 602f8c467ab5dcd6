"use client";
import { Check, ListFilter as FilterIcon } from "lucide-react";
import { DropdownMenu as Menu } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClass } from "@/app/_ui/button";
import { STATE_MARKS, STATE_ORDER } from "@/app/_words/states";
import type { ListFilter } from "@/server/deletion/list-filter";
import { DUE_WORDS, FLAG_WORDS } from "./filter-words";

const DUE = ["24h", "7d", "overdue"] as const;
const CHANNELS = ["mail", "dashboard", "operator"] as const;
const FLAGS = ["mine", "returning", "held"] as const;

/** Every way to narrow the list; it stays open while several are chosen. */
export function FilterMenu({ filter, onChange }: { filter: ListFilter; onChange: (change: Partial<ListFilter>) => void }) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={buttonClass("plain")}>
        <FilterIcon aria-hidden className="size-4" />
        Filter
      </Menu.Trigger>
      <Menu.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        className="z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-60 overflow-y-auto rounded-lg bg-raised p-1 text-sm shadow-float"
      >
        <Heading>State</Heading>
        {STATE_ORDER.map((state) => {
          const chosen = filter.state.includes(state);
          const Icon = STATE_MARKS[state].icon;
          return (
            <Choice
              key={state}
              chosen={chosen}
              onChoose={() => onChange({ state: chosen ? filter.state.filter((other) => other !== state) : [...filter.state, state] })}
            >
              <Icon aria-hidden className="size-3.5 text-soft" />
              {STATE_MARKS[state].word}
            </Choice>
          );
        })}
        <Heading>Purge</Heading>
        {DUE.map((due) => (
          <Choice
            key={due}
            chosen={filter.due === due}
            onChoose={() => onChange({ due: filter.due === due ? undefined : due, day: undefined })}
          >
            {DUE_WORDS[due]}
          </Choice>
        ))}
        <Heading>Only</Heading>
        {FLAGS.map((flag) => (
          <Choice key={flag} chosen={filter[flag]} onChoose={() => onChange({ [flag]: !filter[flag] })}>
            {FLAG_WORDS[flag]}
          </Choice>
        ))}
        <Heading>Came</Heading>
        {CHANNELS.map((channel) => (
          <Choice
            key={channel}
            chosen={filter.channel === channel}
            onChoose={() => onChange({ channel: filter.channel === channel ? undefined : channel })}
          >
            {FLAG_WORDS[channel]}
          </Choice>
        ))}
      </Menu.Content>
    </Menu.Root>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return <Menu.Label className="px-2.5 pt-2 pb-1 text-soft text-xs">{children}</Menu.Label>;
}

function Choice({ chosen, onChoose, children }: { chosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <Menu.CheckboxItem
      checked={chosen}
      onSelect={(event) => {
        event.preventDefault();
        onChoose();
      }}
      className="flex h-8 cursor-pointer items-center gap-2 rounded px-2.5 outline-none data-[highlighted]:bg-hover max-sm:h-11"
    >
      <span className="flex size-4 items-center justify-center">{chosen ? <Check aria-hidden className="size-3.5" /> : null}</span>
      {children}
    </Menu.CheckboxItem>
  );
}
