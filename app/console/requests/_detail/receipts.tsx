"use client";
import { Ban, CircleDashed, DoorOpen, type LucideIcon, WifiOff } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { Time } from "@/app/_ui/time";
import { Panel } from "./panel";

type Receipt = RequestDetail["receipts"][number];

const DOORS: Record<Receipt["kind"], string> = {
  owner_sign_in: "The owner's sign-in",
  member_sign_in: "A team member's sign-in",
  api_key: "An API key",
  bot: "A bot",
  webhook: "A webhook going out",
};
const DOOR_ORDER = Object.keys(DOORS) as Receipt["kind"][];

const OUTCOMES: Record<Receipt["outcome"], { words: string; icon: LucideIcon; look: string }> = {
  refused: { words: "was refused", icon: Ban, look: "text-verified" },
  allowed: { words: "was let through", icon: DoorOpen, look: "text-purging" },
  unreachable: { words: "could not be tried", icon: WifiOff, look: "text-retained" },
  absent: { words: "does not exist", icon: CircleDashed, look: "text-faint" },
};

/** What happened when we tried the doors after closing them (L3). Anything but refused is said loudly. */
export function Receipts({ receipts, now, open }: { receipts: Receipt[]; now: Date; open: boolean }) {
  const openDoors = receipts.filter((receipt) => receipt.outcome === "allowed" || receipt.outcome === "unreachable");
  return (
    <Panel title="Lock-out, tried" aside={open ? "five doors, tried after they were closed" : "as it was after the deactivation"}>
      {open && openDoors.length > 0 ? (
        <Callout tone="alarm" className="mb-3">
          The lock-out is incomplete:{" "}
          {openDoors.map((receipt) => `${DOORS[receipt.kind].toLowerCase()} ${OUTCOMES[receipt.outcome].words}`).join(", ")}. It is tried
          again by itself.
        </Callout>
      ) : null}
      <ul className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-1 2xl:grid-cols-2">
        {DOOR_ORDER.map((kind) => (
          <Door key={kind} kind={kind} receipt={receipts.find((one) => one.kind === kind)} now={now} />
        ))}
      </ul>
    </Panel>
  );
}

function Door({ kind, receipt, now }: { kind: Receipt["kind"]; receipt: Receipt | undefined; now: Date }) {
  if (!receipt) {
    return (
      <li className="flex min-h-11 items-center gap-3 text-soft">
        <CircleDashed aria-hidden className="size-4 shrink-0 text-faint" />
        {DOORS[kind]} is being tried…
      </li>
    );
  }
  const { words, icon: Icon, look } = OUTCOMES[receipt.outcome];
  return (
    <li className="flex min-h-11 items-center gap-3">
      <Icon aria-hidden className={`size-4 shrink-0 ${look}`} />
      <span className="min-w-0">
        {DOORS[kind]} <span className={look}>{words}</span>
        <span className="block text-soft text-xs">
          <Time at={receipt.observedAt} now={now} relative={false} />
          {receipt.reason ? ` · ${receipt.reason.replace(/_/g, " ")}` : ""}
          {receipt.attempts > 1 ? ` · try ${receipt.attempts}` : ""}
        </span>
      </span>
    </li>
  );
}
