"use client";
import { useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";

type AskFirstProps = {
  title: string;
  description: string;
  act: string;
  busy: boolean;
  error: ApiError | null;
  onDo: () => void;
  onClose: () => void;
};

/** A question before something that others will notice; the focus starts on the safe answer. */
export function AskFirst({ title, description, act, busy, error, onDo, onClose }: AskFirstProps) {
  const safe = useRef<HTMLButtonElement>(null);
  return (
    <Dialog open onClose={onClose} focus={safe} title={title} description={description}>
      {error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(error)} />
        </div>
      ) : null}
      <DialogChoices>
        <Button ref={safe} onClick={onClose}>
          Not now
        </Button>
        <Button look="primary" busy={busy} onClick={onDo}>
          {act}
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
