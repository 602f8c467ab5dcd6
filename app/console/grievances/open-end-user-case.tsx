"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useMe } from "../_frame/operator";

/** For the officer: a letter of a tenant's end user becomes a case with a number and a clock, to be routed to that tenant (V6). */
export function OpenEndUserCase({ letterId }: { letterId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const open = useMutation(
    trpc.answer.openEndUser.mutationOptions({
      retry: false,
      onSuccess: ({ grievanceId }) => router.push(`/console/grievances/${grievanceId}`),
    }),
  );
  if (!useMe().may["grievance:decide"]) return null;
  return (
    <>
      {open.error ? (
        <p role="alert" className="basis-full text-purging">
          {refusedOf(open.error as unknown as ApiError).sentence}
        </p>
      ) : null}
      <Button look="primary" busy={open.isPending} onClick={() => open.mutate({ letterId })}>
        Open a case
      </Button>
    </>
  );
}
