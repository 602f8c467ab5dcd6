"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useMe } from "../_frame/operator";
import { PurgeSwitchDialog } from "./purge-switch-dialog";

/** The kill switch. One person stops all purges; somebody else lets them run again. */
export function PurgeSwitch() {
  const me = useMe();
  const trpc = useTRPC();
  const stop = useQuery(trpc.purge.stop.queryOptions());
  const [asking, setAsking] = useState(false);
  if (!stop.data) return null;
  const isStopped = stop.data.stop !== null;
  const may = me.may[isStopped ? "purge:resume" : "purge:stop"];
  const isOwn = stop.data.stop?.isOwn ?? false;
  return (
    <section id="purge-switch" aria-labelledby="purge-switch-title" className="mt-8 scroll-mt-4 border-line border-t px-4 pt-5 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-prose">
          <h2 id="purge-switch-title" className="font-medium">
            Stop all purges
          </h2>
          <p className="text-pretty text-soft">
            {isStopped
              ? "Purges are stopped. None begins, and running ones stand still where they are. The 30 days of owners go on; nobody can come back later because of it."
              : "For when something looks wrong. Running purges stop before their next batch and none begins, until somebody else lets them run again."}
          </p>
          {isOwn ? (
            <p className="mt-1 text-pretty text-retained">You stopped them yourself, so a colleague has to let them run again.</p>
          ) : null}
          {may ? null : <p className="mt-1 text-pretty text-faint">A support lead, the grievance officer or an admin can do this.</p>}
        </div>
        {may ? (
          <Button look={isStopped ? "plain" : "danger"} disabled={isOwn} onClick={() => setAsking(true)}>
            {isStopped ? "Let purges run again" : "Stop all purges"}
          </Button>
        ) : null}
      </div>
      {asking ? <PurgeSwitchDialog stop={stop.data} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}
