"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { GrievanceDetail } from "@/app/_trpc/answers";
import { refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { useSay } from "@/app/_ui/toast";
import { useMe } from "../../_frame/operator";
import { CaseDialog, type DialogAct } from "./case-dialog";
import { useAfterAct } from "./use-act";

const DIALOGS: { act: DialogAct; title: string }[] = [
  { act: "acknowledge", title: "Acknowledge…" },
  { act: "note", title: "Note…" },
  { act: "link", title: "Link…" },
  { act: "merge", title: "Merge…" },
  { act: "reopen", title: "Open again…" },
];

const NONE_TO_MERGE = "There is no older open case of the same person to merge this one into.";

/** What can be done with a case besides answering it; what cannot be done now is not offered, but in the palette with its reason. */
export function CaseActs({ detail }: { detail: GrievanceDetail }) {
  const me = useMe();
  const trpc = useTRPC();
  const after = useAfterAct();
  const say = useSay();
  const [asking, setAsking] = useState<DialogAct | null>(null);
  const assign = useMutation(trpc.grievance.assign.mutationOptions({ retry: false, onError: (error) => say(refusedOf(error).sentence) }));
  const grievanceId = detail.case.id;
  const isMine = detail.assignee?.id === me.id;
  const giveTo = (assigneeId: string | null, done: string) =>
    assign.mutate({ grievanceId, assigneeId }, { onSuccess: () => void after(done) });
  const offered = DIALOGS.filter(({ act }) => detail.acts[act].allowed);
  const noneToMerge = detail.acts.merge.allowed && detail.candidates.cases.length === 0 ? NONE_TO_MERGE : null;
  const because = (act: DialogAct) => detail.acts[act].because ?? (act === "merge" ? noneToMerge : null);
  useCommands(
    DIALOGS.filter(({ act }) => act !== "acknowledge").map(({ act, title }) => ({
      id: `case-${act}`,
      title: `${title.replace("…", "")} (this case)`,
      group: "Case",
      because: because(act),
      run: () => {
        if (!because(act)) setAsking(act);
      },
    })),
  );
  return (
    <section aria-label="What can be done" className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-3 sm:px-6">
      <Button
        size="small"
        busy={assign.isPending}
        onClick={() => (isMine ? giveTo(null, "Nobody looks after this case now.") : giveTo(me.id, "You look after this case now."))}
      >
        {isMine ? "Put it back" : "Take it on"}
      </Button>
      {detail.officers.length > 1 ? (
        <select
          aria-label="Hand it to"
          value=""
          onChange={(event) => giveTo(event.target.value, "Handed on.")}
          className="h-8 rounded-md border border-edge/70 bg-ground px-2 text-sm max-sm:h-11 max-sm:text-base"
        >
          <option value="" disabled>
            Hand it to…
          </option>
          {detail.officers
            .filter(({ id }) => id !== detail.assignee?.id)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      ) : null}
      {offered.map(({ act, title }) => (
        <Button
          key={act}
          size="small"
          look={act === "acknowledge" ? "primary" : "plain"}
          data-command={`case-${act}`}
          disabled={because(act) !== null}
          aria-describedby={because(act) ? "why-no-merge" : undefined}
          onClick={() => setAsking(act)}
        >
          {title}
        </Button>
      ))}
      {noneToMerge ? (
        <p id="why-no-merge" className="basis-full text-soft text-xs">
          {noneToMerge}
        </p>
      ) : null}
      {asking ? <CaseDialog key={asking} act={asking} detail={detail} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}
