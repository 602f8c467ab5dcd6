"use client";
import { Switch } from "radix-ui";
import { Button } from "@/app/_ui/button";
import { type Command, useCommandBook, useSingleKeys } from "@/app/_ui/commands";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Kbd } from "@/app/_ui/kbd";

const ALWAYS: Command[] = [
  { id: "palette", title: "Find or do anything", group: "Always", keys: "⌘K", run: () => undefined },
  { id: "back", title: "Close, or back to the list", group: "Always", keys: "Esc", run: () => undefined },
];

/** Every key of this page, and the switch that turns single letters off. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title="Keys"
      description="Single letters work wherever nobody is typing. Ctrl K works in place of ⌘K."
    >
      <Sheet onClose={onClose} />
    </Dialog>
  );
}

function Sheet({ onClose }: { onClose: () => void }) {
  const book = useCommandBook();
  const on = useSingleKeys();
  const commands = [...ALWAYS, ...book.all().filter((command) => command.keys && command.keys !== "Escape")];
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <>
      <label htmlFor="single-keys" className="mt-4 flex min-h-11 items-center gap-3 rounded-md bg-sunken px-3">
        <Switch.Root
          id="single-keys"
          checked={on}
          onCheckedChange={(next) => book.setSingleKeys(next)}
          className="relative h-6 w-10 shrink-0 rounded-full bg-edge data-[state=checked]:bg-verified"
        >
          <Switch.Thumb className="block size-5 translate-x-0.5 rounded-full bg-ground transition-transform duration-100 data-[state=checked]:translate-x-[1.125rem]" />
        </Switch.Root>
        Single-letter keys are {on ? "on" : "off"}
      </label>
      <div className={`mt-4 gap-x-8 sm:columns-2 ${on ? "" : "opacity-70"}`}>
        {groups.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-soft text-xs">{group}</h3>
            <ul>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <li key={command.id} className="flex min-h-8 items-center justify-between gap-3 border-line border-b last:border-0">
                    <span>{command.title}</span>
                    <Kbd keys={command.keys ?? ""} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <DialogChoices>
        <Button onClick={onClose}>Close</Button>
      </DialogChoices>
    </>
  );
}
