"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type ApiError, type PurgeStop, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { TypedField } from "@/app/_ui/typed-field";
import { STOP_WORDS } from "@/app/_words/purge-stop";

/** The question before the switch is thrown or released; which of the two follows from how it stands now. */
export function PurgeSwitchDialog({ stop, onClose }: { stop: PurgeStop; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const start = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [because, setBecause] = useState(stop.reasons[0]);
  const [wasStopped] = useState(stop.stop !== null);
  const done = async (words: string) => {
    say(words);
    onClose();
    await Promise.all([queries.invalidateQueries(trpc.purge.pathFilter()), queries.invalidateQueries(trpc.request.pathFilter())]);
  };
  const stopping = useMutation(
    trpc.purge.stopPurges.mutationOptions({ retry: false, onSuccess: () => done("All purges are stopped. Nothing more is erased.") }),
  );
  const resuming = useMutation(
    trpc.purge.letPurgesRun.mutationOptions({ retry: false, onSuccess: () => done("Purges run again. What stood still goes on now.") }),
  );
  const { error, isPending } = wasStopped ? resuming : stopping;
  const words = wasStopped ? stop.typed.resume : stop.typed.stop;
  const matches = typed.trim().toLowerCase() === words;
  const act = () => (wasStopped ? resuming.mutate({ typed }) : because && stopping.mutate({ because, typed }));
  return (
    <Dialog
      open
      onClose={onClose}
      focus={start}
      title={wasStopped ? "Let purges run again?" : "Stop all purges?"}
      description={
        wasStopped
          ? stop.stop?.because === "restored"
            ? "What is due is erased. Be sure that every hold and every return made since the backup has been entered again."
            : "What stood still is erased from where it was, and what is due begins. Be sure that the reason for stopping is gone."
          : "No purge begins, and running ones stop before their next batch. What is erased already stays erased. Somebody else has to let them run again."
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (matches && !isPending) act();
        }}
      >
        {wasStopped ? null : (
          <fieldset className="mt-4">
            <legend className="mb-1 font-medium">Because</legend>
            {stop.reasons.map((reason) => (
              <label key={reason} className="flex min-h-8 items-center gap-2.5 max-sm:min-h-11">
                <input type="radio" name="because" checked={because === reason} onChange={() => setBecause(reason)} />
                {STOP_WORDS[reason]}
              </label>
            ))}
          </fieldset>
        )}
        <TypedField words={words} typed={typed} onType={setTyped} focus={start} />
        {error ? (
          <div className="mt-4">
            <Trouble {...refusedOf(error as unknown as ApiError)} />
          </div>
        ) : null}
        <DialogChoices>
          <Button onClick={onClose}>{wasStopped ? "Leave them stopped" : "Leave them running"}</Button>
          <Button type="submit" look={wasStopped ? "primary" : "dangerous"} busy={isPending} disabled={!matches}>
            {wasStopped ? "Let purges run again" : "Stop all purges"}
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}
