"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { useSay } from "@/app/_ui/toast";

/** After an act: it is said, the question goes away, and everything that shows the case is asked again. */
export function useAnswered(onDone: () => void): (words: string) => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const say = useSay();
  return async (words) => {
    onDone();
    say(words);
    router.refresh();
    await Promise.all([trpc.answer.pathFilter(), trpc.grievance.pathFilter()].map((filter) => queries.invalidateQueries(filter)));
  };
}
