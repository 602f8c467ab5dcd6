"use client";
import { useRef } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import type { AskProps } from "./act-dialog";
import { isStale, Refusal } from "./outcome-notice";

const ASKED = {
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
} as const;

/** A question that needs no more than a yes. */
export function PlainDialog({ act, busy, outcome, onDo, onClose, onLookAgain }: AskProps & { act: keyof typeof ASKED }) {
  const safe = useRef<HTMLButtonElement>(null);
  const words = ASKED[act];
  return (
    <Dialog open onClose={onClose} title={words.title} description={words.description} focus={safe}>
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
