"use client";
import { PhoneIncoming } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { useMe } from "../../_frame/operator";
import { TakeDownDialog } from "./take-down-dialog";

type Tenant = { id: string; name: string };

/** The button for a complaint that came by telephone, on paper or in person; for everybody who may write one down. */
export function TakeDown({ tenant }: { tenant?: Tenant }) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!me.may["grievance:take_down"]) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        <PhoneIncoming aria-hidden className="size-4" />
        {tenant ? "Take down a complaint…" : "Take down…"}
      </Button>
      {isOpen ? <TakeDownDialog tenant={tenant} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** The same from the palette, on every page. */
export function TakeDownByPalette() {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  useCommands(
    me.may["grievance:take_down"] ? [{ id: "take-down", title: "Take down a complaint", group: "Act", run: () => setOpen(true) }] : [],
  );
  return isOpen ? <TakeDownDialog onClose={() => setOpen(false)} /> : null;
}
