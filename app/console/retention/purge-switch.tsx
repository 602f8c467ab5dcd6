"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ApiError, type PurgeStop, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Time } from "@/app/_ui/time";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { useMe } from "../_frame/operator";
import { PurgeSwitchDialog, type SwitchAct } from "./purge-switch-dialog";

/** The kill switch. One person stops all purges; one asks to let them run again, and another one agrees. */
export function PurgeSwitch() {
  const me = useMe();
  const trpc = useTRPC();
  const stop = useQuery(trpc.purge.stop.queryOptions());
  const [asking, setAsking] = useState<SwitchAct | null>(null);
  if (!stop.data) return null;
  const act = actOf(stop.data);
  const may = me.may[act === "stop" ? "purge:stop" : act === "ask" ? "purge:resume" : "purge:agree_resume"];
  const isOwn = act === "agree" && Boolean(stop.data.asked?.isOwn || stop.data.stop?.isOwn);
  return (
    <section id="purge-switch" aria-labelledby="purge-switch-title" className="mt-8 scroll-mt-4 border-line border-t px-4 pt-5 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-prose">
          <h2 id="purge-switch-title" className="font-medium">
            Stop all purges
          </h2>
          <p className="text-pretty text-soft">
            {stop.data.stop
              ? "Purges are stopped. None begins, and running ones stand still where they are. The 30 days of owners go on; nobody can come back later because of it."
              : "For when something looks wrong. Running purges stop before their next batch and none begins, until two people let them run again."}
          </p>
          {stop.data.asked ? (
            <p className="mt-1 text-pretty text-retained">
              {stop.data.asked.isOwn ? "You ask" : `${stop.data.asked.by ?? "A former colleague"} asks`} to let them run again. A second
              person agrees or declines by <Time at={stop.data.asked.expiresAt} now={stop.data.now} />.
            </p>
          ) : null}
          {isOwn && !stop.data.asked?.isOwn ? (
            <p className="mt-1 text-pretty text-retained">You stopped them yourself, so somebody else has to agree.</p>
          ) : null}
          {may ? null : <p className="mt-1 text-pretty text-faint">A support lead, the grievance officer or an admin can do this.</p>}
        </div>
        {may ? (
          <div className="flex flex-wrap gap-2">
            {act === "agree" ? <Decline stop={stop.data} disabled={isOwn} /> : null}
            <Button look={act === "stop" ? "danger" : "plain"} disabled={isOwn} onClick={() => setAsking(act)}>
              {{ stop: "Stop all purges", ask: "Ask to let purges run again", agree: "Let purges run again" }[act]}
            </Button>
          </div>
        ) : null}
      </div>
      {asking ? <PurgeSwitchDialog key={asking} act={asking} stop={stop.data} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}

const actOf = ({ stop, asked }: PurgeStop): SwitchAct => (!stop ? "stop" : asked ? "agree" : "ask");

function Decline({ stop, disabled }: { stop: PurgeStop; disabled: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const decline = useMutation(
    trpc.purge.declineResume.mutationOptions({
      retry: false,
      onSuccess: async () => {
        say("You declined. Purges stay stopped.");
        await Promise.all([queries.invalidateQueries(trpc.purge.pathFilter()), queries.invalidateQueries(trpc.approval.pathFilter())]);
      },
    }),
  );
  return (
    <>
      {decline.error ? <Trouble {...refusedOf(decline.error as unknown as ApiError)} /> : null}
      <Button disabled={disabled} busy={decline.isPending} onClick={() => stop.stop && decline.mutate({ stopId: stop.stop.id })}>
        Keep them stopped
      </Button>
    </>
  );
}
