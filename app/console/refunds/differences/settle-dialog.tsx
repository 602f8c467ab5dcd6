"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type DifferenceRow, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Choices } from "@/app/_ui/choices";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { DIFFERENCE_END_NOTES, DIFFERENCE_END_WORDS } from "@/app/_words/refunds";

type End = keyof typeof DIFFERENCE_END_WORDS;

/** Settling a difference says why; it moves no money and changes neither book. */
export function SettleDialog({ row, onClose }: { row: DifferenceRow; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const safe = useRef<HTMLButtonElement>(null);
  const [because, setBecause] = useState<End | null>(null);
  const settle = useMutation(
    trpc.refund.settleDifference.mutationOptions({
      retry: false,
      onSuccess: async () => {
        onClose();
        say("Settled. If the books still disagree tomorrow, it is found again.");
        await Promise.all([
          queries.invalidateQueries(trpc.refund.pathFilter()),
          queries.invalidateQueries(trpc.request.today.pathFilter()),
        ]);
      },
    }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      focus={safe}
      title="Settle this difference?"
      description="Say what you found out. No money moves by it, and neither book is changed."
    >
      <div className="mt-4">
        <Choices
          label="What you found out"
          value={because}
          onChoose={setBecause}
          choices={(Object.entries(DIFFERENCE_END_WORDS) as [End, string][]).map(([value, title]) => ({
            value,
            title,
            more: DIFFERENCE_END_NOTES[value],
          }))}
        />
      </div>
      {settle.error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(settle.error)} />
        </div>
      ) : null}
      <DialogChoices>
        <Button ref={safe} onClick={onClose}>
          Leave it open
        </Button>
        <Button
          look="primary"
          busy={settle.isPending}
          disabled={!because}
          onClick={() => because && settle.mutate({ differenceId: row.id, because })}
        >
          Settle it
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
