"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ApiError, type Refused, type RequestDetail, refusedOf } from "@/app/_trpc/answers";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import type { ActCall } from "./acts";
import { performAct } from "./perform-act";

type Outcome = { done: string } | { refused: Refused } | null;

/** Performs acts on one request and keeps what came of the last one. Never tries by itself again: an act is meant once. */
export function useActs(detail: RequestDetail) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome>(null);
  const mutation = useMutation({
    mutationFn: ({ call, version }: { call: ActCall; version: number }) => performAct(api, detail, version, call),
    retry: false,
    onSuccess: async (done) => {
      setOutcome({ done });
      await Promise.all(
        [trpc.request.pathFilter(), trpc.tenant.pathFilter(), trpc.order.pathFilter()].map((filter) => queries.invalidateQueries(filter)),
      );
    },
    onError: (error) => setOutcome({ refused: refusedOf(error as unknown as ApiError) }),
  });
  return {
    busy: mutation.isPending,
    outcome,
    clear: () => setOutcome(null),
    /** True when it was done. */
    perform: async (call: ActCall, version: number): Promise<boolean> => {
      if (mutation.isPending) return false;
      setOutcome(null);
      return mutation.mutateAsync({ call, version }).then(
        () => true,
        () => false,
      );
    },
  };
}
