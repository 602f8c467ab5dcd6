"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { useSay } from "@/app/_ui/toast";

/** What follows every act of the desk: it is said, and the case and the queue are read again. */
export function useAfterAct(): (done: string) => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const say = useSay();
  return async (done) => {
    say(done);
    router.refresh();
    // What the case hangs on decides what can be answered and ordered about it as well.
    await Promise.all([trpc.grievance, trpc.answer, trpc.order].map((asked) => queries.invalidateQueries(asked.pathFilter())));
  };
}
