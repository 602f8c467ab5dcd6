"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Trouble } from "@/app/_ui/trouble";
import { useMe } from "../../_frame/operator";

/** Has a purge tried again that broke, for whoever knows that its cause is mended. Without a press it tries by itself, each time later. */
export function RetryPurge({ requestId }: { requestId: string }) {
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const retry = useMutation(
    trpc.purge.retry.mutationOptions({
      retry: false,
      onSuccess: () => queries.invalidateQueries(trpc.request.pathFilter()),
    }),
  );
  if (!me.may["purge:retry"]) return <p className="mt-1 text-xs">It is tried again by itself; a support lead or an admin can hurry it.</p>;
  return (
    <div className="mt-2">
      <Button size="small" busy={retry.isPending} onClick={() => retry.mutate({ requestId })}>
        <RotateCw aria-hidden className="size-3.5" />
        Try again now
      </Button>
      <div role="status" className="mt-1 text-xs empty:mt-0">
        {retry.isSuccess ? "A worker takes it up now." : ""}
      </div>
      {retry.error ? <Trouble {...refusedOf(retry.error as unknown as ApiError)} /> : null}
    </div>
  );
}
