"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type ApiError, type RefundDetail, type Refused, refusedOf } from "@/app/_trpc/answers";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { useSay } from "@/app/_ui/toast";
import type { ActCall } from "./acts";
import { performAct } from "./perform-act";

export type Outcome = { done: string } | { refused: Refused } | null;
/** How the refund stood when the last message became true; null until that is known. */
type Since = { stand: string; at: Date } | null;

/** Performs acts on one refund and keeps what came of the last one. Never tries by itself again: an act is meant once. */
export function useActs(detail: RefundDetail) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const tell = useSay();
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [since, setSince] = useState<Since>(null);
  const lookAgain = () =>
    Promise.all([queries.invalidateQueries(trpc.refund.pathFilter()), queries.invalidateQueries(trpc.request.today.pathFilter())]);
  const say = async (done: string, from?: RefundDetail): Promise<void> => {
    setSince(null);
    setOutcome({ done });
    await lookAgain();
    const now = from ?? queries.getQueryData(trpc.refund.detail.queryKey({ refundId: detail.refund.id })) ?? detail;
    setSince({ stand: standOf(now), at: now.now });
  };
  const mutation = useMutation({
    mutationFn: ({ call, seen }: { call: ActCall; seen: RefundDetail }) => performAct(api, seen, call),
    retry: false,
    onSuccess: async ({ words, goTo }, { call, seen }) => {
      if (goTo) {
        tell(words);
        router.push(`/console/refunds/${goTo}`);
        await lookAgain();
        return;
      }
      // That the gateway is being asked is over once it has been asked, even if that was before we could look.
      await say(words, call.act === "askNow" ? seen : undefined);
    },
    onError: (error) => setOutcome({ refused: refusedOf(error as unknown as ApiError) }),
  });
  // A message is about the refund as the act left it: it goes when anything of that changes.
  const isOver = outcome !== null && "done" in outcome && since !== null && detail.now > since.at && standOf(detail) !== since.stand;
  return {
    busy: mutation.isPending,
    outcome: isOver ? null : outcome,
    say,
    clear: () => setOutcome(null),
    /** True when it was done. */
    perform: async (call: ActCall, seen: RefundDetail): Promise<boolean> => {
      if (mutation.isPending) return false;
      setOutcome(null);
      return mutation.mutateAsync({ call, seen }).then(
        () => true,
        () => false,
      );
    },
  };
}

/** Everything that a message of the decision bar may be about. */
const standOf = ({ refund, approval, people }: RefundDetail): string =>
  [
    ...[refund.version, refund.state, refund.trouble, refund.askedAt?.getTime(), refund.amountPaise],
    ...[approval?.id, people.agreed.length],
  ].join(" ");
