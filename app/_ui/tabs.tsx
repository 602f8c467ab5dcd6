"use client";
import { Tabs as Parts } from "radix-ui";
import type { ReactNode } from "react";

export type Tab = { value: string; label: ReactNode; panel: ReactNode };

/** Several things in one place; arrow keys move between them. */
export function Tabs({ tabs, label, value, onChange }: { tabs: Tab[]; label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Parts.Root value={value} onValueChange={onChange}>
      <Parts.List aria-label={label} className="-mx-1 flex overflow-x-auto border-line border-b px-1">
        {tabs.map((tab) => (
          <Parts.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px h-9 shrink-0 border-transparent border-b-2 px-3 text-soft hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink max-sm:h-11"
          >
            {tab.label}
          </Parts.Trigger>
        ))}
      </Parts.List>
      {tabs.map((tab) => (
        <Parts.Content key={tab.value} value={tab.value} className="pt-3">
          {tab.panel}
        </Parts.Content>
      ))}
    </Parts.Root>
  );
}
