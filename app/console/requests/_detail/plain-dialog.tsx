"use client";
import { useRef } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import type { AskProps } from "./act-dialog";
import type { ActName } from "./acts";
import { isStale, Refusal } from "./outcome-notice";

type PlainAct = Exclude<ActName, "verify" | "send_code" | "reject" | "deactivate" | "reactivate">;
type Words = { title: string; description: string; points?: string[]; safe: string; act: string };

const ASKED: Record<PlainAct, Words> = {
  withdraw: {
    title: "Withdraw this request?",
    description:
      "Do this when the owner has told you that the account shall stay. The owner is told by mail at the address on file. The tenant stays active; nothing of it changes.",
    safe: "Leave it open",
    act: "Withdraw the request",
  },
  propose_verification: {
    title: "Ask a second person to verify?",
    description:
      "A colleague sees the same evidence and decides. The proposal holds for 48 hours and only for exactly these facts. You cannot be the second person yourself.",
    safe: "Not now",
    act: "Ask a second person",
  },
  propose_return: {
    title: "Ask a second person to let the tenant back in?",
    description:
      "A colleague sees the same evidence and decides. The proposal holds for 48 hours and only for exactly these facts. You cannot be the second person yourself.",
    safe: "Not now",
    act: "Ask a second person",
  },
  lodge_return: {
    title: "Write down that the owner wants to come back?",
    description: "Do this when the owner has said so by telephone, or in a letter that waits for a person.",
    points: [
      "A one-time code goes to the owner's address on file now, never to an address given on the telephone.",
      "Nothing is opened yet. The tenant stays closed until the owner has confirmed the code and you or a colleague reactivates it.",
      "The 30 days go on running until then.",
    ],
    safe: "Not now",
    act: "Write it down",
  },
};

/** A question that needs no more than a yes. */
export function PlainDialog({ act, busy, outcome, onDo, onClose, onLookAgain }: AskProps & { act: PlainAct }) {
  const safe = useRef<HTMLButtonElement>(null);
  const words = ASKED[act];
  return (
    <Dialog open onClose={onClose} title={words.title} description={words.description} focus={safe}>
      {words.points ? (
        <ul className="mt-4 flex list-disc flex-col gap-1 pl-5 text-pretty">
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      ) : null}
      {outcome && "refused" in outcome ? (
        <div className="mt-4">
          <Refusal refused={outcome.refused} onLookAgain={onLookAgain} />
        </div>
      ) : null}
      <DialogChoices>
        <Button ref={safe} onClick={onClose}>
          {words.safe}
        </Button>
        <Button look="primary" busy={busy} disabled={isStale(outcome)} onClick={() => void onDo({ act })}>
          {words.act}
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
