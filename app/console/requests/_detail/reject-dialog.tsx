"use client";
import { RadioGroup } from "radix-ui";
import { useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { REJECTION_WORDS } from "@/app/_words/words";
import { Personal } from "../../_frame/personal";
import type { AskProps } from "./act-dialog";
import { isStale, Refusal } from "./outcome-notice";

/** Turning a request down: with which reason, what the requester will read, and whether a mail goes out at all. */
export function RejectDialog({ detail, busy, outcome, onDo, onClose, onLookAgain }: AskProps) {
  const { reasons, answersTo } = detail.rejection;
  const [chosen, setChosen] = useState<(typeof reasons)[number] | null>(null);
  const safe = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Reject this request"
      description="The tenant stays as it is. The owner can write again at any time."
      focus={safe}
    >
      <RadioGroup.Root
        aria-label="Reason"
        value={chosen?.code ?? ""}
        onValueChange={(code) => setChosen(reasons.find((reason) => reason.code === code) ?? null)}
        className="mt-4"
      >
        {reasons.map((reason) => (
          <div key={reason.code} className="border-line border-t last:border-b">
            <label
              htmlFor={`reason-${reason.code}`}
              className="flex min-h-10 cursor-pointer items-center gap-3 hover:bg-hover max-sm:min-h-12"
            >
              <RadioGroup.Item
                id={`reason-${reason.code}`}
                value={reason.code}
                className="ml-1 flex size-5 shrink-0 items-center justify-center rounded-full border border-edge"
              >
                <RadioGroup.Indicator className="size-2.5 rounded-full bg-accent" />
              </RadioGroup.Item>
              {REJECTION_WORDS[reason.code]}
            </label>
          </div>
        ))}
      </RadioGroup.Root>
      <div className="mt-4 min-h-24">
        {answersTo ? (
          <>
            <p className="text-soft">
              {chosen ? "A mail goes to" : "A mail will go to"}{" "}
              <Personal of="requester" subjectId={detail.request.id} field="email" masked={answersTo} className="text-ink" />
              {chosen ? ". It says:" : "."}
            </p>
            {chosen ? <blockquote className="mt-1 border-line border-l-2 pl-3 text-pretty">{chosen.sentence}</blockquote> : null}
          </>
        ) : (
          <Callout tone="info">
            No mail goes out: nothing proves that the address is the sender's, and a forger's victim must not be written to.
          </Callout>
        )}
      </div>
      {outcome && "refused" in outcome ? <Refusal refused={outcome.refused} onLookAgain={onLookAgain} /> : null}
      <DialogChoices>
        <Button ref={safe} onClick={onClose}>
          Leave it open
        </Button>
        <Button
          look="dangerous"
          busy={busy}
          disabled={!chosen || isStale(outcome)}
          onClick={() => chosen && void onDo({ act: "reject", because: chosen.code })}
        >
          Reject the request
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
