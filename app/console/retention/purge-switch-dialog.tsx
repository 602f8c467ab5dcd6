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
import { FreshFirst } from "../_frame/fresh-first";

export type SwitchAct = "stop" | "ask" | "agree";

/** The question before purges are stopped, before a second person is asked to let them run again, and before that one agrees. */
export function PurgeSwitchDialog({ act, stop, onClose }: { act: SwitchAct; stop: PurgeStop; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const start = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [because, setBecause] = useState(stop.reasons[0]);
  // What stood on the screen when the question was opened is what is agreed to.
  const [shown] = useState(stop);
  const wasStopped = act !== "stop";
  const done = async (words: string) => {
    say(words);
    onClose();
    await Promise.all([
      queries.invalidateQueries(trpc.purge.pathFilter()),
      queries.invalidateQueries(trpc.request.pathFilter()),
      queries.invalidateQueries(trpc.approval.pathFilter()),
    ]);
  };
  const stopping = useMutation(
    trpc.purge.stopPurges.mutationOptions({ retry: false, onSuccess: () => done("All purges are stopped. Nothing more is erased.") }),
  );
  const resuming = useMutation(
    trpc.purge.letPurgesRun.mutationOptions({ retry: false, onSuccess: () => done("Purges run again. What stood still goes on now.") }),
  );
  const askingOther = useMutation(
    trpc.purge.askResume.mutationOptions({ retry: false, onSuccess: () => done("A second person is asked to let purges run again.") }),
  );
  const { error, isPending } = { stop: stopping, ask: askingOther, agree: resuming }[act];
  const words = wasStopped ? stop.typed.resume : stop.typed.stop;
  const matches = typed.trim().toLowerCase() === words;
  const go = () => {
    if (act === "stop") return because && stopping.mutate({ because, typed });
    if (act === "ask") return askingOther.mutate({ typed });
    return shown.stop && shown.asked && resuming.mutate({ stopId: shown.stop.id, typed, seen: shown.asked.seen });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      focus={start}
      title={TITLES[act]}
      description={
        wasStopped
          ? shown.stop?.because === "restored"
            ? "What is due is erased. Be sure that every hold and every return made since the backup has been entered again."
            : "What stood still is erased from where it was, and what is due begins. Be sure that the reason for stopping is gone."
          : "No purge begins, and running ones stop before their next batch. What is erased already stays erased. Two people let them run again."
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (matches && !isPending) go();
        }}
      >
        <FreshFirst />
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
            {TITLES[act].replace("?", "")}
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}

const TITLES: Record<SwitchAct, string> = {
  stop: "Stop all purges?",
  ask: "Ask to let purges run again?",
  agree: "Let purges run again?",
};
