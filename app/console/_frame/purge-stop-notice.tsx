"use client";
import { useQuery } from "@tanstack/react-query";
import { OctagonPause } from "lucide-react";
import Link from "next/link";
import type { PurgeStop } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Time } from "@/app/_ui/time";
import { STOP_WORDS } from "@/app/_words/purge-stop";

/** Above every page while purges are stopped, for everybody: nothing is erased now, since when, why, and where that ends. */
export function PurgeStopNotice({ first }: { first: PurgeStop }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.purge.stop.queryOptions(undefined, { initialData: first, refetchInterval: 15_000 }));
  return (
    <div role="status" className="shrink-0">
      {data.stop ? (
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 border-retained-bar border-b-2 bg-retained-ground px-4 py-2 text-retained text-sm sm:px-6">
          <OctagonPause aria-hidden className="size-4 shrink-0" />
          <strong className="font-medium">Purges are stopped.</strong>
          <span className="min-w-0 text-pretty">
            Nothing is erased now: {STOP_WORDS[data.stop.because] ?? data.stop.because}. Since{" "}
            <Time at={data.stop.stoppedAt} now={data.now} relative={false} />
            {data.stop.stoppedBy ? ` by ${data.stop.stoppedBy}` : ""}.
          </span>
          <Link href="/console/retention#purge-switch" className="underline underline-offset-4 sm:ml-auto">
            Let them run again
          </Link>
        </p>
      ) : null}
    </div>
  );
}
